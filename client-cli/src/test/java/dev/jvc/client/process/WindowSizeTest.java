package dev.jvc.client.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jvc.client.terminal.Screen;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WindowSizeTest {

  @Test
  void rowsComeBeforeColumns() {
    assertEquals(new Screen.Size(132, 43), WindowSize.parse("43 132\n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "0 0\n", "24 0", "-1 80", "24", "24 80 1", "stty: not a tty", "99999999999 1"})
  void whatIsNoSizeIsTheUsualOne(String answer) {
    assertEquals(Screen.Size.USUAL, WindowSize.parse(answer));
  }
}
