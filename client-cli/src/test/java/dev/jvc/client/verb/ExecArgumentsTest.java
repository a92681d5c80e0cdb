package dev.jvc.client.verb;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ExecArgumentsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "exec | exec | '' | 1",
        "exec p | exec p | '' | 2",
        "exec p -- | exec p | '' | 3",
        "exec -- cmd | exec | cmd | 2",
        "exec p -- cmd a | exec p | cmd a | 3",
        "exec p cmd -a b | exec p | cmd -a b | 2",
        "exec p --frozen cmd --frozen | exec p --frozen | cmd --frozen | 3",
        "--quiet exec --frozen p -- cmd -- x | --quiet exec --frozen p | cmd -- x | 5",
        "exec p -- -x | exec p | -x | 3",
        "exec p - a | exec p | - a | 2",
        "exec --help | exec --help | '' | 2"
      })
  void theCommandStartsBehindItsMarkOrTheProfile(
      String words, String own, String command, int skip) {
    ExecArguments divided = ExecArguments.divide(split(words));

    assertEquals(split(own), divided.own());
    assertEquals(split(command), divided.command());
    assertEquals(skip, divided.skip());
  }

  private static List<String> split(String words) {
    return Arrays.stream(words.split(" ", -1)).filter(word -> !word.isEmpty()).toList();
  }
}
