package dev.jvc.daemon.vault;

import dev.jvc.daemon.credential.Problem;
import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.Secret;
import dev.jvc.daemon.platform.Terminal;
import java.io.IOException;
import java.io.PrintStream;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The person at the terminal. */
public final class TerminalPrompt implements Prompt {

  private static final Pattern CONTROL = Pattern.compile("\\p{Cc}");

  private final Terminal terminal;
  private final PrintStream messages;

  /**
   * @param messages where sentences between questions go
   */
  public TerminalPrompt(Terminal terminal, PrintStream messages) {
    this.terminal = terminal;
    this.messages = messages;
  }

  @Override
  public Secret visible(String question) throws ProblemException {
    return ask(() -> {
      terminal.print(plain(question));
      return terminal.readLine();
    });
  }

  @Override
  public Secret hidden(String question) throws ProblemException {
    return ask(() -> terminal.readHidden(plain(question)));
  }

  @Override
  public void tell(String sentence) {
    messages.println("jvc: " + sentence);
  }

  private interface Reading {
    byte @Nullable [] line() throws IOException;
  }

  private static String plain(String question) {
    return CONTROL.matcher(question).replaceAll("?");
  }

  private static Secret ask(Reading reading) throws ProblemException {
    try {
      byte[] line = reading.line();
      if (line == null) {
        throw new ProblemException(Problem.of(ProblemCode.CANCELLED, "cancelled"));
      }
      return Secret.owning(line);
    } catch (IOException gone) {
      throw new ProblemException(
          Problem.of(ProblemCode.CANCELLED, "the terminal cannot be used: " + gone.getMessage()),
          gone);
    }
  }
}
