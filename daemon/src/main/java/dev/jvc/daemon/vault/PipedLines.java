package dev.jvc.daemon.vault;

import dev.jvc.daemon.credential.Problem;
import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/** Answers that a script gives on standard input, one a line, in the order of the questions. */
public final class PipedLines {

  /** The longest answer accepted, in bytes. */
  private static final int MAX_LINE = 4096;

  private final InputStream in;

  /**
   * @param in read one byte at a time, so that nothing beyond the last answer is taken
   */
  public PipedLines(InputStream in) {
    this.in = in;
  }

  /**
   * The next line without its end, or empty when there is none.
   *
   * @throws ProblemException when it is too long or cannot be read
   */
  Optional<Secret> next() throws ProblemException {
    byte[] line = new byte[MAX_LINE];
    try {
      int length = 0;
      int next = in.read();
      if (next < 0) {
        return Optional.empty();
      }
      for (; next >= 0 && next != '\n'; next = in.read()) {
        if (length == MAX_LINE) {
          throw bad("a line on standard input has more than " + MAX_LINE + " bytes");
        }
        line[length++] = (byte) next;
      }
      if (length > 0 && line[length - 1] == '\r') {
        length--;
      }
      return Optional.of(Secret.owning(Arrays.copyOf(line, length)));
    } catch (IOException unreadable) {
      throw bad("standard input cannot be read: " + unreadable.getMessage());
    } finally {
      Arrays.fill(line, (byte) 0);
    }
  }

  private static ProblemException bad(String message) {
    return new ProblemException(Problem.of(ProblemCode.BAD_REQUEST, message));
  }
}
