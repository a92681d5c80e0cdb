package dev.jvc.daemon.endpoint.guard;

import java.net.InetSocketAddress;
import java.time.Duration;

/** Tells whose the other end of a connection is. */
@FunctionalInterface
public interface PeerCheck {

  /**
   * The owner of the client's socket.
   *
   * @param client the client's end
   * @param server this end
   * @param age how old an observation may be; zero for one made now
   */
  Peer peer(InetSocketAddress client, InetSocketAddress server, Duration age);
}
