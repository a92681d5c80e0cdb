package dev.jvc.sandbox.fault;

import java.time.Duration;

/** What goes wrong with a call. */
public sealed interface Effect {

  /** The connection is closed without an answer. */
  record Down() implements Effect {}

  /** The answer comes late; other calls are not held up. */
  record Slow(Duration delay) implements Effect {
    public Slow {
      if (delay.isNegative()) {
        throw new IllegalArgumentException("a delay cannot be negative: " + delay);
      }
    }
  }

  /** 400 Throttling. */
  record Throttled() implements Effect {}

  /** A 5xx answer in AWS's error shape. */
  record ServerError(int status) implements Effect {
    public ServerError {
      if (status < 500 || status > 599) {
        throw new IllegalArgumentException("a server error has status 500 to 599, not " + status);
      }
    }
  }

  /** A 200 that is no STS answer. */
  record Garbage(Kind kind) implements Effect {
    /** What comes instead of the answer. */
    public enum Kind {
      /** The sign-in page of a captive portal. */
      CAPTIVE_PORTAL,
      /** The first half of an answer. */
      TRUNCATED,
      /** No body at all. */
      EMPTY
    }
  }

  /**
   * The service's clock is off: its Date header, expirations and signature check. MFA codes keep
   * the world's time.
   */
  record WrongClock(Duration ahead) implements Effect {}

  /** Credentials are handed out that expired an hour ago. */
  record Expired() implements Effect {}

  /** Credentials are handed out that live shorter than asked for, and than AWS would allow. */
  record ShortLived(Duration life) implements Effect {
    public ShortLived {
      if (!life.isPositive()) {
        throw new IllegalArgumentException("a life is longer than nothing: " + life);
      }
    }
  }

  /** AssumeRole names another role than the one asked for. */
  record OtherRole(String roleArn) implements Effect {}
}
