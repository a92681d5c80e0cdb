package dev.jvc.client.process;

import dev.jvc.client.outcome.ExitCode;
import dev.jvc.client.outcome.Failure;
import dev.jvc.client.protocol.Ticket;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * The program that opens a store, run for one task in the person's terminal: it asks, and says
 * itself why it failed.
 */
public final class VaultProcess {

  /** How long the vault process may take to end after Ctrl-C, and again after SIGTERM. */
  private static final long GRACE_SECONDS = 3;

  private final Map<String, String> environment;
  private final boolean quiet;
  private final Consumer<Thread> atShutdown;

  /**
   * @param quiet whether it keeps to itself what was done
   * @param atShutdown keeps what is to be run when this process is told to end
   */
  public VaultProcess(Map<String, String> environment, boolean quiet, Consumer<Thread> atShutdown) {
    this.environment = environment;
    this.quiet = quiet;
    this.atShutdown = atShutdown;
  }

  /**
   * Runs one task and waits for its end.
   *
   * <p>The ticket and a code given on the command line travel in the environment, where no other
   * user sees them. Ctrl-C reaches both processes; the client then waits for the vault process and
   * ends with {@link ExitCode#STORE_FAILED}.
   *
   * @param arguments the task and its options, none of them secret
   * @param mfaToken the code to use instead of asking; empty to ask
   * @throws Failure when the program cannot be started or was ended by a signal
   */
  public ExitCode run(Ticket ticket, List<String> arguments, String mfaToken) throws Failure {
    return run(
        arguments,
        mfaToken.isEmpty()
            ? Map.of("JVC_TICKET", ticket.reveal())
            : Map.of("JVC_TICKET", ticket.reveal(), "JVC_MFA_TOKEN", mfaToken));
  }

  /**
   * The same for a task that takes its tickets itself.
   *
   * @param arguments the task and its options, none of them secret
   * @throws Failure when the program cannot be started or was ended by a signal
   */
  public ExitCode run(List<String> arguments) throws Failure {
    return run(arguments, Map.of());
  }

  private ExitCode run(List<String> arguments, Map<String, String> more) throws Failure {
    List<String> command = new ArrayList<>();
    command.add(Programs.jvcd(environment).toString());
    command.add("vault");
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    ChildEnvironment.forVault(builder.environment());
    builder.environment().remove("JVC_TICKET");
    builder.environment().remove("JVC_QUIET");
    builder.environment().putAll(more);
    if (quiet) {
      builder.environment().put("JVC_QUIET", "1");
    }
    // The vault process reads the descriptor JVC_FILE_PASSPHRASE_FD here, because it gets no copy.
    builder.environment().put("JVC_CLIENT_PID", String.valueOf(ProcessHandle.current().pid()));
    // Set up before there is a process: a signal may come at once.
    CompletableFuture<Process> vault = new CompletableFuture<>();
    AtomicBoolean succeeded = new AtomicBoolean();
    atShutdown.accept(new Thread(() -> endWith(vault, succeeded)));
    try {
      Process started = builder.start();
      vault.complete(started);
      int code = await(started);
      // Kept after a failure, which may be Ctrl-C that this process has yet to notice.
      succeeded.set(code == 0);
      return meaning(code);
    } catch (IOException impossible) {
      vault.cancel(false);
      throw Failure.of(ExitCode.FAILED, "cannot start " + command.getFirst());
    }
  }

  private static int await(Process vault) throws Failure {
    try {
      return vault.waitFor();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      vault.destroy();
      throw Failure.of(ExitCode.STORE_FAILED, "cancelled");
    }
  }

  private static ExitCode meaning(int code) throws Failure {
    if (code == 0) {
      return ExitCode.DONE;
    }
    if (code > 128) {
      throw Failure.of(
          ExitCode.STORE_FAILED, "the vault process was ended by signal " + (code - 128));
    }
    return ExitCode.ofFailure(code);
  }

  private static void endWith(CompletableFuture<Process> starting, AtomicBoolean succeeded) {
    try {
      Process vault = starting.get(GRACE_SECONDS, TimeUnit.SECONDS);
      if (!vault.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
        vault.destroy();
        vault.waitFor(GRACE_SECONDS, TimeUnit.SECONDS);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException | CancellationException notStarted) {
      // There is nothing to wait for.
    }
    if (!succeeded.get()) {
      Runtime.getRuntime().halt(ExitCode.STORE_FAILED.code());
    }
  }
}
