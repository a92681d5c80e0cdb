package dev.jvc.client.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.client.json.JsonObject;
import dev.jvc.client.outcome.Failure;
import dev.jvc.client.process.Tool;
import dev.jvc.client.protocol.Status;
import dev.jvc.client.scripted.Golden;
import dev.jvc.client.terminal.Times;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each check says of a good, a bad, a missing and a hostile machine. */
final class ChecksTest {

  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-24T09:00:00Z"));
  private static final Times TIMES = new Times(CLOCK, () -> ZoneOffset.UTC);

  @TempDir Path home;

  /** A finding as a line: its state, its title, its details and the command. */
  static String line(Finding finding) {
    List<String> parts = new ArrayList<>();
    parts.add(Diagnosis.stateOf(finding));
    parts.add(finding.title());
    parts.addAll(finding.details());
    String remedy = Diagnosis.remedyOf(finding);
    if (!remedy.isEmpty()) {
      parts.add("run " + remedy);
    }
    return String.join(" | ", parts);
  }

  private static List<String> lines(Check check) {
    return check.look().stream().map(ChecksTest::line).toList();
  }

  private static DaemonState running(String... ailments) {
    return answering(Golden.text("status.json"), ailments);
  }

  private static DaemonState answering(String status, String... ailments) {
    try {
      return new DaemonState.Running(
          Status.of(status.getBytes(StandardCharsets.UTF_8)), List.of(ailments));
    } catch (Failure malformed) {
      throw new AssertionError(malformed);
    }
  }

  private static SelfCheck own(String json) {
    try {
      return SelfCheck.of(JsonObject.parse(json.getBytes(StandardCharsets.UTF_8)));
    } catch (Failure malformed) {
      throw new AssertionError(malformed);
    }
  }

  private static final DaemonState ABSENT = new DaemonState.Absent();

  // The daemon.

  @Test
  void aDaemonThatIsWellIsSaidWithItsAge() {
    assertEquals(
        List.of("ok | running, version 0.1.0, process 4242, up 1h"),
        lines(new DaemonCheck(running(), "0.1.0", TIMES)));
  }

  @Test
  void aDaemonOfAnotherVersionIsToBeRestarted() {
    assertEquals(
        List.of(
            "warning | it is version 0.1.0, and this jvc is 0.2.0 | run jvc daemon stop && jvc"
                + " daemon start"),
        lines(new DaemonCheck(running(), "0.2.0", TIMES)));
  }

  @Test
  void everyAilmentIsAProblem() {
    assertEquals(
        List.of(
            "problem | endpoint: deaf | run jvc daemon stop && jvc daemon start",
            "problem | other: lame | run jvc daemon stop && jvc daemon start"),
        lines(new DaemonCheck(running("endpoint: deaf", "other: lame"), "0.1.0", TIMES)));
  }

  @Test
  void aDaemonThatIsNotThereOrCannotBeTrustedIsSaid() {
    assertEquals(
        List.of(
            "warning | not running | the next jvc command that needs it starts it | run jvc daemon"
                + " start"),
        lines(new DaemonCheck(ABSENT, "0.1.0", TIMES)));
    assertEquals(
        List.of("problem | /run/jvc is open to other users"),
        lines(
            new DaemonCheck(
                new DaemonState.Unreachable("/run/jvc is open to other users", ""),
                "0.1.0",
                TIMES)));
  }

  // The service.

  private static final String NO_MANAGER =
      "ok | no service manager for you here: the first jvc command starts it";

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "loaded;enabled;active;true;ok | systemd runs jvcd.service, and starts it when you log in",
        "loaded;enabled;active;false;ok | systemd runs jvcd.service, and starts it when you log in"
            + " | it ends when you log out, unless you run loginctl enable-linger",
        "loaded;enabled;failed;true;problem | the service jvcd.service has failed | run systemctl"
            + " --user restart jvcd",
        "loaded;disabled;active;true;warning | the service jvcd.service is installed and does not"
            + " start by itself | run systemctl --user enable --now jvcd",
        "loaded;enabled;inactive;true;warning | the service jvcd.service does not run | run"
            + " systemctl --user start jvcd",
      })
  void theUnitIsJudged(
      String load, String enabled, String active, boolean lingers, String expected) {
    Tool systemctl =
        _ ->
            new Tool.Answer(
                0,
                "LoadState=%s\nUnitFileState=%s\nActiveState=%s\n"
                    .formatted(load, enabled, active));

    assertEquals(List.of(expected), lines(new ServiceCheck(ABSENT, systemctl, false, lingers)));
  }

  @Test
  void aDaemonThatTheServiceDidNotStartIsSaid() {
    Tool systemctl =
        _ -> new Tool.Answer(0, "LoadState=loaded\nUnitFileState=enabled\nActiveState=inactive\n");

    assertEquals(
        List.of(
            "warning | the daemon that runs was not started by the service jvcd.service | run jvc"
                + " daemon stop && systemctl --user start jvcd"),
        lines(new ServiceCheck(running(), systemctl, false, true)));
  }

  @Test
  void withoutAUnitOrAManagerTheFirstCommandStartsTheDaemon() {
    Tool none = _ -> new Tool.Answer(0, "LoadState=not-found\nUnitFileState=\nActiveState=x\n");
    assertTrue(
        lines(new ServiceCheck(ABSENT, none, false, false))
            .getFirst()
            .contains("none is installed"));
    for (Tool.Answer answer :
        List.of(Tool.NONE, new Tool.Answer(1, ""), new Tool.Answer(0, "=\nx"))) {
      assertEquals(List.of(NO_MANAGER), lines(new ServiceCheck(ABSENT, _ -> answer, false, false)));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "0;\"PID\" = 12;ok | launchd runs dev.jvc.jvcd, and starts it when you log in",
        "0;\"Label\" = x;warning | the agent dev.jvc.jvcd does not run | run launchctl start"
            + " dev.jvc.jvcd",
      })
  void theAgentIsJudged(int exit, String out, String expected) {
    assertEquals(
        List.of(expected),
        lines(new ServiceCheck(ABSENT, _ -> new Tool.Answer(exit, out), true, false)));
  }

  // Stores and configuration.

  @Test
  void theGoldenFileIsReadAndItsStoresAreSaid() {
    SelfCheck own = own(Golden.text("check.json"));

    assertEquals(9911, own.port());
    assertEquals(
        List.of(
            "ok | keys go to the file store | the key of prod goes to the pass store",
            "problem | the pass store cannot be used: pass is not installed | it is the store of"
                + " profile prod"),
        lines(new StoreCheck(own)));
  }

  @Test
  void whatAutoChoseIsSaidWithTheReasonsAgainstTheOthers() {
    assertEquals(
        List.of("ok | keys go to the file store, chosen by auto | not pass: is not there"),
        lines(
            new StoreCheck(
                own(
                    """
                    {"listen":{"host":"127.0.0.1","port":1},"stores":{"configured":"auto","chosen":"file",
                    "others":[{"store":"pass","reason":"is not there"}]}}\
                    """))));
  }

  @Test
  void aPassThatIsNotInitialisedIsToBeInitialised() {
    assertEquals(
        List.of(
            "problem | the pass store cannot be used: the password store /p is not initialised | run"
                + " pass init KEY"),
        lines(
            new StoreCheck(
                own(
                    """
                    {"listen":{"host":"127.0.0.1","port":1},"stores":{"configured":"pass"},
                    "unusable":[{"store":"pass",
                    "reason":"the password store /p is not initialised: run pass init KEY"}]}\
                    """))));
  }

  @Test
  void storesAreNotGuessedAt() {
    assertEquals(
        List.of("warning | not known, because jvc's configuration cannot be read"),
        lines(new StoreCheck(own("{\"problems\":[\"jvc.yaml:1: bad\"]}"))));
    assertEquals(
        List.of("problem | jvcd check gave no answer, so jvcd cannot run | run jvcd check"),
        lines(new StoreCheck(null)));
  }

  @ParameterizedTest
  @CsvSource({"1, ''", "0, ''", "0, []", "0, {", "0, '{\"problems\":1}'", "-1, ''"})
  void anAnswerThatIsNoneIsNone(int exit, String out) {
    assertEquals(null, SelfCheck.of(_ -> new Tool.Answer(exit, out), Path.of("/bin/jvcd")));
  }

  @Test
  void everyProblemOfTheConfigurationIsSaidOnceAndPlaintextKeysAreLeftToTheirOwnCheck() {
    SelfCheck own =
        own(
            """
            {"problems":["~/.aws/config:7: a problem","~/.aws/credentials:2: [a] holds a key: run jvc import",
            "jvc.yaml:1: unknown key: run x"]}\
            """);

    assertEquals(
        List.of(
            "problem | ~/.aws/config:7: a problem", "problem | jvc.yaml:1: unknown key | run x"),
        lines(new ConfigCheck(own, running(), List.of("~/.aws/credentials:2"))));
    assertEquals(
        List.of("problem | ~/.aws/config:7: a problem"),
        lines(new ConfigCheck(null, running(), List.of())));
    assertEquals(
        List.of("ok | nothing to mend in the AWS configuration and jvc's own"),
        lines(new ConfigCheck(own("{\"problems\":[]}"), ABSENT, List.of())));
  }

  // The port.

  @Test
  void aPortThatAnotherProgramHasIsAProblemUnlessTheDaemonRuns() throws IOException {
    SelfCheck own;
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      own = own("{\"listen\":{\"host\":\"127.0.0.1\",\"port\":" + taken.getLocalPort() + "}}");

      assertTrue(
          lines(new PortCheck(own, ABSENT)).getFirst().contains("is used by another program"));
      assertEquals(
          List.of(
              "ok | serving credentials at http://127.0.0.1:9911 | instance metadata of profile"
                  + " personal at http://127.0.0.1:9912"),
          lines(new PortCheck(own, running())));
    }
    assertTrue(lines(new PortCheck(own, ABSENT)).getFirst().startsWith("ok | 127.0.0.1 port "));
    assertEquals(List.of(), lines(new PortCheck(null, ABSENT)));
    assertEquals(
        List.of(),
        lines(new PortCheck(own("{\"listen\":{\"host\":\"127.0.0.1\",\"port\":0}}"), ABSENT)));
  }

  // Logins and protections.

  @Test
  void loginsAndFailingSessionsAreSaid() {
    assertEquals(
        List.of("ok | key personal is logged in until 20:00 (11h)"),
        lines(new LoginCheck(running(), TIMES)));
    assertEquals(
        List.of(
            "warning | profile prod fails: no login | run jvc login prod",
            "warning | AWS did not answer the daemon's last call",
            "warning | nobody is logged in | run jvc login PROFILE"),
        lines(
            new LoginCheck(
                answering(
                    """
                    {"version":"0.1.0","pid":1,"awsReachable":false,
                    "sessions":[{"profile":"prod","lastError":"no login: run jvc login prod"}]}\
                    """),
                TIMES)));
    assertEquals(List.of(), lines(new LoginCheck(ABSENT, TIMES)));
  }

  @Test
  void protectionsThatDoNotHoldAreWarnings() {
    assertEquals(List.of("warning | a protection"), lines(new ProtectionCheck(running())));
    assertEquals(
        List.of("ok | every protection of the daemon holds"),
        lines(new ProtectionCheck(answering("{\"version\":\"1\",\"pid\":1}"))));
    assertEquals(List.of(), lines(new ProtectionCheck(ABSENT)));
  }

  // The clock.

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {
        "2026-11-24T08:59:00Z, ok",
        "2026-11-24T09:00:30Z, ok",
        "2026-11-24T09:02:00Z, problem",
        "2036-01-01T00:00:00Z, problem",
        "none, ok",
      })
  void aClockBehindWhatWasWrittenDownWasSetBack(@Nullable String written, String state)
      throws Exception {
    Places places = Places.of(Map.of("HOME", home.toString()));
    Files.createDirectories(places.state());
    if (written != null) {
      Path file = Files.createFile(places.state().resolve("keys.json"));
      Files.setLastModifiedTime(file, FileTime.from(Instant.parse(written)));
    }

    assertEquals(state, Diagnosis.stateOf(new ClockCheck(ABSENT, places, CLOCK).look().getFirst()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "yesterday", "2026-11-24T08:00:00Z"})
  void aStartThatCannotBeReadIsNoJump(String startedAt) throws Exception {
    DaemonState daemon =
        answering("{\"version\":\"1\",\"pid\":1,\"startedAt\":\"" + startedAt + "\"}");

    Places places = Places.of(Map.of("HOME", home.toString()));
    assertEquals("ok", Diagnosis.stateOf(new ClockCheck(daemon, places, CLOCK).look().getFirst()));
  }
}
