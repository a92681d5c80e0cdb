package dev.jvc.client.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.client.outcome.ExitCode;
import dev.jvc.client.outcome.Failure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class OutputTest {

  private final ByteArrayOutputStream data = new ByteArrayOutputStream();
  private final ByteArrayOutputStream messages = new ByteArrayOutputStream();
  private final Output output = new Output(data, messages);

  @Test
  void dataAndMessagesAreApart() {
    output.line("ü");
    output.data(new byte[] {1, 2});
    output.say("done");

    assertEquals("ü\n\u0001\u0002", data.toString(StandardCharsets.UTF_8));
    assertEquals("jvc: done\n", messages.toString(StandardCharsets.UTF_8));
  }

  @Test
  void aFailureMayHaveAHint() {
    output.fail(Failure.usage("no"));
    output.fail(Failure.of(ExitCode.FAILED, "no", "jvc try"));
    output.fail(Failure.of(ExitCode.FAILED, "no", ""));

    assertEquals(
        "jvc: no\njvc: no\nhint: run: jvc try\njvc: no\n",
        messages.toString(StandardCharsets.UTF_8));
  }

  @Test
  void quietLeavesOnlyDataAndFailures() {
    output.quiet();
    output.line("data");
    output.say("done");
    output.hint("jvc next");
    output.warn("mend this");
    output.fail(Failure.usage("no"));

    assertEquals("data\n", data.toString(StandardCharsets.UTF_8));
    assertEquals("jvc: mend this\njvc: no\n", messages.toString(StandardCharsets.UTF_8));
  }

  @Test
  void debugSpeaksOnlyWhenAsked() {
    output.debug("GET /a");
    assertEquals("", messages.toString(StandardCharsets.UTF_8));

    output.debug();
    output.debug("GET /a");
    assertEquals("jvc: debug: GET /a\n", messages.toString(StandardCharsets.UTF_8));
  }

  @Test
  void messagesCannotMoveTheCursor() {
    output.warn("a\u001b[2Jb\rc\nd\u009be");

    assertEquals("jvc: a?[2Jb?c?d?e\n", messages.toString(StandardCharsets.UTF_8));
  }

  @Test
  void aReaderThatHasGoneIsNoFailure() {
    OutputStream closed =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("closed");
          }
        };

    Output nobody = new Output(closed, closed);

    nobody.line("x");
    nobody.say("y");
  }

  @Test
  void aTableIsAligned() {
    Table table = new Table(text -> text, "NAME", "ÜBER", "LAST");
    assertTrue(table.isEmpty());
    table.row().cell("a").cell("").cell("x");
    table.row().cell("longer").cell("a\u001bb", text -> "<" + text + ">").cell("y");

    assertFalse(table.isEmpty());
    assertEquals(
        List.of(
            "NAME    ÜBER  LAST", //
            "a       -     x",
            "longer  <a?b>   y"),
        table.lines());
  }

  @Test
  void coloursAreForTerminalsThatWantThem() {
    Map<String, String> terminal = Map.of("JVC_TTY", "012", "TERM", "xterm");
    assertEquals("\u001b[32mx\u001b[0m", Terminal.of(terminal).good("x"));
    assertTrue(Terminal.of(terminal).input());
    assertTrue(Terminal.of(terminal).errors());

    for (Map<String, String> without :
        List.of(
            Map.of("TERM", "xterm"),
            Map.of("JVC_TTY", "02", "TERM", "xterm"),
            Map.of("JVC_TTY", "012"),
            Map.of("JVC_TTY", "012", "TERM", "dumb"),
            Map.of("JVC_TTY", "012", "TERM", "xterm", "NO_COLOR", "1"))) {
      assertEquals("x", Terminal.of(without).bad("x"), without.toString());
    }
    assertFalse(Terminal.of(Map.of()).input());
    assertTrue(Terminal.of(Map.of("JVC_TTY", "1", "TERM", "xterm", "NO_COLOR", "")).colours());
  }
}
