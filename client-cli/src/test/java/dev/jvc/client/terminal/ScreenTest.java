package dev.jvc.client.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ScreenTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final Deque<Screen.Size> sizes =
      new ArrayDeque<>(List.of(new Screen.Size(80, 24), new Screen.Size(40, 10)));
  private final Screen screen =
      new Screen(new Output(out, new ByteArrayOutputStream()), sizes::remove);

  @Test
  void isEnteredOnceAndDrawnFromTheCorner() {
    screen.draw(size -> List.of("width " + size.columns(), "second"));
    assertEquals(
        "\u001b[?1049h\u001b[?25l\u001b[Hwidth 80\u001b[K\r\nsecond\u001b[K\u001b[J", drawn());

    screen.draw(size -> List.of("width " + size.columns()));
    assertEquals("\u001b[Hwidth 40\u001b[K\u001b[J", drawn());
  }

  @Test
  void isGivenBackOnceAndNotDrawnAfterwards() {
    screen.draw(size -> List.of());
    drawn();

    screen.leave();
    assertEquals("\u001b[?25h\u001b[?1049l", drawn());

    screen.leave();
    screen.draw(size -> List.of("late"));
    assertEquals("", drawn());
  }

  @Test
  void nothingIsGivenBackThatWasNotTaken() {
    screen.leave();

    assertEquals("", drawn());
  }

  private String drawn() {
    String drawn = out.toString(StandardCharsets.UTF_8);
    out.reset();
    return drawn;
  }
}
