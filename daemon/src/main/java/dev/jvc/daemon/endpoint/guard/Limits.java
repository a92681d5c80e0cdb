package dev.jvc.daemon.endpoint.guard;

import java.time.Duration;

/**
 * How long a connection may take for what, and how many there may be.
 *
 * @param firstByte from the accepted connection to the first byte of its first request
 * @param idle between two requests; SDKs with connection pools expect at least 30 s
 * @param head from the first byte of a request to the end of its head
 * @param answer from the end of the head to the last byte of the answer
 * @param linger for a refused client to read the answer before the connection is cut
 * @param ownerKnown how long a socket that was seen to be ours is believed to be
 * @param connections at the same time; more of them wait in the kernel's queue
 */
public record Limits(
    Duration firstByte,
    Duration idle,
    Duration head,
    Duration answer,
    Duration linger,
    Duration ownerKnown,
    int connections) {

  /** The longest request head, in bytes, the empty line included. */
  static final int HEAD_BYTES = 8 * 1024;

  /** The longest line of a head, in bytes, without its end. */
  static final int LINE_BYTES = 2 * 1024;

  /** What the daemon uses, with a number of connections that leaves descriptors for the rest. */
  public static Limits standard(int connections) {
    return new Limits(
        Duration.ofSeconds(2),
        Duration.ofSeconds(60),
        Duration.ofSeconds(2),
        Duration.ofSeconds(10),
        Duration.ofSeconds(1),
        Duration.ofSeconds(1),
        connections);
  }
}
