package dev.jvc.client.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.client.outcome.Failure;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BlockTest {

  private static final List<String> LINES = List.of("one", "", "two");

  private static String removed(String text) throws Failure {
    String rest = text;
    for (Block block : Block.all("f", text).reversed()) {
      rest = block.removedFrom(rest, null);
    }
    return rest;
  }

  private static Block only(String text) throws Failure {
    Block block = Block.find("f", text, "");
    assertNotNull(block);
    return block;
  }

  @Test
  void aBlockStandsBetweenTwoMarks() {
    assertEquals(
        """
        before
        # >>> jvc setup >>>
        one

        two
        # <<< jvc setup <<<
        """,
        Block.append("before\n", "", LINES));
    assertEquals(
        """
        a
        # >>> jvc setup x~20y >>>
        one

        two
        # <<< jvc setup x~20y <<<
        b
        """,
        Block.insert("a\nb\n", 2, "x~20y", LINES));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "\n", "a", "a\n", "a\n\n", "a\r\n", "a\r\nb", "a\r\n\r\n", "a\nb", "\n\n"})
  void puttingInAndTakingOutGivesTheSameText(String text) throws Failure {
    String with = Block.append(text, "", LINES);

    assertEquals(LINES, only(with).lines());
    assertEquals(text, removed(with));
    assertEquals(with, only(with).replacedIn(with, LINES, null), "nothing changes a second time");
    assertEquals(text, removed(only(with).replacedIn(with, List.of("other"), null)));
  }

  @Test
  void anyTextComesBackFromAnyNumberOfBlocks() throws Failure {
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < 5_000; i++) {
      StringBuilder made = new StringBuilder();
      int length = random.nextInt(12);
      for (int j = 0; j < length; j++) {
        made.append("ab \n\u00e9#".charAt(random.nextInt(6)));
      }
      String text = made.toString();
      String with = text;
      int end = text.length();
      for (int key = 0; key < 3; key++) {
        // From the last to the first, each at the beginning of a line or at the end.
        end = text.lastIndexOf('\n', random.nextInt(end + 1) - 1) + 1;
        int place = key == 0 && random.nextBoolean() ? text.length() : end;
        end = Math.min(end, place);
        with = Block.insert(with, place, "k" + key, LINES);
      }
      assertEquals(3, Block.all("f", with).size(), with);
      assertEquals(text, removed(with), with);
    }
  }

  @Test
  void theLinesOfAPersonWithinABlockStay() throws Failure {
    String text = "a\n" + Block.append("", "", LINES).replace("two", "mine\ntwo") + "b\n";

    Block block = only(text);
    assertEquals(List.of("mine"), block.foreign(LINES));
    assertEquals("a\nmine\nb\n", block.removedFrom(text, LINES));
    assertEquals("a\nb\n", block.removedFrom(text, null), "nobody remembers whose they are");
    assertTrue(
        block.replacedIn(text, LINES, LINES).startsWith("a\nmine\n# >>> jvc setup >>>\none\n"));
  }

  @Test
  void whatIsWrittenAroundABlockStays() throws Failure {
    String text = Block.append("a", "", LINES) + "\nlater\n";

    assertEquals("a\nlater\n", removed(text));
  }

  @ParameterizedTest
  @CsvSource({
    "'# >>> jvc setup >>>\none\n', 1",
    "'a\n# <<< jvc setup <<<\n', 2",
    "'# >>> jvc setup >>>\n# >>> jvc setup >>>\n# <<< jvc setup <<<\n', 2",
    "'# >>> jvc setup a >>>\n# <<< jvc setup b <<<\n', 2",
  })
  void halfABlockIsLeftToThePerson(String text, int line) {
    Failure torn = assertThrows(Failure.class, () -> Block.all("~/.bashrc", text));

    assertTrue(torn.sentence().startsWith("~/.bashrc:" + line + " has only one"), torn.sentence());
    assertEquals(1, torn.exitCode().code());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "# >>> jvc setup",
        "# >>> jvc setupx >>>",
        "## >>> jvc setup >>>",
        "# >>> jvc setup  >>>x"
      })
  void whatOnlyLooksLikeAMarkIsText(String line) throws Failure {
    assertNull(Block.find("f", line + "\n", ""));
  }
}
