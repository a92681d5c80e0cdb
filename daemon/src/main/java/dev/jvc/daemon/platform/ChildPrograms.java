package dev.jvc.daemon.platform;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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

  /** The most bytes that a program can be given: what a pipe takes in without a reader. */
  public static final int MAX_INPUT = 16 * 1024;

  private static final int MAX_ERRORS = 64 * 1024;

  /** How long a program that was asked to end may still take. */
  private static final Duration GRACE = Duration.ofSeconds(2);

  /** How long the last output of an ended program may take to arrive. */
  private static final Duration LAST_OUTPUT = Duration.ofSeconds(1);

  private static final File NOTHING = new File("/dev/null");
  private static final File ROOT = new File("/");

  private final ProgramPath path;
  private final Set<Process> running = new HashSet<>();
  private boolean closed;

  public ChildPrograms(ProgramPath path) {
    this.path = path;
  }

  /** Where programs are looked up. */
  public ProgramPath path() {
    return path;
  }

  /** Runs a program that reads nothing. */
  public CommandResult run(BoundedCommand command) {
    return start(command, null);
  }

  /**
   * Runs a program to its end, or to one of its bounds.
   *
   * @param input what the program reads from standard input, at most {@link #MAX_INPUT} bytes;
   *     still the caller's, to be wiped
   */
  public CommandResult run(BoundedCommand command, byte[] input) {
    if (input.length > MAX_INPUT) {
      throw new IllegalArgumentException("more than " + MAX_INPUT + " bytes of input");
    }
    return start(command, input);
  }

  /** Ends what still runs; a run that is waiting returns. */
  @Override
  public void close() {
    List<Process> left;
    synchronized (running) {
      closed = true;
      left = List.copyOf(running);
    }
    left.forEach(ChildPrograms::end);
  }

  private CommandResult start(BoundedCommand command, byte @Nullable [] input) {
    Path program;
    switch (path.find(command.program())) {
      case ProgramPath.Found(Path found) -> program = found;
      case ProgramPath.Missing(String reason) -> {
        return new CommandResult.NotStarted(reason);
      }
    }
    ProcessBuilder builder = builder(program, command);
    builder.redirectInput(
        input == null ? ProcessBuilder.Redirect.from(NOTHING) : ProcessBuilder.Redirect.PIPE);
    Process process;
    synchronized (running) {
      if (closed) {
        return new CommandResult.Interrupted();
      }
      try {
        process = builder.start();
      } catch (IOException impossible) {
        return new CommandResult.NotStarted("cannot be started");
      }
      running.add(process);
    }
    try {
      return supervise(command, process, input);
    } finally {
      synchronized (running) {
        running.remove(process);
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

  private CommandResult supervise(
      BoundedCommand command, Process process, byte @Nullable [] input) {
    BoundedOutput output =
        BoundedOutput.reading(
            process.getInputStream(), command.outputLimit(), command.program() + " output");
    BoundedOutput errors =
        BoundedOutput.reading(process.getErrorStream(), MAX_ERRORS, command.program() + " errors");
    try {
      feed(process, input);
      CompletableFuture.anyOf(process.onExit(), output.exceeded())
          .get(command.limit().toMillis(), TimeUnit.MILLISECONDS);
      if (!output.exceeded().isDone()) {
        output.await(LAST_OUTPUT.toMillis());
        errors.await(LAST_OUTPUT.toMillis());
      }
      if (output.exceeded().isDone()) {
        end(process);
        return new CommandResult.TooMuchOutput(command.outputLimit());
      }
      return isClosed()
          ? new CommandResult.Interrupted()
          : new CommandResult.Exited(process.exitValue(), output.bytes(), text(errors));
    } catch (TimeoutException late) {
      end(process);
      return new CommandResult.TimedOut(command.limit(), text(errors));
    } catch (InterruptedException interrupted) {
      end(process);
      Thread.currentThread().interrupt();
      return new CommandResult.Interrupted();
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    } finally {
      output.close();
      errors.close();
    }
  }

  private boolean isClosed() {
    synchronized (running) {
      return closed;
    }
  }

  private static void feed(Process process, byte @Nullable [] input) {
    if (input == null) {
      return;
    }
    try (OutputStream stdin = process.getOutputStream()) {
      stdin.write(input);
    } catch (IOException closed) {
      // The program did not want to read it all, which its exit code tells.
    }
  }

  private static ErrorOutput text(BoundedOutput errors) {
    return new ErrorOutput(new String(errors.bytes(), StandardCharsets.UTF_8));
  }

  /** Ends a process and its descendants; returns when they are gone or cannot be ended. */
  private static void end(Process process) {
    Set<ProcessHandle> family = new HashSet<>();
    signal(process, family, ProcessHandle::destroy);
    awaitEnd(family, GRACE);
    signal(process, family, ProcessHandle::destroyForcibly);
    awaitEnd(family, GRACE);
  }

  private static void signal(
      Process process, Set<ProcessHandle> family, Consumer<ProcessHandle> signal) {
    Stream.concat(process.descendants(), Stream.of(process.toHandle())).forEach(family::add);
    // Those that were found before may have lost their parent meanwhile.
    List.copyOf(family).stream().flatMap(ProcessHandle::descendants).forEach(family::add);
    family.stream().filter(ProcessHandle::isAlive).forEach(signal);
  }

  /** Also when the thread has been interrupted: what is being ended should not be left behind. */
  private static void awaitEnd(Set<ProcessHandle> family, Duration patience) {
    CompletableFuture<?>[] ends =
        family.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new);
    boolean interrupted = Thread.interrupted();
    try {
      CompletableFuture.allOf(ends).get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException still) {
      // The next signal follows, or nothing more can be done.
    } catch (InterruptedException again) {
      interrupted = true;
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
