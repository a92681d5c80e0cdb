package dev.jvc.client.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class QuestionTest {

  @ParameterizedTest
  @CsvSource({
    "'y\n',true",
    "'yes\n',true",
    "'YES\n',true",
    "' y \r\n',true",
    "y,true",
    "'n\n',false",
    "'\n',false",
    "'',false",
    "'yess\n',false",
    "'j\n',false",
    "'n\ny\n',false",
  })
  void onlyAYesIsAYes(String typed, boolean yes) {
    assertEquals(
        yes, Question.isYes(new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8))));
    assertEquals(
        false,
        Question.isYes(
            new ByteArrayInputStream(("n".repeat(100) + typed).getBytes(StandardCharsets.UTF_8))));
  }
}
