package dev.jvc.daemon.store.pass;

import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.Secret;
import dev.jvc.daemon.platform.BoundedCommand;
import dev.jvc.daemon.platform.ChildPrograms;
import dev.jvc.daemon.platform.CommandResult;
import dev.jvc.daemon.platform.ErrorOutput;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The program of a password manager. */
final class ManagerCommand {

  /** What {@code pass} says last when something before it has said why. */
  private static final String ABORTED = "Password encryption aborted.";

  private static final int MAX_OUTPUT = 1024 * 1024;

  private final ChildPrograms programs;
  private final String program;
  private final Map<String, String> environment;
  private final Duration limit;
  private final PassProblems problems;

  /**
   * @param limit how long a command may take, hooks and the person's answer included
   */
  ManagerCommand(
      ChildPrograms programs,
      String program,
      Map<String, String> environment,
      Duration limit,
      PassProblems problems) {
    this.programs = programs;
    this.program = program;
    this.environment = Map.copyOf(environment);
    this.limit = limit;
    this.problems = problems;
  }

  /** Runs it once; see {@link ChildPrograms#run}. */
  CommandResult run(byte[] input, Consumer<ErrorOutput> aftermath, String... arguments) {
    return programs.run(
        new BoundedCommand(program, List.of(arguments), environment, limit, MAX_OUTPUT),
        input,
        aftermath);
  }

  /**
   * The text of an entry that exists, decrypted by the manager.
   *
   * @return to be closed by the caller
   */
  Secret show(String entry, String... options) throws ProblemException {
    List<String> arguments = new ArrayList<>(List.of("show"));
    arguments.addAll(List.of(options));
    arguments.addAll(List.of("--", entry));
    try (CommandResult result =
        programs.run(
            new BoundedCommand(program, arguments, environment, limit, StoreFolder.MAX_ENTRY))) {
      if (result instanceof CommandResult.Exited exited && exited.code() == 0) {
        return Secret.owning(exited.output().clone());
      }
      throw failure(result, "decrypt " + entry);
    }
  }

  /**
   * The sentence for a run that did not succeed.
   *
   * @param what what it was for, such as {@code store jvc/personal}
   */
  ProblemException failure(CommandResult result, String what) {
    return switch (result) {
      case CommandResult.NotStarted why -> problems.notStarted(program, why);
      case CommandResult.TimedOut late -> problems.late(program, late.limit());
      case CommandResult.TooMuchOutput _ -> problems.tooMuchOutput(program);
      case CommandResult.Interrupted() -> problems.cancelled();
      case CommandResult.Exited exited ->
          problems.commandFailed(
              program + " could not " + what, exited.code(), words(exited.errors()));
    };
  }

  /** The last thing said that tells something. */
  static String words(ErrorOutput said) {
    List<String> lines = said.lines().stream().filter(line -> !line.contains(ABORTED)).toList();
    return new ErrorOutput(String.join("\n", lines)).lastLine();
  }
}
