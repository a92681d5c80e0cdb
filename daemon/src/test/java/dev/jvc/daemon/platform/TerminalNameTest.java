package dev.jvc.daemon.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TerminalNameTest {

  @TempDir private Path folder;

  private Optional<Path> controlling(String stat) throws IOException {
    return TerminalName.controlling(Files.writeString(folder.resolve("stat"), stat));
  }

  @Test
  void aPseudoterminalIsFoundByItsNumber() throws IOException {
    try (PseudoTerminal terminal = PseudoTerminal.open()) {
      int minor = Integer.parseInt(terminal.device().getFileName().toString());
      int device = (136 << 8) | (minor & 0xff) | ((minor & 0xfff00) << 12);

      assertEquals(
          Optional.of(terminal.device()),
          controlling("4711 (a (b) c d) S 1 4711 4711 " + device + " 4711 0"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "1 (a) S 1 1 1 0 1", "1 (a) S 1 1 1 1025 1", "1 (a) S 1", ") "})
  void whereThereIsNoneNoneIsFound(String stat) throws IOException {
    assertEquals(Optional.empty(), controlling(stat));
  }
}
