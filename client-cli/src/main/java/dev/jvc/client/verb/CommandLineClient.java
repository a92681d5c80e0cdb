package dev.jvc.client.verb;

import dev.jvc.client.outcome.ExitCode;
import dev.jvc.client.outcome.Failure;
import dev.jvc.client.terminal.Output;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;

/** The command line: finds the verb, reads its options, runs it, and says why it failed. */
public final class CommandLineClient {

  private final Client client;

  public CommandLineClient(Client client) {
    this.client = client;
  }

  /**
   * Runs what the words behind {@code jvc} ask for.
   *
   * @return the exit code
   */
  public int run(String[] arguments) {
    List<String> words = Arrays.asList(arguments);
    ExecArguments exec = ExecArguments.divide(words);
    String verb = firstPlain(words);
    String[] own = verb.equals("exec") ? exec.own().toArray(new String[0]) : arguments;
    CommandLine line = Verbs.commandLine(client, exec, verb);
    StringWriter text = new StringWriter();
    line.setOut(new PrintWriter(text, true));
    line.setErr(new PrintWriter(text, true));
    line.setExpandAtFiles(false);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setColorScheme(
        CommandLine.Help.defaultColorScheme(client.terminal().colours() ? Ansi.ON : Ansi.OFF));
    line.setParameterExceptionHandler((exception, _) -> misused(exception));
    line.setExecutionExceptionHandler((exception, _, _) -> failed(exception));
    int code = own.length == 0 ? usage(line) : line.execute(own);
    client.output().data(text.toString().getBytes(StandardCharsets.UTF_8));
    return code;
  }

  private static int usage(CommandLine line) {
    line.usage(line.getOut());
    return ExitCode.DONE.code();
  }

  private static String firstPlain(List<String> words) {
    for (String word : words) {
      if (!word.startsWith("-")) {
        return word;
      }
    }
    return "";
  }

  private int misused(ParameterException exception) {
    String command = exception.getCommandLine().getCommandSpec().qualifiedName();
    String message = exception.getMessage();
    client
        .output()
        .fail(
            Failure.of(
                ExitCode.USAGE,
                sentence(message == null ? "the command is malformed" : message),
                command + " --help"));
    return ExitCode.USAGE.code();
  }

  private int failed(Exception exception) {
    Output output = client.output();
    if (exception instanceof Failure failure) {
      output.fail(failure);
      return failure.exitCode().code();
    }
    output.fail(
        Failure.of(
            ExitCode.FAILED,
            "a defect in jvc: " + exception.getClass().getSimpleName() + ": run it with --debug"));
    if (output.debugging()) {
      for (StackTraceElement frame : exception.getStackTrace()) {
        output.debug(frame.toString());
      }
    }
    return ExitCode.FAILED.code();
  }

  /** The library's message in this program's voice: one line, lower-case, without a full stop. */
  private static String sentence(String message) {
    String line = message.lines().findFirst().orElse("").strip();
    if (line.endsWith(".")) {
      line = line.substring(0, line.length() - 1);
    }
    return line.isEmpty()
        ? line
        : line.substring(0, 1).toLowerCase(Locale.ROOT) + line.substring(1);
  }
}
