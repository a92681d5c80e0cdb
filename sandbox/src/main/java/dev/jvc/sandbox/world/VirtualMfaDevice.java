package dev.jvc.sandbox.world;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.TreeSet;
import java.util.stream.LongStream;

/**
 * A virtual MFA device of one IAM user; both the authenticator app and AWS's check of its codes.
 *
 * <p>A code is accepted in its own 30 s window and {@code drift} windows around it, once only (RFC
 * 6238 section 5.2). AWS accepts one window on either side; a larger drift lets tests log in more
 * often within half a minute without giving up the single use.
 */
public final class VirtualMfaDevice {
  private final String serial;
  private final Totp totp;
  private final InstantSource clock;
  private final int drift;
  private final TreeSet<Long> usedSteps = new TreeSet<>();

  VirtualMfaDevice(String serial, byte[] seed, InstantSource clock, int drift) {
    this.serial = serial;
    this.totp = new Totp(seed);
    this.clock = clock;
    this.drift = drift;
  }

  /** A code with the time for which AWS goes on accepting it. */
  public record Code(String digits, Duration validFor) {}

  /** The serial number, which for a virtual device is its ARN. */
  public String serial() {
    return serial;
  }

  /** The code an authenticator app shows at that time, used or not. */
  public String code(Instant time) {
    return totp.code(Totp.step(time));
  }

  /** A code that AWS accepts now, without waiting for the next window. */
  public String nextUnusedCode() {
    return nextUnused().digits();
  }

  /**
   * A code that AWS accepts now: of the current window, else of a coming one, else of a past one.
   *
   * @throws IllegalStateException when every code of these windows has been used
   */
  public synchronized Code nextUnused() {
    Instant now = clock.instant();
    long current = Totp.step(now);
    return LongStream.concat(
            LongStream.rangeClosed(current, current + drift),
            LongStream.rangeClosed(1, drift).map(back -> current - back))
        .filter(step -> !usedSteps.contains(step))
        .mapToObj(step -> new Code(totp.code(step), acceptedFor(step, now)))
        .findFirst()
        .orElseThrow(() ->
            new IllegalStateException(
                "every code of "
                    + serial
                    + " that AWS accepts now has been used; the next one comes within 30 s"));
  }

  /** Accepts a code once; false for a wrong, late, early or used one. */
  public synchronized boolean redeem(String code) {
    long current = Totp.step(clock.instant());
    usedSteps.headSet(current - drift).clear();
    for (long step = current - drift; step <= current + drift; step++) {
      if (totp.code(step).equals(code) && usedSteps.add(step)) {
        return true;
      }
    }
    return false;
  }

  private Duration acceptedFor(long step, Instant now) {
    Instant end = Instant.ofEpochSecond((step + drift + 1) * Totp.STEP_SECONDS);
    return Duration.between(now, end);
  }

  @Override
  public String toString() {
    return "VirtualMfaDevice[" + serial + "]";
  }
}
