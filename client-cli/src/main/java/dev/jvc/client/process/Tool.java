package dev.jvc.client.process;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Another program that is asked something: it reads nothing, and has a few seconds. */
public interface Tool {

  /**
   * How it ended.
   *
   * @param exit its exit code; -1 when it could not be started, or was ended because it took too
   *     long
   * @param out what it wrote, at most {@link #LARGEST} bytes of it
   */
  record Answer(int exit, String out) {}

  /** The answer of a program that gave none. */
  Answer NONE = new Answer(-1, "");

  /** How long a program may take, in seconds. */
  long PATIENCE = 15;

  /** The most that is read of what a program writes, in bytes. */
  int LARGEST = 256 * 1024;

  /** Runs a program to its end. */
  Answer ask(List<String> command);

  /** Programs of this machine, which see the person's environment without secrets. */
  static Tool ofMachine() {
    return ofMachine(PATIENCE);
  }

  /**
   * The same with other patience.
   *
   * @param seconds how long a program may take
   */
  static Tool ofMachine(long seconds) {
    return command -> {
      ProcessBuilder builder = new ProcessBuilder(command);
      ChildEnvironment.forDaemon(builder.environment());
      builder.redirectInput(new File("/dev/null"));
      builder.redirectError(ProcessBuilder.Redirect.DISCARD);
      try {
        return await(builder.start(), seconds);
      } catch (IOException impossible) {
        return NONE;
      }
    };
  }

  private static Answer await(Process process, long seconds) {
    CompletableFuture<byte[]> output = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(() -> {
          try (InputStream stream = process.getInputStream()) {
            output.complete(stream.readNBytes(LARGEST));
          } catch (IOException closed) {
            output.complete(new byte[0]);
          }
        });
    try {
      byte[] out = output.get(seconds, TimeUnit.SECONDS);
      return process.waitFor(seconds, TimeUnit.SECONDS)
          ? new Answer(process.exitValue(), new String(out, StandardCharsets.UTF_8))
          : NONE;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return NONE;
    } catch (ExecutionException | TimeoutException late) {
      return NONE;
    } finally {
      process.destroyForcibly();
    }
  }
}
