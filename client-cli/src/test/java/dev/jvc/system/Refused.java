package dev.jvc.system;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.jspecify.annotations.Nullable;

/**
 * How a command says that it did not do what it was asked: one sentence, perhaps a command that
 * helps, an exit code, and not a byte on standard output.
 *
 * @param exit the exit code
 * @param sentence what stands behind {@code jvc: }
 * @param hint the command behind {@code hint: run: }, null for no such line
 */
record Refused(int exit, String sentence, @Nullable String hint) {

  static Refused with(int exit, String sentence) {
    return new Refused(exit, sentence, null);
  }

  static Refused with(int exit, String sentence, String hint) {
    return new Refused(exit, sentence, hint);
  }

  /** Holds a command's end to this. */
  void check(Machine.Result result) {
    String message = "jvc: " + sentence + "\n";
    assertAll(
        () ->
            assertEquals(
                hint == null ? message : message + "hint: run: " + hint + "\n", result.err()),
        () -> assertEquals(exit, result.exit(), "exit code"),
        () -> assertEquals("", result.out(), "standard output"));
    checkForm(result);
  }

  /** Holds a command's end to the form of every refusal, whatever it says. */
  static void checkForm(Machine.Result result) {
    String[] lines = result.err().split("\n", -1);
    String said = result.toString();
    assertTrue(lines.length == 2 || lines.length == 3, "one sentence, at most one hint: " + said);
    assertTrue(lines[lines.length - 1].isEmpty(), "ends with a line feed: " + said);
    assertTrue(lines[0].startsWith("jvc: "), "is in jvc's voice: " + said);
    assertTrue(!lines[0].endsWith("."), "has no full stop: " + said);
    assertTrue(!lines[0].contains("Exception"), "names no class: " + said);
    assertTrue(
        lines.length == 2 || lines[1].startsWith("hint: run: "), "a hint is a command: " + said);
    assertEquals("", result.out(), "standard output");
  }
}
