package dev.jvc.client.terminal;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A question to the person at the terminal, whose answer is no unless they say yes. */
public final class Question {

  /** A longer answer is no yes. */
  private static final int LONGEST = 64;

  private Question() {}

  /** Asks, and reads one line of the terminal. */
  public static boolean isAnsweredYes(Output output, String question) {
    output.ask(question);
    // Never closed: the descriptor is the process's own.
    @SuppressWarnings("StreamResourceLeak")
    InputStream input = new FileInputStream(FileDescriptor.in);
    return isYes(input);
  }

  static boolean isYes(InputStream input) {
    byte[] answer = new byte[LONGEST];
    int length = 0;
    try {
      for (int next = input.read(); next >= 0 && next != '\n'; next = input.read()) {
        if (length < LONGEST) {
          answer[length++] = (byte) next;
        }
      }
    } catch (IOException gone) {
      return false;
    }
    String text =
        new String(answer, 0, length, StandardCharsets.UTF_8).strip().toLowerCase(Locale.ROOT);
    return text.equals("y") || text.equals("yes");
  }
}
