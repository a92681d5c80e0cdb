package dev.jvc.client.verb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.jvc.client.scripted.Golden;
import dev.jvc.client.scripted.Person;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code jvc doctor} as a person types it, and what they get to read. */
final class DoctorVerbTest extends WithScriptedDaemon {

  @BeforeEach
  void aMachineWithoutFaults() throws IOException {
    person.environment().put("PATH", "/nowhere");
    daemon.answer("GET /v1/status", Golden.text("status.json").replace("0.1.0", "1.2.3"));
    checkSays(
        """
        {"listen":{"host":"127.0.0.1","port":9911},"stores":{"configured":"file"},"problems":[]}\
        """);
  }

  private void checkSays(String json) throws IOException {
    person.jvcdIs("[ \"$*\" = check ] || exit 9", "cat <<'E'", json, "E");
  }

  @Test
  void everythingIsOnOneScreen() {
    Person.Run run = person.line("doctor");

    assertEquals("", run.err());
    assertTrue(run.out().lines().count() < 40, run.out());
    assertTrue(
        run.out().startsWith("ok       daemon      running, version 1.2.3, process 4242, up "),
        run.out());
    assertTrue(
        run.out().contains("\nproblem  config      ~/.aws/config:7: a problem\n"), run.out());
    assertTrue(
        run.out()
            .contains(
                """
                warning  wiring      every SDK finds no credentials here
                                     run: eval "$(jvc env dev)"
                """),
        run.out());
    assertTrue(run.out().endsWith("\n1 problem, 2 warnings\n"), run.out());
    assertEquals(1, run.exit());
  }

  @ParameterizedTest
  @CsvSource({"dev, dev", "nowhere, PROFILE", "default, PROFILE"})
  void theProfileThatIsSuggestedIsThere(String named, String suggested) throws IOException {
    daemon.answer("GET /v1/status", "{\"version\":\"1.2.3\",\"pid\":1}");
    Files.createDirectories(person.home().resolve(".aws"));
    Files.writeString(person.home().resolve(".aws/config"), "[profile dev]\nregion = x\n");
    person.environment().put("AWS_PROFILE", named);

    String out = person.line("doctor").out();

    assertTrue(out.contains("run: eval \"$(jvc env " + suggested + ")\"\n"), out);
  }

  @Test
  void withoutProblemsItEndsWell() {
    daemon.answer("GET /v1/status", "{\"version\":\"1.2.3\",\"pid\":1}");

    assertEquals(0, person.line("doctor").exit());
  }

  @Test
  void quietShowsOnlyWhatIsNotWell() {
    String out = person.line("doctor --quiet").out();

    assertFalse(out.lines().anyMatch(line -> line.startsWith("ok ")), out);
    assertTrue(out.contains("problem  config "), out);
    assertFalse(out.endsWith("warnings\n"), out);
  }

  @Test
  void jsonHasEveryFinding() throws IOException {
    Map<String, Object> all = JSON.std.mapFrom(person.line("doctor --json").out());

    assertEquals(1, all.get("problems"));
    List<?> findings = Objects.requireNonNull((List<?>) all.get("findings"));
    assertTrue(findings.size() > 8, findings.toString());
    for (Object each : findings) {
      Map<?, ?> finding = (Map<?, ?>) each;
      assertTrue(
          List.of("ok", "warning", "problem").contains(finding.get("state")), each.toString());
      assertFalse(String.valueOf(finding.get("title")).isBlank(), each.toString());
    }
  }

  @Test
  void theDaemonIsNotStarted() throws IOException {
    daemon.close();

    Person.Run run = person.line("doctor");

    assertTrue(run.out().startsWith("warning  daemon      not running\n"), run.out());
    assertEquals("", run.err());
    assertFalse(Files.exists(person.home().resolve("jvc/control.sock")));
  }

  @Test
  void aRuntimeFolderThatOthersCanEnterIsAProblemAndNothingIsSent() throws IOException {
    Files.setPosixFilePermissions(
        person.home().resolve("jvc"), PosixFilePermissions.fromString("rwxrwxrwx"));

    Person.Run run = person.line("doctor");

    assertTrue(run.out().startsWith("problem  daemon      "), run.out());
    assertEquals(List.of(), daemon.requests());
    assertEquals(1, run.exit());
  }

  @ParameterizedTest
  @ValueSource(strings = {"exit 1", "echo nonsense", "echo '{\"problems\":3}'", "kill -9 $$"})
  void aProgramThatGivesNoAnswerIsAProblem(String script) throws IOException {
    person.jvcdIs(script);

    assertTrue(
        person
            .line("doctor")
            .out()
            .contains("problem  store       jvcd check gave no answer, so jvcd cannot run"));
  }

  @Test
  void whatOthersSayCannotMoveTheCursor() throws IOException {
    checkSays("{\"problems\":[\"a\\u001b[2Jb: run c\\u0007d\"]}");

    String out = person.line("doctor").out();

    assertFalse(out.contains("\u001b"), "an escape sequence of a file reaches the terminal");
    assertTrue(out.contains("a?[2Jb\n                     run: c?d\n"), out);
  }

  @ParameterizedTest
  @CsvSource({"30", "45", "60", "80"})
  void aNarrowWindowIsNotOverrun(int columns) throws IOException {
    person.environment().putAll(Map.of("JVC_TTY", "1", "TERM", "xterm", "NO_COLOR", "1"));
    person.environment().put("COLUMNS", Integer.toString(columns));
    checkSays(
        """
        {"listen":{"host":"127.0.0.1","port":9911},"stores":{"configured":"auto","chosen":"file",
        "others":[{"store":"pass","reason":"a reason with very many words in it, more than fit into one line of a window"}]}}\
        """);

    String out = person.line("doctor --quiet").out() + person.line("doctor").out();

    for (String line : out.lines().toList()) {
      // A command stays in one piece, and a text has at least 24 columns.
      assertTrue(
          line.contains("run: ") || line.contains("/") || line.length() <= Math.max(columns, 47),
          line);
    }
  }

  @Test
  void coloursAreForTerminalsThatWantThem() {
    assertFalse(person.line("doctor").out().contains("\u001b"));
    person.environment().putAll(Map.of("JVC_TTY", "1", "TERM", "xterm", "COLUMNS", "80"));
    assertTrue(person.line("doctor").out().startsWith("\u001b[32mok       \u001b[0mdaemon"));
    person.environment().put("NO_COLOR", "1");
    assertFalse(person.line("doctor").out().contains("\u001b"));
  }

  @Test
  void oneSdkIsExplainedPlaceByPlace() throws IOException {
    Path config = person.home().resolve(".aws/config");
    Files.createDirectories(person.home().resolve(".aws"));
    Files.writeString(config, "[profile dev]\ncredential_process = jvc credentials dev\n");

    Person.Run run = person.line("doctor --sdk boto3 dev");

    assertEquals(
        """
        boto3 reads profile dev and looks, in this order:
           1. keys in variables: not looked at, because a profile is named
           2. role of the profile: none in profile dev
           3. web identity in variables: not set
           4. web identity of the profile: none in profile dev
           5. single sign-on of the profile: none in profile dev
           6. keys in the credentials file: none in profile dev
           7. login session of the profile: none in profile dev
           8. credential_process of the profile: jvc credentials, by profile dev (~/.aws/config:2)

        ok       boto3       boto3 takes jvc credentials, by profile dev (~/.aws/config:2)
        """,
        run.out());
    assertEquals(0, run.exit());
  }

  @Test
  void oneSdkAsJson() throws IOException {
    Map<String, Object> report = JSON.std.mapFrom(person.line("doctor --sdk rust --json").out());

    assertEquals("rust", report.get("sdk"));
    assertEquals("default", report.get("profile"));
    assertEquals("warning", report.get("state"));
    assertEquals("nothing", report.get("outcome"));
    assertEquals(10, Objects.requireNonNull((List<?>) report.get("steps")).size());
  }

  @Test
  void aMissingProfileIsAProblemOfTheSdk() {
    Person.Run run = person.line("doctor --sdk aws nowhere");

    assertEquals(1, run.exit());
    assertTrue(run.out().contains("problem  aws-cli     AWS CLI stops: the program names profile"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "doctor --sdk perl | jvc: unknown SDK perl: choose one of aws-cli, boto3,",
        "doctor --sdk boto | jvc: unknown SDK boto: did you mean boto3?",
        "doctor personal | jvc: a profile goes with --sdk: run jvc doctor --sdk NAME PROFILE",
        "doctor --sdk | jvc: ",
        "doctor --sdk boto3 a b | jvc: ",
        "doctor --online | jvc: ",
      })
  void aWrongCommandLineIsSaid(String line, String message) {
    Person.Run run = person.line(line);

    assertEquals(2, run.exit(), run.toString());
    assertTrue(run.err().startsWith(message), run.toString());
    assertEquals("", run.out());
  }
}
