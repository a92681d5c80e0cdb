package dev.jvc.daemon.endpoint;

import dev.jvc.daemon.endpoint.guard.Peer;
import dev.jvc.daemon.endpoint.guard.PeerCheck;
import dev.jvc.daemon.endpoint.guard.SocketOwner;
import dev.jvc.daemon.platform.OperatingSystem;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * How other users of this machine are told from this one.
 *
 * @param gap why they cannot be told, such as {@code /proc is not readable}; null when they can
 */
public record OwnerCheck(PeerCheck peers, @Nullable String gap) {

  /** The best that the operating system allows. */
  public static OwnerCheck of(OperatingSystem os) {
    return switch (os) {
      case LINUX -> {
        try {
          yield new OwnerCheck(SocketOwner.ofThisUser(), null);
        } catch (IOException unreadable) {
          yield none("/proc is not readable");
        }
      }
      case MACOS -> none("macOS does not tell whose a connection is");
    };
  }

  private static OwnerCheck none(String gap) {
    return new OwnerCheck((client, server, age) -> Peer.OURS, gap);
  }

  /** Whether a connection of another user is known as one. */
  public boolean holds() {
    return gap == null;
  }
}
