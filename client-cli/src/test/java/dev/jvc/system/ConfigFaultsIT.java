package dev.jvc.system;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Configuration files that cannot be meant: every problem with file and line, nothing else harmed.
 */
final class ConfigFaultsIT {

  private static final String GOOD = "listen: { port: 0 }\n";
  private static final String BAD =
      """
      listne: { port: 1 }
      login: { duration: 99h }
      store: flie
      profiles: { prod: { session: sideways } }
      """;
  private static final List<String> PROBLEMS =
      List.of(
          "~/config/jvc/jvc.yaml:1: unknown key listne: did you mean listen?",
          "~/config/jvc/jvc.yaml:2: login.duration is not between 15m and 36h, which is what AWS"
              + " allows",
          "~/config/jvc/jvc.yaml:3: store is none of auto, file, keychain, pass, secret-service",
          "~/config/jvc/jvc.yaml:4: profiles.prod.session is neither chained nor direct");

  private final Machine machine;
  private final Path awsConfig;

  ConfigFaultsIT() throws IOException {
    this.machine = Machine.create();
    this.awsConfig = machine.home().resolve(".aws/config");
  }

  @AfterEach
  void stop() throws IOException {
    machine.close();
  }

  @Test
  void aDaemonDoesNotStartWithAConfigurationItCannotFollow() throws Exception {
    machine.jvcConfig(BAD);

    Machine.Result daemon =
        machine.run(Map.of(), "", List.of(Machine.root().resolve("bin/jvcd").toString()));

    assertEquals(2, daemon.exit(), daemon.toString());
    assertEquals(
        PROBLEMS.stream().map("jvcd: error: "::concat).toList(), daemon.err().lines().toList());
    for (String verb : List.of("list", "credentials")) {
      Refused.with(
              3,
              "the daemon ended while it started: " + String.join("; ", PROBLEMS),
              "jvc daemon logs")
          .check(machine.jvc(verb));
    }
    assertEquals(BAD, Files.readString(machine.home().resolve("config/jvc/jvc.yaml")));
    machine.jvcConfig(GOOD);
    assertEquals(0, machine.jvc("list").exit());
  }

  @Test
  void aRunningDaemonKeepsTheLastGoodConfigurationAndSaysSo() throws Exception {
    assertEquals(0, machine.jvc("daemon", "start").exit());

    machine.jvcConfig(BAD);

    PROBLEMS.forEach(this::awaitProblem);
    assertEquals(0, machine.jvc("list").exit());
    machine.jvcConfig(GOOD);
    awaitNoProblem();
  }

  @Test
  void aLineThatIsNoYamlIsNamed() throws Exception {
    machine.jvcConfig("listen: { port: 0 }\nlogin: [\n");

    Machine.Result daemon =
        machine.run(Map.of(), "", List.of(Machine.root().resolve("bin/jvcd").toString()));

    assertEquals(2, daemon.exit());
    assertEquals(1, daemon.err().lines().count(), daemon.err());
    assertTrue(
        daemon
            .err()
            .matches("jvcd: error: ~/config/jvc/jvc\\.yaml:[23]: is not well-formed YAML: .*\n"),
        daemon.err());
    machine.jvcConfig(GOOD);
  }

  @Test
  void everyProblemOfTheAwsConfigurationIsSaidAndSoundProfilesWork() throws Exception {
    machine.awsConfig(
        """
        [profile personal]
        mfa_serial = arn:aws:iam::111122223333:mfa/me
        role_arn = arn:aws:iam::111122223333:role/Developer

        [profile short]
        role_arn = arn:aws:iam::111122223333:role/Developer
        duration_seconds = 60

        [profile crooked]
        role_arn = not-a-role
        """);
    String duration = "duration_seconds is not a number of seconds from 900 to 43200 (12 hours)";
    String role = "role_arn is not the ARN of a role (arn:aws:iam::ACCOUNT:role/NAME)";

    Machine.Result listed = machine.jvc("list");

    assertEquals(0, listed.exit(), listed.toString());
    assertEquals(
        "jvc: started the daemon\njvc: ~/.aws/config:7: "
            + duration
            + "\njvc: ~/.aws/config:10: "
            + role
            + "\n",
        listed.err());
    for (String verb : List.of("login", "credentials", "env")) {
      Refused.with(1, "profile short: " + duration + " (~/.aws/config:7)")
          .check(machine.jvc(verb, "short"));
      Refused.with(1, "profile crooked: " + role + " (~/.aws/config:10)")
          .check(machine.jvc(verb, "crooked"));
    }
    assertEquals(0, machine.add("personal").exit());
    assertEquals(0, machine.login("personal").exit());
    assertEquals(0, machine.jvc("credentials", "personal").exit());
  }

  @Test
  void aFileThatCannotBeReadAsAWholeIsNotActedOn() throws Exception {
    String good = Files.readString(awsConfig);
    String broken = "region = eu-west-2\n" + good + "[profile unclosed\nnonsense\n";
    List<String> problems =
        List.of(
            "~/.aws/config:1: stands before the first section: a [profile NAME] line is missing",
            "~/.aws/config:9: the section header has no closing bracket",
            "~/.aws/config:10: is neither a [section] nor NAME = VALUE");
    assertEquals(0, machine.add("personal").exit());
    assertEquals(0, machine.login("personal").exit());

    // A daemon that knew a better one goes on with it, and says so.
    machine.awsConfig(broken);
    problems.forEach(this::awaitProblem);
    awaitProblem("~/.aws/config: is not acted on until this is mended; what it said before holds");
    assertEquals(0, machine.jvc("credentials", "personal").exit());

    // One that starts with it has nothing to go by.
    assertEquals(0, machine.jvc("daemon", "stop").exit());
    for (String verb : List.of("credentials", "login", "exec")) {
      Refused.with(1, problems.getFirst() + " and 2 more", "jvc list")
          .check(machine.jvc(verb, "personal"));
    }
    Machine.Result listed = machine.jvc("list");
    assertEquals(problems.stream().map("jvc: "::concat).toList(), listed.err().lines().toList());
    assertEquals(broken, Files.readString(awsConfig));

    machine.awsConfig(good);
    await("the mended file is acted on")
        .until(() -> machine.jvc("explain", "personal").exit() == 0);
  }

  @Test
  void anEditTakesEffectWithoutARestart() throws Exception {
    assertEquals(0, machine.jvc("daemon", "start").exit());
    long daemon = machine.daemon().pid();
    Refused.with(2, "no profile later in ~/.aws/config", "jvc list")
        .check(machine.jvc("explain", "later"));

    Files.writeString(
        awsConfig, Files.readString(awsConfig) + "\n[profile later]\nregion = eu-west-2\n");

    await("the new profile is known").until(() -> machine.jvc("explain", "later").exit() == 0);
    assertEquals(daemon, machine.daemon().pid());
  }

  @Test
  void aFileThatOthersCanWriteIsNotActedOn() throws Exception {
    assertEquals(0, machine.jvc("list").exit());
    Files.writeString(
        awsConfig, Files.readString(awsConfig) + "\n[profile planted]\nregion = eu-west-2\n");
    Files.setPosixFilePermissions(awsConfig, PosixFilePermissions.fromString("rw-rw-r--"));

    awaitProblem("~/.aws/config: can be written by others: run chmod go-w ~/.aws/config");
    Machine.Result listed = machine.jvc("list");
    assertTrue(listed.out().contains("personal"), "what it said before holds: " + listed);
    assertFalse(listed.out().contains("planted"), listed.toString());

    // A daemon that never saw a better one has nothing to hold on to.
    assertEquals(0, machine.jvc("daemon", "stop").exit());
    Machine.Result fresh = machine.jvc("credentials", "personal");
    assertEquals(1, fresh.exit(), fresh.toString());
    Refused.checkForm(fresh);
    assertTrue(fresh.err().contains("run chmod go-w ~/.aws/config"), fresh.err());

    Files.setPosixFilePermissions(awsConfig, PosixFilePermissions.fromString("rw-r--r--"));
    await("the mended file is acted on").until(() -> machine.jvc("list").out().contains("planted"));
  }

  private void awaitProblem(String problem) {
    await("status says: " + problem)
        .until(() -> machine.jvc("status").out().contains("  " + problem + "\n"));
    await("list says: " + problem)
        .until(() -> machine.jvc("list").err().contains("jvc: " + problem + "\n"));
  }

  private void awaitNoProblem() {
    await("status has no problem")
        .until(() -> !machine.jvc("status").out().contains("\nproblems\n"));
  }
}
