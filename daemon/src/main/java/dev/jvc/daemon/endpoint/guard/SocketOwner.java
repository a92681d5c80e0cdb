package dev.jvc.daemon.endpoint.guard;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Tells from Linux's tables of sockets who owns the other end of a loopback connection.
 *
 * <p>{@code /proc/self/net/tcp} and {@code tcp6} name, without any privilege, the user of every
 * socket in this network namespace (proc(5)). A client in a container with its own network is in
 * neither table. A socket that is no longer established, or that no process holds any more (inode
 * 0), is nobody's.
 *
 * <p>A reading takes milliseconds on machines with large hash tables, so that those who ask while
 * one is going on share the next.
 */
public final class SocketOwner implements PeerCheck {

  private static final String ESTABLISHED = "01";
  private static final String LISTENING = "0A";

  private final String uid;
  private final ReentrantLock reading = new ReentrantLock();
  private final Table tcp4;
  private final Table tcp6;

  /**
   * @param tables the folder that holds {@code tcp} and {@code tcp6}
   * @param uid the number of the user whose sockets are ours
   */
  SocketOwner(Path tables, String uid) {
    this.tcp4 = new Table(tables.resolve("tcp"));
    this.tcp6 = new Table(tables.resolve("tcp6"));
    this.uid = uid;
  }

  /**
   * A check for this process's own user.
   *
   * @throws IOException when {@code /proc} does not tell
   */
  public static SocketOwner ofThisUser() throws IOException {
    // Not the owner of /proc/self: that is root once the process is closed to debuggers.
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("Uid:")) {
        return new SocketOwner(Path.of("/proc/self/net"), line.split("\t", -1)[2]);
      }
    }
    throw new IOException("/proc/self/status names no user");
  }

  /**
   * {@inheritDoc}
   *
   * <p>A socket that is not found in an old reading is looked up in a new one.
   */
  @Override
  public Peer peer(InetSocketAddress client, InetSocketAddress server, Duration age) {
    Peer known = lookUp(client, server, System.nanoTime() - age.toNanos());
    if (known == null) {
      // Lines can be skipped when sockets come and go during a reading.
      known = lookUp(client, server, System.nanoTime());
    }
    return known == null ? Peer.FOREIGN : known;
  }

  /** Whose the client's socket is; null when it stands in no table. */
  private @Nullable Peer lookUp(
      InetSocketAddress client, InetSocketAddress server, long notBefore) {
    if (client.getAddress() instanceof Inet4Address) {
      Peer plain = tcp4.asOf(notBefore).get(pair(client, server, false));
      // Programs with dual-stack sockets, Java among them, stand in the table for IPv6.
      return plain != null ? plain : tcp6.asOf(notBefore).get(pair(client, server, true));
    }
    return tcp6.asOf(notBefore).get(pair(client, server, false));
  }

  /** How the kernel writes the client's socket: its own address first, then the peer's. */
  private static String pair(InetSocketAddress client, InetSocketAddress server, boolean mapped) {
    return hex(client, mapped) + " " + hex(server, mapped);
  }

  /** The address as 32-bit words in the machine's byte order, then the port. */
  private static String hex(InetSocketAddress address, boolean mapped) {
    StringBuilder hex = new StringBuilder(40);
    if (mapped) {
      hex.append("0000000000000000");
      hex.append(ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? "FFFF0000" : "0000FFFF");
    }
    InetAddress ip = address.getAddress();
    ByteBuffer words = ByteBuffer.wrap(ip.getAddress()).order(ByteOrder.nativeOrder());
    while (words.hasRemaining()) {
      hex.append(String.format(Locale.ROOT, "%08X", words.getInt()));
    }
    return hex.append(String.format(Locale.ROOT, ":%04X", address.getPort())).toString();
  }

  /** One table as it was read last. */
  private final class Table {

    private final Path file;
    private @Nullable Map<String, Peer> sockets;
    private long readAt;

    Table(Path file) {
      this.file = file;
    }

    /**
     * The sockets that are connected and whose they are, as of a reading that began no earlier than
     * the given time; none when the table cannot be read.
     */
    Map<String, Peer> asOf(long notBefore) {
      reading.lock();
      try {
        if (sockets == null || readAt - notBefore < 0) {
          readAt = System.nanoTime();
          // Not kept when it fails: the caller may only have been interrupted.
          sockets = null;
          sockets = parse(Files.readAllBytes(file));
        }
        return sockets;
      } catch (IOException unreadable) {
        return Map.of();
      } finally {
        reading.unlock();
      }
    }

    /** Reads lines of {@code sl local remote st tx:rx tr:when retrnsmt uid timeout inode …}. */
    private Map<String, Peer> parse(byte[] table) {
      Map<String, Peer> parsed = new HashMap<>();
      Fields fields = new Fields(table);
      while (fields.nextLine()) {
        fields.skip(1);
        String pair = fields.next() + " " + fields.next();
        String state = fields.next();
        if (!state.equals(LISTENING)) {
          fields.skip(3);
          String owner = fields.next();
          fields.skip(1);
          String inode = fields.next();
          parsed.put(pair, peer(state, owner, inode));
        }
      }
      return parsed;
    }
  }

  /** A closed socket is shown as root's, so that the state counts before the owner. */
  private Peer peer(String state, String owner, String inode) {
    if (!state.equals(ESTABLISHED) || inode.equals("0")) {
      return Peer.GONE;
    }
    return owner.equals(uid) ? Peer.OURS : Peer.FOREIGN;
  }

  /** The fields of lines, which one or more blanks separate. */
  private static final class Fields {

    private final byte[] text;
    private int at;

    /** Starts in the first line, which holds the headings. */
    Fields(byte[] text) {
      this.text = text;
    }

    /** Goes to the next line; false when there is none. */
    boolean nextLine() {
      while (at < text.length && text[at] != '\n') {
        at++;
      }
      at++;
      return at < text.length;
    }

    /** The next field of this line, empty when there is none. */
    String next() {
      skipBlanks();
      int from = at;
      skipField();
      return new String(text, from, at - from, StandardCharsets.US_ASCII);
    }

    void skip(int fields) {
      for (int i = 0; i < fields; i++) {
        skipBlanks();
        skipField();
      }
    }

    private void skipBlanks() {
      while (at < text.length && text[at] == ' ') {
        at++;
      }
    }

    private void skipField() {
      while (at < text.length && text[at] != ' ' && text[at] != '\n') {
        at++;
      }
    }
  }
}
