package dev.jvc.sandbox;

import dev.jvc.sandbox.json.WorldJson;
import dev.jvc.sandbox.world.World;
import dev.jvc.sandbox.world.WorldBuilder;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** {@code bin/sandbox}: the offline AWS until it is told to stop. */
public final class Main {
  private static final int FAILED = 1;
  private static final int USAGE = 2;

  /** Whose words this program says itself, or not at all. */
  private static final List<Logger> QUIET =
      List.of(
          Logger.getLogger("io.helidon.webserver.LoomServer"),
          Logger.getLogger("io.helidon.webserver.ServerListener"));

  private Main() {}

  /** Runs until SIGINT or SIGTERM; exits with 1 when it cannot start and 2 for a wrong argument. */
  public static void main(String[] arguments) throws InterruptedException {
    Logger.getLogger("").setLevel(Level.WARNING);
    QUIET.forEach(logger -> logger.setLevel(Level.OFF));
    Options options;
    try {
      options = Options.parse(List.of(arguments));
    } catch (IllegalArgumentException e) {
      stop(USAGE, String.valueOf(e.getMessage()));
      return;
    }
    if (options.help()) {
      System.out.print(Options.USAGE);
      return;
    }
    try {
      run(options, System.out);
    } catch (IllegalArgumentException | IllegalStateException e) {
      stop(FAILED, String.valueOf(e.getMessage()));
    }
  }

  private static void run(Options options, PrintStream out) throws InterruptedException {
    Sandbox aws = Sandbox.start(world(options), options.port());
    Runtime.getRuntime().addShutdownHook(new Thread(() -> shutDown(aws, options.readyFile())));
    out.print(new Greeting(aws, options.showKeys()).text());
    out.flush();
    if (options.readyFile() != null) {
      announce(options.readyFile(), aws.endpoint().toString());
    }
    new CountDownLatch(1).await();
  }

  private static World world(Options options) {
    WorldBuilder settings = World.builder().mfaDrift(options.mfaDrift());
    if (options.world() == null) {
      return World.example(settings);
    }
    try {
      return WorldJson.read(Files.readString(options.world()), settings);
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException(
          "cannot read the world file " + options.world() + ": there is no such file", e);
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot read the world file: " + e, e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(options.world() + ": " + e.getMessage(), e);
    }
  }

  /** Whoever waits for the file finds either nothing or all of it. */
  private static void announce(Path readyFile, String endpoint) {
    Path draft = readyFile.resolveSibling(readyFile.getFileName() + ".new");
    try {
      Files.writeString(draft, endpoint + "\n");
      Files.move(draft, readyFile, StandardCopyOption.ATOMIC_MOVE);
    } catch (NoSuchFileException e) {
      throw new IllegalStateException(
          "cannot write the ready file " + readyFile + ": there is no such folder", e);
    } catch (IOException e) {
      throw new IllegalStateException("cannot write the ready file: " + e, e);
    }
  }

  private static void shutDown(Sandbox aws, @Nullable Path readyFile) {
    aws.close();
    try {
      if (readyFile != null) {
        Files.deleteIfExists(readyFile);
      }
    } catch (IOException e) {
      System.err.println("sandbox: cannot remove the ready file: " + e);
    }
  }

  private static void stop(int code, String message) {
    System.err.println("sandbox: " + message);
    System.exit(code);
  }
}
