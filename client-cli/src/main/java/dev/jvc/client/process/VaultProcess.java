package dev.jvc.client.process;

import dev.jvc.client.outcome.ExitCode;
import dev.jvc.client.outcome.Failure;
import dev.jvc.client.protocol.Ticket;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The program that opens a store, run for one task in the person's terminal: it asks, and says
 * itself why it failed.
 */
public final class VaultProcess {

  /** How long the vault process may take to end after Ctrl-C, and again after SIGTERM. */
  private static final long GRACE_SECONDS = 3;

  private final Map<String, String> environment;

  public VaultProcess(Map<String, String> environment) {
    this.environment = environment;
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
    List<String> command = new ArrayList<>();
    command.add(Programs.jvcd(environment).toString());
    command.add("vault");
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    ChildEnvironment.forVault(builder.environment());
    builder.environment().put("JVC_TICKET", ticket.reveal());
    if (!mfaToken.isEmpty()) {
      builder.environment().put("JVC_MFA_TOKEN", mfaToken);
    }
    try {
      return await(builder.start());
    } catch (IOException impossible) {
      throw Failure.of(ExitCode.FAILED, "cannot start " + command.getFirst());
    }
  }

  private static ExitCode await(Process vault) throws Failure {
    Thread interrupted = new Thread(() -> endAfter(vault));
    Runtime.getRuntime().addShutdownHook(interrupted);
    int code;
    try {
      code = vault.waitFor();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      vault.destroy();
      throw Failure.of(ExitCode.STORE_FAILED, "cancelled");
    }
    forget(interrupted);
    if (code == 0) {
      return ExitCode.DONE;
    }
    if (code > 128) {
      throw Failure.of(
          ExitCode.STORE_FAILED, "the vault process was ended by signal " + (code - 128));
    }
    return ExitCode.ofFailure(code);
  }

  private static void endAfter(Process vault) {
    try {
      if (!vault.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
        vault.destroy();
        vault.waitFor(GRACE_SECONDS, TimeUnit.SECONDS);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(ExitCode.STORE_FAILED.code());
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ending) {
      // The hook itself ends the process.
      awaitEnd();
    }
  }

  private static void awaitEnd() {
    try {
      Thread.currentThread().join();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
