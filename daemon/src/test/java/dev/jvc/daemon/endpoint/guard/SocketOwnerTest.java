package dev.jvc.daemon.endpoint.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.nio.ByteOrder;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@EnabledOnOs(value = OS.LINUX, disabledReason = "needs Linux: reads /proc")
final class SocketOwnerTest {

  private static final String HEADER =
      "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n";
  private static final InetSocketAddress CLIENT =
      new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0xB0B1);
  private static final InetSocketAddress SERVER =
      new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 9911);

  @TempDir Path tables;

  private Peer peer(String tcp, String tcp6) throws IOException {
    Files.writeString(tables.resolve("tcp"), HEADER + tcp);
    Files.writeString(tables.resolve("tcp6"), HEADER + tcp6);
    return new SocketOwner(tables, "1000").peer(CLIENT, SERVER, Duration.ZERO);
  }

  private static String line(String state, String uid, String inode) {
    return "   7: 0100007F:B0B1 0100007F:26B7 "
        + state
        + " 00000000:00000000 00:00000000 00000000  "
        + uid
        + "        0 "
        + inode
        + " 1 000000004907ce21 20 4 30 10 -1\n";
  }

  @ParameterizedTest
  @CsvSource({
    "01, 1000, 4711, OURS",
    "01, 10000, 4711, FOREIGN",
    "01, 100, 4711, FOREIGN",
    "01, 0, 4711, FOREIGN",
    "01, 65534, 4711, FOREIGN",
    "01, 1000, 0, GONE",
    "02, 1000, 4711, GONE",
    "04, 1000, 4711, GONE",
    "05, 1000, 4711, GONE",
    "06, 1000, 4711, GONE",
    "06, 0, 0, GONE",
    "08, 1000, 4711, GONE",
  })
  void onlyAnEstablishedSocketOfThisUserIsOurs(
      String state, String uid, String inode, Peer expected) throws IOException {
    Assumptions.assumeTrue(
        ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN, "needs a little-endian machine");
    assertEquals(expected, peer(line(state, uid, inode), ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   7: 0100007F:B0B2 0100007F:26B7 01 0:0 0:0 0 1000 0 4711\n",
        "   7: 0200007F:B0B1 0100007F:26B7 01 0:0 0:0 0 1000 0 4711\n",
        "   7: 0100007F:B0B1 0100007F:26B8 01 0:0 0:0 0 1000 0 4711\n",
        "   7: 0100007F:26B7 0100007F:B0B1 01 0:0 0:0 0 1000 0 4711\n",
        "   7: 0100007F:B0B1 0100007F:26B7 01\n",
        "   7: 0100007F:B0B1 0100007F:26B7 ",
        "   7: 0100007F:B0B1",
        "garbage\n"
      })
  void aSocketThatIsNotInTheTableOrUnreadableIsNotOurs(String table) throws IOException {
    assertNotEquals(Peer.OURS, peer(table, ""));
  }

  @Test
  void missingTablesMeanNobodyIsOurs() {
    SocketOwner owner = new SocketOwner(tables.resolve("missing"), "1000");
    assertNotEquals(Peer.OURS, owner.peer(CLIENT, SERVER, Duration.ZERO));
  }

  @Test
  void anIpv6SocketThatSpeaksIpv4IsFoundInTheOtherTable() throws IOException {
    Assumptions.assumeTrue(
        ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN, "needs a little-endian machine");
    String mapped =
        "   0: 0000000000000000FFFF00000100007F:B0B1 0000000000000000FFFF00000100007F:26B7 01"
            + " 00000000:00000000 00:00000000 00000000  1000        0 4711 1 0 20 4 30 10 -1\n";
    assertEquals(Peer.OURS, peer("", mapped));
  }

  @Test
  void anOldReadingIsUsedAsLongAsItIsAllowed() throws IOException {
    Assumptions.assumeTrue(
        ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN, "needs a little-endian machine");
    Files.writeString(tables.resolve("tcp"), HEADER + line("01", "1000", "4711"));
    Files.writeString(tables.resolve("tcp6"), HEADER);
    SocketOwner owner = new SocketOwner(tables, "1000");
    assertEquals(Peer.OURS, owner.peer(CLIENT, SERVER, Duration.ZERO));

    Files.writeString(tables.resolve("tcp"), HEADER + line("06", "0", "0"));
    assertEquals(Peer.OURS, owner.peer(CLIENT, SERVER, Duration.ofHours(1)));
    assertNotEquals(Peer.OURS, owner.peer(CLIENT, SERVER, Duration.ZERO));
  }

  @Test
  void aSocketThatAnOldReadingDoesNotHoldIsLookedUpAnew() throws IOException {
    Assumptions.assumeTrue(
        ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN, "needs a little-endian machine");
    Files.writeString(tables.resolve("tcp"), HEADER);
    Files.writeString(tables.resolve("tcp6"), HEADER);
    SocketOwner owner = new SocketOwner(tables, "1000");
    assertNotEquals(Peer.OURS, owner.peer(CLIENT, SERVER, Duration.ZERO));

    Files.writeString(tables.resolve("tcp"), HEADER + line("01", "1000", "4711"));
    assertEquals(Peer.OURS, owner.peer(CLIENT, SERVER, Duration.ofHours(1)));
  }

  @Test
  void theKernelNamesThisProcessForItsOwnSockets() throws IOException {
    SocketOwner owner = SocketOwner.ofThisUser();
    try (ServerSocket server = new ServerSocket(0, 10, InetAddress.ofLiteral("127.0.0.1"));
        // Dual-stack in Java, and so in the table for IPv6.
        Socket dual = new Socket(server.getInetAddress(), server.getLocalPort());
        SocketChannel plain = SocketChannel.open(StandardProtocolFamily.INET)) {
      plain.connect(server.getLocalSocketAddress());
      InetSocketAddress address = (InetSocketAddress) server.getLocalSocketAddress();

      assertEquals(
          Peer.OURS,
          owner.peer((InetSocketAddress) dual.getLocalSocketAddress(), address, Duration.ZERO));
      assertEquals(
          Peer.OURS,
          owner.peer((InetSocketAddress) plain.getLocalAddress(), address, Duration.ZERO));
    }
  }

  @Test
  void theKernelNamesThisProcessOverIpv6() throws IOException {
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.INET6)) {
      server.bind(new InetSocketAddress(Inet6Address.ofLiteral("::1"), 0));
      try (SocketChannel client = SocketChannel.open(server.getLocalAddress())) {
        assertEquals(
            Peer.OURS,
            SocketOwner.ofThisUser()
                .peer(
                    (InetSocketAddress) client.getLocalAddress(),
                    (InetSocketAddress) server.getLocalAddress(),
                    Duration.ZERO));
      }
    }
  }

  @Test
  void aSocketThatWasClosedIsNobodysSoon() throws IOException {
    SocketOwner owner = SocketOwner.ofThisUser();
    try (ServerSocket server = new ServerSocket(0, 10, InetAddress.ofLiteral("127.0.0.1"))) {
      Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
      InetSocketAddress from = (InetSocketAddress) client.getLocalSocketAddress();
      InetSocketAddress to = (InetSocketAddress) server.getLocalSocketAddress();
      assertEquals(Peer.OURS, owner.peer(from, to, Duration.ZERO));

      client.close();
      Awaitility.await().until(() -> owner.peer(from, to, Duration.ZERO) != Peer.OURS);
    }
  }

  @Test
  void anotherUsersNumberIsNotOurs() throws IOException {
    SocketOwner nobody = new SocketOwner(Path.of("/proc/self/net"), "54321");
    try (ServerSocket server = new ServerSocket(0, 10, InetAddress.ofLiteral("127.0.0.1"));
        Socket client = new Socket(server.getInetAddress(), server.getLocalPort())) {
      assertEquals(
          Peer.FOREIGN,
          nobody.peer(
              (InetSocketAddress) client.getLocalSocketAddress(),
              (InetSocketAddress) server.getLocalSocketAddress(),
              Duration.ZERO));
    }
  }
}
