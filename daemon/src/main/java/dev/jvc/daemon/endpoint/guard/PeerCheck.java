package dev.jvc.daemon.endpoint.guard;

import java.net.InetSocketAddress;
import java.time.Duration;

/** Tells whether the other end of a connection belongs to the user that this process runs as. */
@FunctionalInterface
public interface PeerCheck {

  /**
   * Whether the client's socket is open and ours.
   *
   * @param client the client's end
   * @param server this end
   * @param age how old an observation may be; zero for one made now
   */
  boolean isOurs(InetSocketAddress client, InetSocketAddress server, Duration age);
}
