package dev.jvc.client.verb;

import dev.jvc.client.outcome.ExitCode;
import dev.jvc.client.outcome.Failure;
import dev.jvc.client.terminal.Output;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The command line: finds the verb, reads its options, runs it, and says why it failed. */
public final class CommandLineClient {

  private final Client client;
  private final String version;

  /**
   * @param version the version of the program
   */
  public CommandLineClient(Client client, String version) {
    this.client = client;
    this.version = version;
  }

  /** Runs what the words behind {@code jvc} ask for. */
  public ExitCode run(String[] arguments) {
    Output output = client.output();
    try {
      return dispatch(Arrays.asList(arguments));
    } catch (Failure failure) {
      output.fail(failure);
      return failure.exitCode();
    } catch (RuntimeException defect) {
      String kind = defect.getClass().getSimpleName();
      output.fail(
          Failure.of(ExitCode.FAILED, "a defect in jvc: " + kind + ": run it with --debug"));
      for (StackTraceElement frame : defect.getStackTrace()) {
        output.debug(frame.toString());
      }
      return ExitCode.FAILED;
    }
  }

  private ExitCode dispatch(List<String> words) throws Failure {
    ExecArguments exec = ExecArguments.divide(words);
    String verb = firstPlain(words);
    CommandLine line = Verbs.commandLine(client, version, exec, verb);
    line.setExpandAtFiles(false);
    if (words.isEmpty()) {
      return help(line);
    }
    ParseResult parsed;
    try {
      parsed = line.parseArgs((verb.equals("exec") ? exec.own() : words).toArray(new String[0]));
    } catch (ParameterException misused) {
      throw Misuse.of(misused);
    }
    while (true) {
      obeyCommonOptions(parsed);
      if (parsed.isUsageHelpRequested()) {
        return help(parsed.commandSpec().commandLine());
      }
      if (parsed.isVersionHelpRequested()) {
        client.output().line("jvc " + version);
        return ExitCode.DONE;
      }
      if (!parsed.hasSubcommand()) {
        break;
      }
      parsed = parsed.subcommand();
    }
    if (parsed.commandSpec().userObject() instanceof Verb chosen) {
      return chosen.run(new Given(parsed, client.environment()));
    }
    throw Failure.of(ExitCode.USAGE, "say what to do", "jvc --help");
  }

  private void obeyCommonOptions(ParseResult parsed) {
    if (parsed.hasMatchedOption(Words.QUIET)) {
      client.output().quiet();
    }
    if (parsed.hasMatchedOption(Words.DEBUG)) {
      client.output().debug();
    }
  }

  private ExitCode help(CommandLine line) {
    Ansi ansi = client.terminal().colours() ? Ansi.ON : Ansi.OFF;
    StringWriter text = new StringWriter();
    line.usage(new PrintWriter(text, true), ansi);
    client.output().data(text.toString().getBytes(StandardCharsets.UTF_8));
    return ExitCode.DONE;
  }

  private static String firstPlain(List<String> words) {
    for (String word : words) {
      if (!word.startsWith("-")) {
        return word;
      }
    }
    return "";
  }
}
