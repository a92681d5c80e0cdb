package dev.jvc.client.process.service;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The program that commands a service manager, with what it needs of the environment. */
final class ManagerCommand {

  private static final String[] NEEDED = {
    "DBUS_SESSION_BUS_ADDRESS",
    "HOME",
    "LOGNAME",
    "PATH",
    "USER",
    "XDG_CONFIG_HOME",
    "XDG_RUNTIME_DIR"
  };

  /** More than a service has to start or to stop. */
  private static final long LIMIT_SECONDS = 60;

  private final @Nullable Path program;
  private final Map<String, String> environment;

  /**
   * @param program null where there is none
   */
  ManagerCommand(@Nullable Path program, Map<String, String> environment) {
    this.program = program;
    this.environment = environment;
  }

  /** How it ended and what it wrote. */
  record Result(int exit, String output) {

    boolean succeeded() {
      return exit == 0;
    }

    /** The last line that was written, which is where a reason stands. */
    String lastLine() {
      return output.strip().lines().reduce("", (before, line) -> line).strip();
    }
  }

  boolean exists() {
    return program != null;
  }

  Result run(List<String> arguments) {
    if (program == null) {
      return new Result(127, "");
    }
    List<String> command = new ArrayList<>();
    command.add(program.toString());
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    Map<String, String> seen = builder.environment();
    seen.clear();
    for (String name : NEEDED) {
      String value = environment.get(name);
      if (value != null) {
        seen.put(name, value);
      }
    }
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      try (InputStream output = process.getInputStream()) {
        String text = new String(output.readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
          process.destroyForcibly();
        }
        return new Result(process.waitFor(), text);
      }
    } catch (IOException impossible) {
      return new Result(126, "");
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return new Result(130, "");
    }
  }
}
