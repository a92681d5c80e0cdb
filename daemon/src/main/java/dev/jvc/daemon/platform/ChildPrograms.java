package dev.jvc.daemon.platform;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Runs other programs within bounds; closing it ends those that still run, and starts no more.
 *
 * <p>A program stays in the process group of this process: it may ask a person at the terminal, and
 * Ctrl-C reaches it as well. When it has to be ended, its descendants are ended with it, first
 * asked ({@code SIGTERM}), then not. A process that has left its parents on purpose, as gpg-agent
 * does, is none of them and lives on.
 *
 * <p>What this class holds of a program's input and output is wiped; the pipes of the JDK may keep
 * a copy of the last bytes until this process ends.
 */
public final class ChildPrograms implements AutoCloseable {

  /** The most bytes that a program can be given. */
  public static final int MAX_INPUT = FilledPipe.CAPACITY;

  /** The exit code of what a signal ended is larger than this. */
  private static final int SIGNALLED = 128;

  private static final int SIGINT = 2;

  /** How long this process may take to learn of the Ctrl-C that its child has died of. */
  private static final Duration SAME_SIGNAL = Duration.ofSeconds(1);

  private static final File NOTHING = new File("/dev/null");
  private static final File ROOT = new File("/");

  private final ProgramPath path;
  private final Duration lastWord;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Set<RunningProgram> running = new HashSet<>();

  public ChildPrograms(ProgramPath path) {
    this(path, Duration.ofSeconds(10));
  }

  /**
   * @param lastWord how long a run that closing has ended keeps its caller, so that whoever ends
   *     this process is the only one to say so
   */
  ChildPrograms(ProgramPath path, Duration lastWord) {
    this.path = path;
    this.lastWord = lastWord;
  }

  /** Where programs are looked up. */
  public ProgramPath path() {
    return path;
  }

  /** Runs a program that reads nothing. */
  public CommandResult run(BoundedCommand command) {
    return start(command, NOTHING, _ -> {});
  }

  /** Runs a program that needs no clearing up after. */
  public CommandResult run(BoundedCommand command, byte[] input) {
    return run(command, input, _ -> {});
  }

  /**
   * Runs a program to its end, or to one of its bounds.
   *
   * @param input what the program reads from standard input, at most {@link #MAX_INPUT} bytes;
   *     still the caller's, to be wiped
   * @param aftermath clears up after a program that did not end by itself; is given what it had
   *     said so far, and may be called by the thread that closes
   */
  public CommandResult run(BoundedCommand command, byte[] input, Consumer<ErrorOutput> aftermath) {
    if (input.length > MAX_INPUT) {
      throw new IllegalArgumentException("more than " + MAX_INPUT + " bytes of input");
    }
    try (FilledPipe pipe = FilledPipe.of(input)) {
      return start(command, pipe.readEnd(), aftermath);
    } catch (IOException impossible) {
      return new CommandResult.NotStarted("cannot be started");
    }
  }

  /** Ends what still runs. */
  @Override
  public void close() {
    List<RunningProgram> left;
    synchronized (running) {
      closed.countDown();
      left = List.copyOf(running);
    }
    left.forEach(RunningProgram::end);
  }

  private CommandResult start(BoundedCommand command, File input, Consumer<ErrorOutput> aftermath) {
    Path program;
    switch (path.find(command.program())) {
      case ProgramPath.Found(Path found) -> program = found;
      case ProgramPath.Missing(String reason) -> {
        return new CommandResult.NotStarted(reason);
      }
    }
    ProcessBuilder builder = builder(program, command).redirectInput(input);
    RunningProgram started;
    synchronized (running) {
      if (isClosed()) {
        return new CommandResult.Interrupted();
      }
      try {
        started =
            new RunningProgram(
                command.program(), builder.start(), command.outputLimit(), aftermath);
      } catch (IOException impossible) {
        return new CommandResult.NotStarted("cannot be started");
      }
      running.add(started);
    }
    try (started) {
      return supervise(command, started);
    } finally {
      synchronized (running) {
        running.remove(started);
      }
    }
  }

  private static ProcessBuilder builder(Path program, BoundedCommand command) {
    List<String> line = new ArrayList<>();
    line.add(program.toString());
    line.addAll(command.arguments());
    ProcessBuilder builder = new ProcessBuilder(line).directory(ROOT);
    builder.environment().clear();
    builder.environment().putAll(command.environment());
    return builder;
  }

  private CommandResult supervise(BoundedCommand command, RunningProgram program) {
    try {
      if (!program.await(command.limit())) {
        program.end();
        return new CommandResult.TooMuchOutput(command.outputLimit());
      }
      int code = program.exitCode();
      if (code > SIGNALLED) {
        program.end();
      }
      if (code == SIGNALLED + SIGINT) {
        closed.await(SAME_SIGNAL.toMillis(), TimeUnit.MILLISECONDS);
      }
      if (isClosed()) {
        leaveTheLastWord();
        return new CommandResult.Interrupted();
      }
      return new CommandResult.Exited(code, program.output(), program.errors());
    } catch (TimeoutException late) {
      program.end();
      return new CommandResult.TimedOut(command.limit(), program.errors());
    } catch (InterruptedException interrupted) {
      program.end();
      Thread.currentThread().interrupt();
      return new CommandResult.Interrupted();
    }
  }

  private void leaveTheLastWord() throws InterruptedException {
    Thread.sleep(lastWord);
  }

  private boolean isClosed() {
    return closed.getCount() == 0;
  }
}
