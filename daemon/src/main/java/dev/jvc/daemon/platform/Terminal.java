package dev.jvc.daemon.platform;

import java.io.Closeable;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The terminal of the person who started this process, whatever stdin and stdout are connected to.
 *
 * <p>Reads lines as the terminal's own editing gives them. While a hidden line is typed nothing is
 * echoed and Ctrl-Z does nothing, so that a stopped process never leaves the echo off. {@link
 * #abandon()} may be called from any thread, such as one that ends the process.
 */
public final class Terminal implements AutoCloseable {

  /** The longest line accepted, in bytes; the terminal's own limit is no higher (termios(3)). */
  private static final int MAX_LINE = 4096;

  private static final int END_OF_INPUT = -1;

  private final InputStream in;
  private final OutputStream out;
  private final TerminalModes modes;
  private volatile boolean reading;

  private Terminal(InputStream in, OutputStream out, TerminalModes modes) {
    this.in = in;
    this.out = out;
    this.modes = modes;
  }

  /** The controlling terminal, or empty when this process has none. */
  public static Optional<Terminal> open() {
    return open(Path.of("/dev/tty"), OperatingSystem.current());
  }

  /** The terminal behind a device, or empty when it cannot be opened or is none. */
  static Optional<Terminal> open(Path device, OperatingSystem os) {
    Optional<TerminalModes> modes = TerminalModes.open(device, os);
    if (modes.isEmpty()) {
      return Optional.empty();
    }
    FileInputStream in = null;
    try {
      in = new FileInputStream(device.toFile());
      return Optional.of(new Terminal(in, new FileOutputStream(device.toFile()), modes.get()));
    } catch (IOException unusable) {
      modes.get().close();
      closeQuietly(in);
      return Optional.empty();
    }
  }

  /** Whether standard input is a terminal. */
  public static boolean isStandardInput() {
    return TerminalModes.isTerminal(0);
  }

  /** Writes a text as it is. */
  public void print(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  /**
   * Reads one line without its end.
   *
   * @return bytes that the caller wipes, or null when the person ended the input
   * @throws IOException when the terminal is gone or the line is too long
   */
  public byte @Nullable [] readLine() throws IOException {
    byte[] line = new byte[MAX_LINE];
    int length = 0;
    reading = true;
    try {
      for (int next = in.read(); next != '\n'; next = in.read()) {
        if (next == END_OF_INPUT && length == 0) {
          return null;
        }
        if (next == END_OF_INPUT) {
          break;
        }
        if (length == MAX_LINE) {
          throw new IOException("a line of more than " + MAX_LINE + " bytes");
        }
        line[length++] = (byte) next;
      }
      return Arrays.copyOf(line, length);
    } finally {
      reading = false;
      Arrays.fill(line, (byte) 0);
    }
  }

  /**
   * Asks for one line that is not shown. The question comes once nothing is echoed any more,
   * because whoever waits for it may answer at once.
   *
   * @return bytes that the caller wipes, or null when the person ended the input
   * @throws IOException when the echo cannot be switched off, the terminal is gone, or the line is
   *     too long
   */
  public byte @Nullable [] readHidden(String question) throws IOException {
    modes.hide();
    try {
      print(question);
      return readLine();
    } finally {
      modes.restore();
      print("\n");
    }
  }

  /**
   * Shows what is typed again, for good, and leaves a question that nobody will answer any more on
   * a line of its own.
   */
  public void abandon() {
    modes.close();
    if (reading) {
      try {
        print("\n");
      } catch (IOException gone) {
        // Nobody is left to see it.
      }
    }
  }

  @Override
  public void close() {
    modes.close();
    closeQuietly(in);
    closeQuietly(out);
  }

  private static void closeQuietly(@Nullable Closeable stream) {
    if (stream == null) {
      return;
    }
    try {
      stream.close();
    } catch (IOException nothingToLose) {
      // Nothing was buffered.
    }
  }
}
