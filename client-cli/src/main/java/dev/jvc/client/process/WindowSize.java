package dev.jvc.client.process;

import dev.jvc.client.terminal.Screen;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The size of the terminal's window, as {@code stty size} tells it (POSIX has no such file). */
public final class WindowSize {

  private static final List<Path> PROGRAMS =
      List.of(Path.of("/usr/bin/stty"), Path.of("/bin/stty"));
  private static final long PATIENCE_SECONDS = 2;

  private WindowSize() {}

  /** The size now, or the usual one when the terminal does not tell. */
  public static Screen.Size now() {
    for (Path program : PROGRAMS) {
      if (Files.isExecutable(program)) {
        return ask(program);
      }
    }
    return Screen.Size.USUAL;
  }

  private static Screen.Size ask(Path program) {
    ProcessBuilder builder =
        new ProcessBuilder(program.toString(), "size")
            .redirectInput(Path.of("/dev/tty").toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().clear();
    try {
      Process process = builder.start();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return Screen.Size.USUAL;
      }
      byte[] answer = process.getInputStream().readNBytes(64);
      return parse(new String(answer, StandardCharsets.US_ASCII));
    } catch (IOException noTerminal) {
      return Screen.Size.USUAL;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return Screen.Size.USUAL;
    }
  }

  /** Reads rows and columns; a terminal that was told nothing has 0 of both. */
  static Screen.Size parse(String answer) {
    String[] numbers = answer.strip().split(" ", -1);
    if (numbers.length != 2) {
      return Screen.Size.USUAL;
    }
    try {
      int rows = Integer.parseInt(numbers[0]);
      int columns = Integer.parseInt(numbers[1]);
      return rows > 0 && columns > 0 ? new Screen.Size(columns, rows) : Screen.Size.USUAL;
    } catch (NumberFormatException unreadable) {
      return Screen.Size.USUAL;
    }
  }
}
