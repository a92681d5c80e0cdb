package dev.jvc.daemon.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.daemon.platform.OperatingSystem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(value = OS.LINUX, disabledReason = "needs Linux: reads /proc")
final class OwnProgramsTest {

  private static final String HEADINGS =
      "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n";

  @TempDir Path proc;

  private static OwnPrograms real() throws IOException {
    return new OwnPrograms(OperatingSystem.LINUX, new OwnProcesses(OperatingSystem.LINUX));
  }

  private OwnPrograms inFolder() {
    return new OwnPrograms(OperatingSystem.LINUX, pid -> java.util.Optional.empty(), proc);
  }

  private void table(String name, String... lines) throws IOException {
    Files.createDirectories(proc.resolve("self/net"));
    Files.writeString(proc.resolve("self/net").resolve(name), HEADINGS + String.join("\n", lines));
  }

  private static String line(String local, String remote, String state, int inode) {
    return "   0: "
        + local
        + " "
        + remote
        + " "
        + state
        + " 00000000:00000000 00:00000000 00000000  1000        0 "
        + inode
        + " 1 0000000000000000 20 4 30 10 -1";
  }

  private void process(int pid, String name, int... inodes) throws IOException {
    Path files = Files.createDirectories(proc.resolve(pid + "/fd"));
    Files.writeString(proc.resolve(pid + "/comm"), name + "\n");
    Files.createSymbolicLink(files.resolve("0"), Path.of("/dev/null"));
    for (int inode : inodes) {
      Files.createSymbolicLink(files.resolve("3" + inode), Path.of("socket:[" + inode + "]"));
    }
  }

  /** A client that tells its port once it is connected, and stays until it is told to go. */
  private static Process client(int port) throws IOException {
    return new ProcessBuilder(
            "bash",
            "-c",
            "exec 3<>/dev/tcp/127.0.0.1/\"$0\" && echo connected && read -r line",
            String.valueOf(port))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  @Test
  void aRealClientIsFoundByItsConnection() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      Process process = client(server.getLocalPort());
      try (Socket accepted = server.accept()) {
        Connection connection = new Connection(accepted.getPort(), server.getLocalPort());
        Connection nobodys = new Connection(server.getLocalPort(), accepted.getPort() ^ 1);
        Map<Connection, Program> expected = Map.of(connection, new Program(process.pid(), "bash"));

        OwnPrograms programs = real();

        assertEquals(expected, programs.holding(Set.of(connection, nobodys)));
        assertEquals(expected, programs.holding(Set.of(connection)), "found again, and faster");
      } finally {
        process.destroy();
        process.waitFor();
      }
    }
  }

  @Test
  void aConnectionOfThisProcessIsNobodys() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"));
        Socket client = new Socket(server.getInetAddress(), server.getLocalPort())) {
      assertEquals(
          Map.of(),
          real().holding(Set.of(new Connection(client.getLocalPort(), server.getLocalPort()))));
    }
  }

  @Test
  void aProcessIsNamedWithoutItsArguments() throws Exception {
    Process process = new ProcessBuilder("sleep", "60").start();
    try {
      org.awaitility.Awaitility.await()
          .until(
              () -> real().named(process.pid()).orElseThrow(),
              new Program(process.pid(), "sleep")::equals);
    } finally {
      process.destroy();
      process.waitFor();
    }
    assertTrue(real().named(process.pid()).isEmpty());
    assertTrue(real().named(1L << 30).isEmpty());
  }

  @Test
  void bothTablesAreReadAndOnlyWhatIsConnectedCounts() throws IOException {
    table(
        "tcp",
        line("0100007F:9C40", "0100007F:26B7", "01", 11),
        line("0100007F:9C41", "0100007F:26B7", "06", 12),
        line("0100007F:26B7", "0100007F:9C40", "01", 13),
        "a line that is none");
    table(
        "tcp6",
        line(
            "0000000000000000FFFF00000100007F:9C42",
            "0000000000000000FFFF00000100007F:26B7",
            "01",
            14));
    process(100, "old", 11, 12);
    process(101, "java", 14);
    process(102, "server", 13);

    assertEquals(
        Map.of(
            new Connection(40_000, 9911), new Program(100, "old"),
            new Connection(40_002, 9911), new Program(101, "java")),
        inFolder()
            .holding(
                Set.of(
                    new Connection(40_000, 9911),
                    new Connection(40_001, 9911),
                    new Connection(40_002, 9911))));
  }

  @Test
  void twoConnectionsWithTheSamePortsCannotBeToldApart() throws IOException {
    table(
        "tcp",
        line("0100007F:9C40", "0100007F:26B7", "01", 11),
        line("0200007F:9C40", "0100007F:26B7", "01", 12),
        line("0300007F:9C40", "0100007F:26B7", "01", 13));
    process(100, "one", 11);
    process(101, "two", 12);
    process(102, "three", 13);

    assertEquals(Map.of(), inFolder().holding(Set.of(new Connection(40_000, 9911))));
  }

  @Test
  void withoutTablesNobodyIsKnown() {
    assertEquals(Map.of(), inFolder().holding(Set.of(new Connection(40_000, 9911))));
    assertEquals(Map.of(), inFolder().holding(Set.of()));
  }

  @Test
  void aNameThatIsNoUtf8IsShownAllTheSame() throws IOException {
    table("tcp", line("0100007F:9C40", "0100007F:26B7", "01", 11));
    process(100, "x", 11);
    Files.write(proc.resolve("100/comm"), "caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));

    assertEquals(
        List.of(new Program(100, "caf\ufffd")),
        List.copyOf(inFolder().holding(Set.of(new Connection(40_000, 9911))).values()));
  }

  @Test
  void onMacosNobodyIsFoundByAConnection() {
    OwnPrograms programs =
        new OwnPrograms(OperatingSystem.MACOS, pid -> java.util.Optional.empty(), proc);

    assertEquals(Map.of(), programs.holding(Set.of(new Connection(40_000, 9911))));
  }
}
