package dev.jvc.client.verb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.client.outcome.Failure;
import dev.jvc.client.protocol.Status;
import dev.jvc.client.terminal.Screen;
import dev.jvc.client.terminal.Terminal;
import dev.jvc.client.terminal.Times;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WatchPageTest {

  private static final String HEAD =
      """
      {"version":"0.1.0","pid":4242,"startedAt":"2026-11-24T05:00:00Z",\
      "endpoint":"http://127.0.0.1:9911","controlSocket":"/run/jvc/control.sock","stores":{},\
      """;
  private static final String BUSY =
      HEAD
          + """
          "awsReachable":true,"problems":[],"degraded":[],"imds":[{"endpoint":\
          "http://127.0.0.1:9912","profile":"dev","v1":false,"configured":true}],"logins":[\
          {"key":"personal","expiration":"2026-11-24T17:00:00Z","serves":["dev","personal"]},\
          {"key":"work","expiration":"2026-11-24T08:20:00Z","serves":[],"users":[\
          {"how":"control","at":"2026-11-24T07:59:00Z"}]}],"sessions":[\
          {"profile":"personal","expiration":"2026-11-24T08:45:00Z",\
          "nextRefresh":"2026-11-24T08:15:00Z","lastUsed":"2026-11-24T07:59:57Z",\
          "users":[{"program":"aws","pid":7,"how":"container","at":"2026-11-24T07:59:57Z"},\
          {"program":"terraform","pid":8,"how":"exec","at":"2026-11-24T07:59:00Z"}]},\
          {"profile":"dev","expiration":"2026-11-24T08:03:00Z",\
          "lastError":"AWS is slow\\u001b[2J"}]}
          """;
  private static final String IDLE =
      HEAD
          + """
          "awsReachable":false,"problems":["~/.aws/config:7: a problem"],\
          "degraded":["a protection"],"imds":[],"logins":[],"sessions":[]}
          """;

  private static final Terminal PLAIN = new Terminal(true, true, true, false);
  private static final Terminal COLOURED = new Terminal(true, true, true, true);

  @Test
  void barsOfOneScaleShowWhatIsLeft() throws Failure {
    assertEquals(
        List.of(
            "jvcd 0.1.0, up 3h, http://127.0.0.1:9911",
            "IMDS of dev at http://127.0.0.1:9912",
            "",
            "LOGIN",
            "personal  ██████████████████        9h left, until 17:00, serves dev, personal",
            "work      ▊                         20m left, until 08:20, used by unknown",
            "",
            "SESSION",
            "personal  ██████████████████        45m left, renewed in 15m, used 3s ago by aws, terraform",
            "dev       █▎                        3m left, failing: AWS is slow?[2J, never used",
            "",
            "Ctrl-C ends this view"),
        page(BUSY, PLAIN, true).lines(new Screen.Size(100, 30)));
  }

  @Test
  void aTerminalWithoutUnicodeGetsAsciiOnly() throws Failure {
    List<String> lines = page(BUSY, PLAIN, false).lines(new Screen.Size(100, 30));

    assertEquals(
        "work      #.......................  20m left, until 08:20, used by unknown", lines.get(5));
    assertTrue(lines.stream().allMatch(line -> line.chars().allMatch(c -> c < 128)));
  }

  @Test
  void nothingToShowIsSaid() throws Failure {
    assertEquals(
        List.of(
            "jvcd 0.1.0, up 3h, http://127.0.0.1:9911",
            "AWS is unreachable",
            "",
            "no login: run jvc login PROFILE",
            "",
            "no sessions",
            "",
            "problems",
            "  ~/.aws/config:7: a problem",
            "",
            "degraded",
            "  a protection",
            "",
            "Ctrl-C ends this view"),
        page(IDLE, PLAIN, true).lines(new Screen.Size(100, 30)));
  }

  @Test
  void coloursTellWhatEndsSoonAndWhatFails() throws Failure {
    List<String> lines = page(BUSY, COLOURED, false).lines(new Screen.Size(100, 30));

    assertTrue(lines.get(4).contains("\u001b[32m####"), lines.get(4));
    assertTrue(lines.get(5).contains("\u001b[33m#..."), lines.get(5));
    assertTrue(lines.get(9).contains("\u001b[31m##.."), lines.get(9));
    assertTrue(lines.get(9).contains("\u001b[31m3m left, failing"), lines.get(9));
  }

  @ParameterizedTest
  @CsvSource({"80, 24", "60, 12", "40, 8", "20, 5", "10, 3", "5, 2", "1, 1"})
  void noLineIsWiderThanTheWindowAndNoneIsBelowIt(int columns, int rows) throws Failure {
    for (String status : List.of(BUSY, IDLE)) {
      List<String> lines = page(status, PLAIN, true).lines(new Screen.Size(columns, rows));

      assertTrue(lines.size() <= rows, lines.size() + " lines");
      for (String line : lines) {
        assertTrue(line.codePointCount(0, line.length()) <= columns, line);
      }
    }
  }

  @Test
  void whatDoesNotFitIsCounted() throws Failure {
    List<String> lines = page(IDLE, PLAIN, true).lines(new Screen.Size(100, 8));

    assertEquals(8, lines.size());
    assertEquals("and 7 lines more: jvc status shows all", lines.get(5));
    assertEquals("Ctrl-C ends this view", lines.get(7));
  }

  private static WatchPage page(String status, Terminal terminal, boolean blocks) throws Failure {
    Times times =
        new Times(InstantSource.fixed(Instant.parse("2026-11-24T08:00:00Z")), () -> ZoneOffset.UTC);
    return new WatchPage(
        terminal, times, Status.of(status.getBytes(StandardCharsets.UTF_8)), blocks);
  }
}
