package dev.jvc.client.manual;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.client.verb.Documentation;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class ManualPagesTest {

  private final Map<String, String> files = Documentation.files("2026-11-01", "1.2.3");

  private String page(String name) {
    return files.getOrDefault("man/man1/" + name + ".1", "no such page");
  }

  @Test
  void everyVerbHasAPageAndTheFirstOneNamesThemAll() {
    String root = page("jvc");
    Matcher others = Pattern.compile("jvc\\\\-([a-z]+)\\(1\\)").matcher(root);
    int named = 0;
    while (others.find()) {
      named++;
      assertTrue(files.containsKey("man/man1/jvc-" + others.group(1) + ".1"), others.group(1));
    }

    assertEquals(
        files.keySet().stream().filter(name -> name.startsWith("man/")).count(), named + 1);
    assertTrue(
        root.startsWith(".TH \"JVC\" \"1\" \"2026\\-11\\-01\" \"jvc 1.2.3\" \"User commands\"\n"),
        root);
  }

  @Test
  void aPageSaysWhatTheHelpSays() {
    String login = page("jvc-login");

    assertTrue(login.contains("\n\\fBjvc login [OPTIONS] [PROFILE]\\fR\n"), login);
    assertTrue(login.contains(".TP\n\\fB\\-t, \\-\\-mfa\\-token CODE\\fR\n"), login);
    assertTrue(login.contains(".SH \"EXIT STATUS\"\n.TP\n\\fB0\\fR\nDone.\n"), login);
  }

  @Test
  void theCommandsBehindAVerbAreInItsPage() {
    String daemon = page("jvc-daemon");

    assertTrue(daemon.contains("\n\\fBjvc daemon COMMAND [OPTIONS]\\fR\n"), daemon);
    assertTrue(daemon.contains(".SS \"jvc daemon install [OPTIONS]\"\n"), daemon);
    assertTrue(daemon.contains("\\fB\\-f, \\-\\-follow\\fR\n"), daemon);
  }

  @Test
  void whatMeansSomethingToRoffIsShownAsItIs() {
    String text =
        new Roff()
            .section("a \"quoted\" one")
            .words(".starts with a dot, has a \\ and a - and ~/x")
            .words("'quoted'")
            .toString();

    assertEquals(
        """
        .SH "a \\(dqquoted\\(dq one"
        \\&.starts with a dot, has a \\e and a \\- and \\(ti/x
        \\&'quoted'
        """,
        text);
  }
}
