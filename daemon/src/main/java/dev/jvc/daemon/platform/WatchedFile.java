package dev.jvc.daemon.platform;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * What a trusted file says, read again when the file has changed.
 *
 * <p>The file is looked at once in an interval at most, by whichever thread asks first; the others
 * go on with what is known. As long as the file does not change, the {@link Reading} is the same
 * object.
 *
 * @param <T> what the parser makes of the content
 */
public final class WatchedFile<T> {

  /** The interval of files that people edit. */
  public static final Duration INTERVAL = Duration.ofMillis(100);

  /**
   * How old a change must be for the file's times to tell it from the next: file systems count in
   * steps of up to a second.
   */
  private static final Duration SETTLED = Duration.ofSeconds(1);

  private final TrustedFile file;
  private final InstantSource clock;
  private final Duration interval;
  private final Function<ByteBuffer, T> parser;
  private final AtomicReference<Instant> lastLook;
  private volatile State<T> state;

  /** What is known of a file. */
  public sealed interface Reading<T> {

    /** The parsed content; of an empty file when there is none. */
    record Parsed<T>(T value) implements Reading<T> {}

    /**
     * The file is there but is not acted on.
     *
     * @param reason fit to stand after the file's name and a colon
     */
    record Refused<T>(String reason) implements Reading<T> {}
  }

  /**
   * Reads the file for the first time.
   *
   * @param interval how long an answer is good without looking at the file
   * @param parser gets the bytes of the file, must not keep them, and may not throw
   */
  public WatchedFile(
      TrustedFile file, InstantSource clock, Duration interval, Function<ByteBuffer, T> parser) {
    this.file = file;
    this.clock = clock;
    this.interval = interval;
    this.parser = parser;
    this.lastLook = new AtomicReference<>(clock.instant());
    this.state = read();
  }

  /** The file's name as messages show it. */
  public String shown() {
    return file.shown();
  }

  /** What the file says, or said an interval ago at most. */
  public Reading<T> current() {
    Instant last = lastLook.get();
    Instant now = clock.instant();
    boolean due = Duration.between(last, now).abs().compareTo(interval) >= 0;
    if (due && lastLook.compareAndSet(last, now)) {
      return latest();
    }
    return state.reading();
  }

  /** What the file says now. */
  public synchronized Reading<T> latest() {
    State<T> known = state;
    if (!known.stillHolds(file)) {
      State<T> fresh = read();
      state = fresh.reading().equals(known.reading()) ? fresh.with(known.reading()) : fresh;
    }
    return state.reading();
  }

  private State<T> read() {
    try {
      Instant now = clock.instant();
      TrustedFile.Content<T> content = file.read(parser);
      boolean settled =
          content.stamp().changed().toInstant().isBefore(now.minus(SETTLED))
              || !content.stamp().exists();
      return new State<>(content.stamp(), settled, new Reading.Parsed<>(content.value()));
    } catch (FileRefusedException refused) {
      return new State<>(TrustedFile.Stamp.ABSENT, false, new Reading.Refused<>(refused.reason()));
    }
  }

  /**
   * @param settled whether an equal stamp means equal content
   */
  private record State<T>(TrustedFile.Stamp stamp, boolean settled, Reading<T> reading) {

    boolean stillHolds(TrustedFile file) {
      try {
        return settled && stamp.equals(file.stamp());
      } catch (FileRefusedException unreadable) {
        return false;
      }
    }

    State<T> with(Reading<T> known) {
      return new State<>(stamp, settled, known);
    }
  }
}
