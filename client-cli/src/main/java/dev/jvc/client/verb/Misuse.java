package dev.jvc.client.verb;

import dev.jvc.client.outcome.ExitCode;
import dev.jvc.client.outcome.Failure;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with a command line, in this program's voice. */
final class Misuse {

  /** What may be repeated: any other word might be a secret given in the wrong place. */
  private static final Pattern HARMLESS = Pattern.compile("-{0,2}[a-z][a-z-]{0,30}");

  private Misuse() {}

  /** The failure that tells the person. */
  static Failure of(ParameterException exception) {
    CommandLine line = exception.getCommandLine();
    String command = line.getCommandSpec().qualifiedName();
    String sentence =
        exception instanceof UnmatchedArgumentException unmatched
            ? unmatched(unmatched, line)
            : sentence(exception.getMessage());
    return Failure.of(ExitCode.USAGE, sentence, command + " --help");
  }

  private static String unmatched(UnmatchedArgumentException exception, CommandLine line) {
    String word = exception.getUnmatched().getFirst();
    String kind =
        word.startsWith("-") ? "option" : line.getSubcommands().isEmpty() ? "argument" : "verb";
    if (!HARMLESS.matcher(word).matches()) {
      return "an unexpected " + kind + " was given; keys and codes are never arguments";
    }
    if (kind.equals("argument")) {
      return "unexpected argument " + word;
    }
    String meant =
        kind.equals("verb")
            ? Spelling.nearest(word, line.getSubcommands().keySet())
            : Spelling.nearest(word, line.getCommandSpec().optionsMap().keySet());
    return "unknown " + kind + " " + word + (meant.isEmpty() ? "" : ", did you mean " + meant);
  }

  /** The library's message as one lower-case line without a full stop. */
  private static String sentence(@Nullable String message) {
    String line = message == null ? "" : message.lines().findFirst().orElse("").strip();
    if (line.isEmpty()) {
      return "the command is malformed";
    }
    line = line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
    return line.substring(0, 1).toLowerCase(Locale.ROOT) + line.substring(1);
  }
}
