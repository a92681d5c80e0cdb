package dev.jvc.client.verb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.client.scripted.Person;
import dev.jvc.client.scripted.ScriptedJvcd;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A wrong command line is one lower-case sentence, exit code 2, and nothing is asked of anybody.
 */
final class BadArgumentsTest {

  @TempDir private Path home;
  private Person person;
  private ScriptedJvcd daemon;

  @BeforeEach
  void start() throws IOException {
    person = new Person(home);
    daemon = ScriptedJvcd.start(home);
  }

  @AfterEach
  void stop() throws IOException {
    assertEquals(0, daemon.requests().size(), "the daemon was asked");
    daemon.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "frob | unknown verb frob",
        "lsit | unknown verb lsit, did you mean list",
        "logn personal | unknown verb logn, did you mean login",
        "AKIAIOSFODNN7EXAMPLE | an unexpected verb was given; keys and codes are never arguments",
        "--frob | unknown option --frob",
        "--quit list | unknown option --quit, did you mean --quiet",
        "list --jsno | unknown option --jsno, did you mean --json",
        "list extra | unexpected argument extra",
        "list --json=maybe | \"option '--json' should be specified without 'maybe' parameter\"",
        "login personal 123456 | an unexpected argument was given; keys and codes are never arguments",
        "login a b | unexpected argument b",
        "login --duration | missing required parameter for option '--duration' (TIME)",
        "login --duration 8 | not a duration: 8: write one such as 8h or 1h30m",
        "login --duration h | not a duration: h: write one such as 8h or 1h30m",
        "login --duration 8x | not a duration: 8x: write one such as 8h or 1h30m",
        "login --duration -8h | not a duration: -8h: write one such as 8h or 1h30m",
        "login --duration 1h30 | not a duration: 1h30: write one such as 8h or 1h30m",
        "login --duration 8hh | not a duration: 8hh: write one such as 8h or 1h30m",
        "login --duration 14m | a login lasts 15 minutes to 36 hours, not 14m: choose a duration between",
        "login --duration 0h | a login lasts 15 minutes to 36 hours, not 0h: choose a duration between",
        "login --duration 37h | a login lasts 15 minutes to 36 hours, not 37h: choose a duration between",
        "login --duration 2d | a login lasts 15 minutes to 36 hours, not 2d: choose a duration between",
        "login --duration 99999999999999999999h | a login lasts 15 minutes to 36 hours, not 99999999999999999999h: choose a duration between",
        "login -t 12345 | an MFA code has six digits: give the one that the device shows now",
        "login -t 1234567 | an MFA code has six digits: give the one that the device shows now",
        "login -t 12345a | an MFA code has six digits: give the one that the device shows now",
        "login --mfa-token=١٢٣٤٥٦ | an MFA code has six digits: give the one that the device shows now",
        "add p --env --csv x | give --env or --csv FILE, not both",
        "add p --csv /no/such/file | cannot read /no/such/file: give the file that the console downloaded",
        "add p --csv / | cannot read /: give the file that the console downloaded",
        "add p --region London | 'London' is not the name of a region, such as eu-west-2",
        "add p --region eu-west-2\u0085x | 'eu-west-2?x' is not the name of a region, such as eu-west-2",
        "add p --mfa-serial me | 'me' is not the name of an MFA device, such as arn:aws:iam::111122223333:mfa/me",
        "add p --mfa-serial arn:aws:iam::1:mfa/me | 'arn:aws:iam::1:mfa/me' is not the name of an MFA device, such as arn:aws:iam::111122223333:mfa/me",
        "add p --mfa-serial arn:aws:iam::111122223333:role/me | 'arn:aws:iam::111122223333:role/me' is not the name of an MFA device, such as arn:aws:iam::111122223333:mfa/me",
        "add p --role-arn Developer | 'Developer' is not the name of a role, such as arn:aws:iam::111122223333:role/Developer",
        "add p --role-arn arn:aws:iam::111122223333:user/me | 'arn:aws:iam::111122223333:user/me' is not the name of a role, such as arn:aws:iam::111122223333:role/Developer",
        "add p]q --region eu-west-2 | a profile with ] in its name cannot be written into ~/.aws/config",
        "import p | unexpected argument p",
        "import --undo --only p | --undo takes everything back: leave --only out",
        "env --shell tcsh | unknown shell tcsh: choose bash, zsh, fish, powershell, dotenv or json",
        "export --format xml | unknown format xml: choose env, export-env, json, ini, fish, powershell or dotenv",
        "use personal --port x | not a port: x: give a number from 0 to 65535",
        "use personal --port -1 | not a port: -1: give a number from 0 to 65535",
        "use personal --port 65536 | not a port: 65536: give a number from 0 to 65535",
        "use personal --port | missing required parameter for option '--port' (PORT)",
        "use --non | unknown option --non, did you mean --none",
        "use personal prod | unexpected argument prod",
        "use personal --none | --none takes everything back: give it alone",
        "use --none --port 9912 | --none takes everything back: give it alone",
        "use --none --v1 | --none takes everything back: give it alone",
        "exec personal --frob -- env | unknown option --frob",
        "exec personal -- -x | not a command: '-x': give its name behind --",
        "exec personal --json -- env | unknown option --json",
        "daemon | say what to do with the daemon: start, stop, reload, status, logs, metrics, install or uninstall",
        "daemon restart | unknown verb restart, did you mean start",
        "daemon stat | unknown verb stat, did you mean start",
        "daemon logs -n x | not a number of lines: x: give one such as 100",
        "daemon logs -n -1 | not a number of lines: -1: give one such as 100",
        "daemon metrics --scrape --revoke | --scrape opens the metrics and --revoke closes them: give one of them",
        "daemon metrics --scrap | unknown option --scrap, did you mean --scrape",
        "daemon metrics --json | unknown option --json",
        "daemon metrics --scrape=9090 | \"option '--scrape' should be specified without '9090' parameter\"",
        "daemon metrics all | unexpected argument all",
        "daemon metrisc | unknown verb metrisc, did you mean metrics",
        "completion | say for which shell: bash, zsh or fish",
        "completion tcsh | say for which shell: bash, zsh or fish",
        "prompt | prompt asks a person: run it in a terminal",
        "lock now | unexpected argument now",
        "@/etc/passwd | an unexpected verb was given; keys and codes are never arguments"
      })
  void isOneSentence(String line, String sentence) {
    Person.Run run = person.line(line);

    String expected = sentence.replace("~", home.toString());
    assertEquals("jvc: " + expected, run.err().lines().findFirst().orElse(""));
    assertEquals(2, run.exit());
    assertEquals("", run.out());
    assertTrue(run.err().lines().count() <= 2, run.err());
    assertTrue(
        run.err().lines().skip(1).allMatch(hint -> hint.startsWith("hint: run: jvc ")), run.err());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "login",
        "logout",
        "env",
        "export",
        "use",
        "credentials",
        "whoami",
        "explain",
        "exec",
        "add",
        "move",
        "remove"
      })
  void aNameThatCannotBeAProfileIsRefusedByEveryVerb(String verb) {
    for (String name : new String[] {"", " ", "a\nb", "\u001b[2J", "x".repeat(257)}) {
      if (verb.equals("logout") && name.isEmpty()) {
        continue;
      }
      Person.Run run = person.runs(verb, name);

      assertEquals(2, run.exit(), verb + run.err());
      assertTrue(run.err().startsWith("jvc: a profile name may "), verb + run.err());
      assertFalse(run.err().contains("\u001b"));
    }
  }

  @Test
  void aCommandOfExecThatIsNotThereHasTheNumbersOfShells() {
    Person.Run absent = person.line("exec personal -- no-such-command-here");
    assertEquals(127, absent.exit());
    assertEquals("jvc: no-such-command-here: command not found\n", absent.err());

    Person.Run folder = person.line("exec personal -- /usr");
    assertEquals(126, folder.exit());
    assertEquals("jvc: /usr: cannot be run as a command\n", folder.err());
    assertEquals("", absent.out() + folder.out());
  }

  @Test
  void execNeedsItsLauncher() {
    person.environment().remove("JVC_LAUNCHER_PID");

    Person.Run run = person.line("exec personal -- env");

    assertEquals(1, run.exit());
    assertEquals("jvc: exec needs the launcher: start the client through bin/jvc\n", run.err());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "add",
        "import",
        "remove",
        "move",
        "list",
        "login",
        "logout",
        "lock",
        "status",
        "env",
        "exec",
        "export",
        "use",
        "credentials",
        "whoami",
        "explain",
        "prompt",
        "setup",
        "daemon",
        "completion",
        "daemon start",
        "daemon stop",
        "daemon reload",
        "daemon status",
        "daemon logs",
        "daemon install",
        "daemon uninstall"
      })
  void everyVerbHasHelp(String verb) {
    for (String help : new String[] {" --help", " -h"}) {
      Person.Run run = person.line(verb + help);

      assertEquals(0, run.exit());
      assertEquals("", run.err());
      assertTrue(run.out().startsWith("Usage: jvc " + verb), run.out());
      assertTrue(run.out().lines().allMatch(line -> line.length() <= 80), run.out());
    }
  }

  @Test
  void helpAndVersionAreData() {
    assertTrue(person.runs().out().contains("\nVerbs:\n"));
    assertEquals(person.runs().out(), person.runs("--help").out());
    assertEquals(new Person.Run(0, "jvc 1.2.3\n", ""), person.runs("--version"));
    assertEquals(new Person.Run(0, "jvc 1.2.3\n", ""), person.runs("--quiet", "--version"));
  }
}
