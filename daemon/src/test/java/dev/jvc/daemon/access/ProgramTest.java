package dev.jvc.daemon.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProgramTest {

  @ParameterizedTest
  @CsvSource({
    "aws, aws",
    "kworker/0:1-ev, kworker/0:1-ev",
    "Web Content, Web Content",
    "café, café"
  })
  void anOrdinaryNameStaysAsItIs(String raw, String name) {
    assertEquals(new Program(7, name), Program.named(7, raw));
  }

  @Test
  void whatCouldFoolATerminalIsEscaped() {
    assertEquals("a\\x1b[2Jb", Program.named(7, "a\u001b[2Jb").name());
    assertEquals("a\\xab", Program.named(7, "a\nb").name());
    assertEquals("\\x202egpj.exe", Program.named(7, "\u202egpj.exe").name());
    assertEquals("\\x2028", Program.named(7, "\u2028").name());
    assertEquals("\\xd800", Program.named(7, "\ud800").name());
    assertEquals("\\x9b", Program.named(7, "\u009b").name());
  }

  @Test
  void aLongNameIsCut() {
    assertEquals("x".repeat(Program.LONGEST), Program.named(7, "x".repeat(300)).name());
    String wide = "\ud83d\ude80".repeat(Program.LONGEST);
    assertEquals(wide, Program.named(7, wide + wide).name());
  }
}
