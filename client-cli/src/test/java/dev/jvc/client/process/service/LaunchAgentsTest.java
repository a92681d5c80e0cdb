package dev.jvc.client.process.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.client.outcome.Failure;
import dev.jvc.client.scripted.Person;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** launchd is played by a program that notes what it is asked and fails where it is told to. */
final class LaunchAgentsTest {

  @TempDir private Path home;
  private Path asked;
  private Path file;
  private LaunchAgents agents;

  @BeforeEach
  void install() throws IOException {
    asked = home.resolve("asked");
    Path launchctl = home.resolve("launchctl");
    Person.script(
        launchctl,
        "echo \"$*\" >>" + asked,
        "[ \"$1\" != print ] || cat " + home.resolve("state") + " 2>/dev/null || exit 113",
        "[ \"$1\" != \"$(cat "
            + home.resolve("fails")
            + " 2>/dev/null)\" ] || { echo 'Bootstrap failed: 5'; exit 5; }");
    file = home.resolve("Library/LaunchAgents/dev.jvc.jvcd.plist");
    agents =
        new LaunchAgents(
            launchctl,
            Map.of("AWS_CA_BUNDLE", "/a&b.pem"),
            Path.of("/opt/homebrew/bin"),
            home.resolve("state-folder"),
            home,
            501);
  }

  private List<String> asked() throws IOException {
    return Files.exists(asked) ? Files.readAllLines(asked) : List.of();
  }

  @Test
  void theAgentNamesTheProgramsTheLogAndTheVariables() throws Exception {
    for (ServiceFile each : agents.files()) {
      each.write(false);
    }

    String text = Files.readString(file);
    assertTrue(text.contains("<string>/opt/homebrew/bin/jvcd</string>"), text);
    assertTrue(text.contains("<string>" + home + "/state-folder/jvcd.log</string>"), text);
    assertTrue(text.contains("<key>AWS_CA_BUNDLE</key>\n    <string>/a&amp;b.pem</string>"), text);
    assertFalse(text.contains("@bindir@") || text.contains("@statedir@"), text);
    assertTrue(agents.isInstalled());
  }

  @Test
  void enablingLoadsTheFileAnewAndKeepsTheLogPrivate() throws Exception {
    agents.enable();
    agents.restart();

    assertEquals(
        List.of(
            "bootout gui/501/dev.jvc.jvcd",
            "enable gui/501/dev.jvc.jvcd",
            "bootstrap gui/501 " + file,
            "kickstart -k gui/501/dev.jvc.jvcd"),
        asked());
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(
            Files.getPosixFilePermissions(home.resolve("state-folder/jvcd.log"))));
  }

  @Test
  void whatLaunchdSaysIsPassedOn() throws Exception {
    Files.writeString(home.resolve("fails"), "bootstrap");

    Failure failure = assertThrows(Failure.class, agents::enable);

    assertEquals("launchctl bootstrap failed: Bootstrap failed: 5", failure.sentence());
    Files.writeString(home.resolve("fails"), "kickstart");
    assertEquals("jvc daemon logs", assertThrows(Failure.class, agents::restart).hint());
    assertFalse(agents.start());
  }

  @Test
  void itRunsWhenLaunchdSaysSo() throws Exception {
    assertFalse(agents.isRunning());
    assertFalse(agents.isReachable());

    Files.writeString(home.resolve("state"), "gui/501/dev.jvc.jvcd = {\n\tstate = running\n}\n");
    assertTrue(agents.isReachable());
    assertTrue(agents.isRunning());

    Files.writeString(home.resolve("state"), "\tstate = not running\n");
    assertFalse(agents.isRunning());
  }

  @Test
  void endingItIsOneCommand() throws Exception {
    agents.disable();

    assertEquals(List.of("bootout gui/501/dev.jvc.jvcd"), asked());
  }
}
