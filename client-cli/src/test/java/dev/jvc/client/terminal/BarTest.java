package dev.jvc.client.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BarTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "1,4,████,####",
        "0.5,4,██  ,##..",
        "0.53125,4,██▏ ,###.",
        "0.25,2,▌ ,#.",
        "0.0001,4,▏   ,#...",
        "0,4,\"    \",....",
        "-3,2,\"  \",..",
        "7,2,██,##",
        "NaN,2,\"  \",..",
        "0.5,0,\"\",\"\""
      })
  void aShareIsShownAsBlocksOrAsAscii(double share, int cells, String blocks, String ascii) {
    assertEquals(blocks, Bar.of(share, cells, true));
    assertEquals(ascii, Bar.of(share, cells, false));
  }
}
