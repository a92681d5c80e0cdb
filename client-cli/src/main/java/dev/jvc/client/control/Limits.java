package dev.jvc.client.control;

import java.time.Duration;

/**
 * How long an answer may take and how large it may be.
 *
 * @param deadline from the first byte sent to the last one received; for an event stream, between
 *     two pieces of it
 * @param body the largest body, in bytes
 */
public record Limits(Duration deadline, int body) {

  /** The largest head of an answer, in bytes. */
  static final int HEAD = 8 * 1024;

  /** For what the daemon answers by itself. */
  public static final Limits LOCAL = new Limits(Duration.ofSeconds(10), 4 * 1024 * 1024);

  /** For what the daemon may have to ask AWS for, which it does for 20 seconds at most. */
  public static final Limits AWS = new Limits(Duration.ofSeconds(25), 64 * 1024);

  /** For an event stream, which carries at least a comment every 15 seconds. */
  public static final Limits EVENTS = new Limits(Duration.ofSeconds(40), 64 * 1024);
}
