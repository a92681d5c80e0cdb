package dev.jvc.client.terminal;

import dev.jvc.client.outcome.Failure;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Where the client writes: data to stdout, messages to stderr, both in UTF-8.
 *
 * <p>Data is what the person or program asked for. A message starts with {@code jvc: }; control
 * characters in it, which may come from a file or from AWS, do not reach the terminal.
 */
public final class Output {

  private final OutputStream data;
  private final OutputStream messages;
  private boolean quiet;
  private boolean debug;

  public Output(OutputStream data, OutputStream messages) {
    this.data = data;
    this.messages = messages;
  }

  /** The process's own streams. */
  public static Output ofProcess() {
    PrintStream out = System.out;
    PrintStream err = System.err;
    return new Output(out, err);
  }

  /** Keeps back what {@link #say} says. */
  public void quiet() {
    quiet = true;
  }

  /** Whether {@link #say} says nothing. */
  public boolean isQuiet() {
    return quiet;
  }

  /** Lets through what {@link #debug} says. */
  public void debug() {
    debug = true;
  }

  /** Whether {@link #debug} says anything. */
  public boolean debugging() {
    return debug;
  }

  /** Writes one line of data, unchanged. */
  public void line(String line) {
    data((line + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /** Writes data as it is. */
  public void data(byte[] bytes) {
    write(data, bytes);
  }

  /** Tells the person what was done; left out with {@code --quiet}. */
  public void say(String sentence) {
    if (!quiet) {
      message("jvc: " + sentence);
    }
  }

  /** Tells the person about something to mend; never left out. */
  public void warn(String sentence) {
    message("jvc: " + sentence);
  }

  /** Asks the person, who answers on the same line. */
  public void ask(String question) {
    write(messages, printable(question).getBytes(StandardCharsets.UTF_8));
  }

  /** Tells the person why the command failed and what helps. */
  public void fail(Failure failure) {
    message("jvc: " + failure.sentence());
    String hint = failure.hint();
    if (hint != null && !hint.isEmpty()) {
      message("hint: run: " + hint);
    }
  }

  /** Tells the person which command to run next; left out with {@code --quiet}. */
  public void hint(String command) {
    if (!quiet) {
      message("hint: run: " + command);
    }
  }

  /** The stream of the data, for what is copied piece by piece. */
  public OutputStream stream() {
    return data;
  }

  /** Tells a developer what happens; only with {@code --debug}. */
  public void debug(String sentence) {
    if (debug) {
      message("jvc: debug: " + sentence);
    }
  }

  private void message(String line) {
    write(messages, (printable(line) + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private static void write(OutputStream stream, byte[] bytes) {
    try {
      stream.write(bytes);
      stream.flush();
    } catch (IOException closed) {
      // The reader has gone, and with it the only place to say so.
    }
  }

  /** The text with every control character replaced, so that it cannot move the cursor. */
  public static String printable(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      clean.append(Character.isISOControl(c) ? '?' : c);
    }
    return clean.toString();
  }
}
