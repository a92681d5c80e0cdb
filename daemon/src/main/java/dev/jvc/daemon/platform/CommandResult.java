package dev.jvc.daemon.platform;

import java.time.Duration;
import java.util.Arrays;

/** How a {@link BoundedCommand} ended; closing it wipes what the program wrote. */
public sealed interface CommandResult extends AutoCloseable {

  @Override
  default void close() {}

  /** The program ended by itself. */
  final class Exited implements CommandResult {

    private final int code;
    private final byte[] output;
    private final ErrorOutput errors;

    /**
     * @param output owned by this result
     */
    Exited(int code, byte[] output, ErrorOutput errors) {
      this.code = code;
      this.output = output;
      this.errors = errors;
    }

    /** The exit code; 128 and the signal's number when a signal ended the program. */
    public int code() {
      return code;
    }

    /** Everything written to standard output, until this result is closed; not a copy. */
    public byte[] output() {
      return output;
    }

    public ErrorOutput errors() {
      return errors;
    }

    @Override
    public void close() {
      Arrays.fill(output, (byte) 0);
    }

    @Override
    public String toString() {
      return "exit code " + code + ", " + output.length + " bytes of output";
    }
  }

  /**
   * Nothing was started.
   *
   * @param reason fit to follow the program's name, such as {@code is not installed}
   */
  record NotStarted(String reason) implements CommandResult {}

  /** The program took longer than it may, and was ended. */
  record TimedOut(Duration limit, ErrorOutput errors) implements CommandResult {}

  /** The program wrote more than it may, and was ended. */
  record TooMuchOutput(int limit) implements CommandResult {}

  /** This process is ending, or the thread was interrupted, and the program was ended. */
  record Interrupted() implements CommandResult {}
}
