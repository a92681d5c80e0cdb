package dev.jvc.daemon.store.pass;

import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.Secret;
import dev.jvc.daemon.platform.BoundedCommand;
import dev.jvc.daemon.platform.ChildPrograms;
import dev.jvc.daemon.platform.CommandResult;
import dev.jvc.daemon.platform.ErrorOutput;
import dev.jvc.daemon.platform.ProgramPath;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * GnuPG, started to decrypt one entry: with fixed arguments, once, whatever comes of it.
 *
 * <p>The agent asks the person, in the terminal that {@code GPG_TTY} names or on the desktop. A
 * pinentry outlives a gpg that is ended, and would keep the terminal and the next request; it is
 * ended as well, which puts the terminal in order.
 */
final class Gpg {

  /** Where status lines go: among the errors, where their mark tells them apart. */
  private static final List<String> DECRYPT =
      List.of("--batch", "--no-tty", "--pinentry-mode", "ask", "--status-fd", "2", "--decrypt");

  private static final Duration AGENT_LIMIT = Duration.ofSeconds(15);
  private static final Duration PINENTRY_END = Duration.ofSeconds(1);
  private static final int AGENT_OUTPUT = 4096;

  private final ChildPrograms programs;
  private final PassEnvironment environment;
  private final PassProblems problems;
  private final Duration limit;
  private final SmartCard card;

  /**
   * @param limit how long decrypting may take, the person's answer included
   */
  Gpg(ChildPrograms programs, PassEnvironment environment, PassProblems problems, Duration limit) {
    this.programs = programs;
    this.environment = environment;
    this.problems = problems;
    this.limit = limit;
    this.card = new SmartCard(programs, environment);
  }

  /**
   * Decrypts an entry.
   *
   * @param entry its name in messages
   * @return to be closed by the caller
   */
  Secret decrypt(String entry, byte[] encrypted) throws ProblemException {
    reachAgent();
    String gpg = programs.path().find("gpg") instanceof ProgramPath.Found ? "gpg" : "gpg2";
    BoundedCommand command =
        new BoundedCommand(gpg, DECRYPT, environment.forGpg(), limit, StoreFolder.MAX_ENTRY);
    try (CommandResult result = programs.run(command, encrypted, Gpg::endPinentry)) {
      return switch (result) {
        case CommandResult.Exited exited -> decrypted(entry, exited);
        case CommandResult.NotStarted why -> throw problems.notStarted("gpg", why);
        case CommandResult.TimedOut(Duration after, ErrorOutput errors) ->
            throw problems.gpgLate(GpgStatus.parse(errors.lines()), after);
        case CommandResult.TooMuchOutput _ -> throw problems.tooLarge(entry);
        case CommandResult.Interrupted() -> throw problems.cancelled();
      };
    }
  }

  private Secret decrypted(String entry, CommandResult.Exited exited) throws ProblemException {
    GpgStatus status = GpgStatus.parse(exited.errors().lines());
    if (exited.code() == 0 && status.failure() == GpgStatus.Failure.NONE) {
      return Secret.owning(exited.output().clone());
    }
    boolean mayBeCard =
        status.failure() == GpgStatus.Failure.CANCELLED
            || status.failure() == GpgStatus.Failure.NO_SECRET_KEY;
    if (mayBeCard && card.isMissing(status.keys())) {
      status = status.withoutCard();
    }
    throw problems.gpgFailed(entry, status, exited.code(), lastWords(exited.errors()));
  }

  /**
   * Starts the agent when it does not run, and tells it about this terminal, so that a pinentry
   * that it starts for other programs, such as ssh, appears there as well.
   */
  private void reachAgent() throws ProblemException {
    List<String> arguments =
        environment.hasTerminal()
            ? List.of("--quiet", "updatestartuptty", "/bye")
            : List.of("--quiet", "/bye");
    BoundedCommand command =
        new BoundedCommand(
            "gpg-connect-agent", arguments, environment.forGpg(), AGENT_LIMIT, AGENT_OUTPUT);
    try (CommandResult result = programs.run(command)) {
      switch (result) {
        case CommandResult.Exited exited when exited.code() == 0 -> {}
        // Without this program gpg finds the agent by itself.
        case CommandResult.NotStarted _ -> {}
        case CommandResult.Interrupted() -> throw problems.cancelled();
        default -> throw problems.noAgent();
      }
    }
  }

  private static String lastWords(ErrorOutput errors) {
    List<String> said =
        errors.lines().stream()
            .filter(line -> !line.startsWith("[GNUPG:]") && !line.isBlank())
            .toList();
    return said.isEmpty() ? "" : new ErrorOutput(said.getLast()).lastLine();
  }

  private static void endPinentry(ErrorOutput said) {
    Instant ownStart = ProcessHandle.current().info().startInstant().orElse(Instant.MAX);
    GpgStatus.parse(said.lines()).pinentry().stream()
        .mapToObj(ProcessHandle::of)
        .flatMap(Optional::stream)
        .filter(pinentry ->
            pinentry.info().startInstant().filter(start -> !start.isBefore(ownStart)).isPresent())
        .forEach(Gpg::end);
  }

  private static void end(ProcessHandle pinentry) {
    pinentry.destroy();
    try {
      pinentry.onExit().get(PINENTRY_END.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException stubborn) {
      pinentry.destroyForcibly();
    }
  }
}
