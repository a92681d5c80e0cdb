package dev.jvc.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that break shells, paths and URLs work from the first command to the last. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class NameFaultsIT {

  private final Machine machine;

  NameFaultsIT() throws IOException {
    this.machine = Machine.create();
  }

  @BeforeAll
  void nameProfiles() throws Exception {
    StringBuilder config = new StringBuilder("[profile base]\nregion = eu-west-2\n");
    names()
        .forEach(name ->
            config
                .append("[profile \"")
                .append(name)
                .append(
                    "\"]\nsource_profile = base\nrole_arn = arn:aws:iam::111122223333:role/NoMfa\n"));
    machine.awsConfig(config.toString());
    Machine.Result added = machine.add("base", machine.aws().world().user("robot"));
    assertEquals(0, added.exit(), added.toString());
    assertEquals(0, machine.login("base", "").exit());
  }

  @AfterAll
  void stop() throws IOException {
    machine.close();
  }

  private static Stream<String> names() {
    return Stream.of(
        "two words",
        "gr\u00fc\u00dfe-\u65e5\u672c-\ud83d\udd11",
        "a/b/../c",
        "..",
        ".",
        "it's",
        "$(touch pwned)",
        "`touch pwned`",
        "a;touch pwned",
        "%2e%2e",
        "~2E",
        "a&b=c?d#e",
        "back\\slash",
        "*",
        "x".repeat(256));
  }

  @ParameterizedTest
  @MethodSource("names")
  void aHostileNameIsServedByEveryVerb(String name) throws Exception {
    for (String verb : List.of("credentials", "export", "explain", "whoami")) {
      Machine.Result result = machine.jvc(verb, name);
      assertEquals(0, result.exit(), verb + " " + result.err());
      assertEquals("", result.err(), verb);
    }
    // The shell that evaluates the variables, and the command, both fetch over HTTP.
    String fetch =
        "curl -sS -o /dev/null -w '%{http_code}' -H \"Authorization: $AWS_CONTAINER_AUTHORIZATION_TOKEN\""
            + " \"$AWS_CONTAINER_CREDENTIALS_FULL_URI\"";
    Machine.Result shell =
        machine.run(
            Map.of("NAME", name, "JVC", Machine.root().resolve("bin/jvc").toString()),
            "",
            List.of("sh", "-c", "eval \"$(\"$JVC\" env \"$NAME\" --shell bash)\"; " + fetch));
    assertEquals(new Machine.Result(0, "200", ""), shell);
    Machine.Result command =
        machine.jvc("exec", name, "--", "sh", "-c", "printf '%s ' \"$JVC_PROFILE\"; " + fetch);
    assertEquals(new Machine.Result(0, name + " 200", ""), command);
    assertTrue(Files.notExists(machine.home().resolve("pwned")), "a name was executed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"k two words", "k..", "k\u65e5\u672c \ud83d\udd11", "k$(touch pwned)"})
  void aKeyUnderAHostileNameIsStoredUsedAndRemoved(String name) throws Exception {
    Machine.Result added = machine.add(name, machine.aws().world().user("robot"));
    assertEquals(0, added.exit(), added.toString());
    assertTrue(added.err().contains(" as " + name + " in the file store"), added.err());
    Machine.Result login = machine.login(name, "");
    assertEquals(0, login.exit(), login.toString());
    Machine.Result removed =
        machine.run(
            Map.of("JVC_FILE_PASSPHRASE", Machine.PASSPHRASE),
            "",
            Machine.jvcCommand("remove", name, "--yes"));
    assertEquals(0, removed.exit(), removed.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "]", "\"", "'", "\\", "#", ";"})
  void aNameThatTheAwsConfigurationCannotHoldIsNotAdded(String character) throws Exception {
    Refused.with(
            2,
            "a profile with "
                + character
                + " in its name cannot be written into "
                + machine.home().resolve(".aws/config"))
        .check(machine.add("new" + character + "name", machine.aws().world().user("robot")));
  }

  @Test
  void aNameThatIsTooLongIsRefused() throws Exception {
    for (String verb : List.of("credentials", "login", "env", "export", "whoami", "add")) {
      Refused.with(2, "a profile name may have at most 256 characters")
          .check(machine.jvc(verb, "x".repeat(257)));
    }
  }
}
