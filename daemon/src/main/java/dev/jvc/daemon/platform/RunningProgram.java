package dev.jvc.daemon.platform;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** One program from its start to its end, with what it writes. */
final class RunningProgram implements AutoCloseable {

  private static final int MAX_ERRORS = 64 * 1024;

  /** How long a program that was asked to end may still take. */
  private static final Duration GRACE = Duration.ofSeconds(2);

  /** How long the last output of an ended program may take to arrive. */
  private static final Duration LAST_OUTPUT = Duration.ofSeconds(1);

  private final Process process;
  private final BoundedOutput output;
  private final BoundedOutput errors;
  private final Consumer<ErrorOutput> aftermath;
  private boolean ended;

  /**
   * @param aftermath called once when the program is ended, or ended by a signal, with what it had
   *     said so far
   */
  RunningProgram(String name, Process process, int outputLimit, Consumer<ErrorOutput> aftermath) {
    this.process = process;
    this.output = BoundedOutput.reading(process.getInputStream(), outputLimit, name + " output");
    this.errors = BoundedOutput.reading(process.getErrorStream(), MAX_ERRORS, name + " errors");
    this.aftermath = aftermath;
  }

  /**
   * Waits for the program's end, or for too much output.
   *
   * @return false when there was too much output
   */
  boolean await(Duration limit) throws InterruptedException, TimeoutException {
    try {
      CompletableFuture.anyOf(process.onExit(), output.exceeded())
          .get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    }
    if (!output.exceeded().isDone()) {
      output.await(LAST_OUTPUT.toMillis());
      errors.await(LAST_OUTPUT.toMillis());
    }
    return !output.exceeded().isDone();
  }

  int exitCode() {
    return process.exitValue();
  }

  byte[] output() {
    return output.bytes();
  }

  ErrorOutput errors() {
    return new ErrorOutput(new String(errors.bytes(), StandardCharsets.UTF_8));
  }

  /**
   * Ends the program and its descendants, and clears up; returns when they are gone or cannot be
   * ended.
   */
  synchronized void end() {
    if (ended) {
      return;
    }
    ended = true;
    Set<ProcessHandle> family = new HashSet<>();
    signal(family, ProcessHandle::destroy);
    awaitEnd(family);
    signal(family, ProcessHandle::destroyForcibly);
    awaitEnd(family);
    aftermath.accept(errors());
  }

  /** Wipes what the program wrote. */
  @Override
  public void close() {
    output.close();
    errors.close();
  }

  private void signal(Set<ProcessHandle> family, Consumer<ProcessHandle> signal) {
    Stream.concat(process.descendants(), Stream.of(process.toHandle())).forEach(family::add);
    // Those that were found before may have lost their parent meanwhile.
    List.copyOf(family).stream().flatMap(ProcessHandle::descendants).forEach(family::add);
    family.stream().filter(ProcessHandle::isAlive).forEach(signal);
  }

  /** Also when the thread has been interrupted: what is being ended should not be left behind. */
  private static void awaitEnd(Set<ProcessHandle> family) {
    CompletableFuture<?>[] ends =
        family.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new);
    boolean interrupted = Thread.interrupted();
    try {
      CompletableFuture.allOf(ends).get(GRACE.toMillis(), TimeUnit.MILLISECONDS);
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
