package dev.jvc.system.clients;

import dev.jvc.system.Machine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One client from its start to its end, asked as often as wanted. */
final class Life implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 90;

  private final Process process;
  private final Path complaints;
  private final Writer input;
  private final BufferedReader output;

  private Life(Process process, Path complaints) {
    this.process = process;
    this.complaints = complaints;
    this.input = process.outputWriter();
    this.output = process.inputReader();
  }

  static Life start(Machine machine, Map<String, String> variables, List<String> command)
      throws IOException {
    Path complaints = Files.createTempFile(machine.home(), "client", ".err");
    ProcessBuilder builder = machine.builder(variables, command);
    return new Life(builder.redirectError(complaints.toFile()).start(), complaints);
  }

  /** Asks once; a client that has ended says what stands on its standard error. */
  Said ask() throws IOException, InterruptedException {
    try {
      input.write("who am I?\n");
      input.flush();
    } catch (IOException ended) {
      // Its output tells why.
    }
    String line = line();
    if (line == null) {
      process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
      return Said.nothing("");
    }
    return Said.parse(line);
  }

  /** What it has written to its standard error so far, which a person sees as well. */
  String complaints() throws IOException {
    return Files.readString(complaints).strip();
  }

  private String line() throws IOException, InterruptedException {
    CompletableFuture<String> reading =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return output.readLine();
              } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
              }
            },
            Thread::startVirtualThread);
    try {
      return reading.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException silent) {
      process.destroyForcibly();
      throw new IOException("no answer: " + complaints(), silent);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      input.close();
    } catch (IOException ended) {
      // That is what it shall do.
    }
    process.destroy();
    process.onExit().join();
  }
}
