package dev.jvc.daemon.vault;

import dev.jvc.daemon.credential.ExitCode;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What happens when the process ends before its task does: Ctrl-C, a signal, or nobody answering.
 *
 * <p>The terminal shows again what is typed, the ticket goes back, the person reads one sentence,
 * and the exit code is {@link ExitCode#STORE_FAILED}.
 */
public final class Farewell implements AutoCloseable {

  private static final String CANCELLED = "cancelled";

  private final Runnable restoreTerminal;
  private final Runnable giveBackTicket;
  private final PrintStream messages;
  private final AtomicReference<String> reason = new AtomicReference<>(CANCELLED);
  private final Thread hook;
  private final Thread timer;

  private Farewell(
      Duration limit, Runnable restoreTerminal, Runnable giveBackTicket, PrintStream messages) {
    this.restoreTerminal = restoreTerminal;
    this.giveBackTicket = giveBackTicket;
    this.messages = messages;
    this.hook = new Thread(this::end, "farewell");
    this.timer = Thread.ofVirtual().unstarted(() -> endAfter(limit));
  }

  /**
   * Prepares for an early end, until closed.
   *
   * @param limit how long the task may take, waiting for the person included
   */
  public static Farewell prepare(
      Duration limit, Runnable restoreTerminal, Runnable giveBackTicket, PrintStream messages) {
    Farewell farewell = new Farewell(limit, restoreTerminal, giveBackTicket, messages);
    Runtime.getRuntime().addShutdownHook(farewell.hook);
    farewell.timer.start();
    return farewell;
  }

  /** The task has ended by itself. */
  @Override
  public void close() {
    timer.interrupt();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException alreadyEnding) {
      // The hook has the last word.
    }
  }

  private void endAfter(Duration limit) {
    try {
      Thread.sleep(limit);
    } catch (InterruptedException ended) {
      return;
    }
    reason.set("nobody answered within " + limit.toMinutes() + " minutes");
    System.exit(ExitCode.STORE_FAILED.code());
  }

  private void end() {
    restoreTerminal.run();
    messages.println("jvc: " + reason.get());
    giveBackTicket.run();
    messages.flush();
    Runtime.getRuntime().halt(ExitCode.STORE_FAILED.code());
  }
}
