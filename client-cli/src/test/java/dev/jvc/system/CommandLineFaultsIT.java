package dev.jvc.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Command lines that mean nothing: refused with code 2 before a daemon is started or asked. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CommandLineFaultsIT {

  private final Machine machine;

  CommandLineFaultsIT() throws IOException {
    this.machine = Machine.create();
  }

  @AfterEach
  void noDaemonWasStarted() {
    assertFalse(Files.exists(machine.controlSocket()));
  }

  @AfterAll
  void stop() throws IOException {
    machine.close();
  }

  private static Stream<String> everyVerbWithAWordTooMany() {
    return Stream.of(
        "add p one",
        "remove p one",
        "list one",
        "login p one",
        "logout p one",
        "lock one",
        "status one",
        "env p one",
        "export p one",
        "credentials p one",
        "whoami p one",
        "explain p one",
        "prompt one",
        "daemon start one",
        "daemon stop one",
        "daemon status one",
        "daemon logs one",
        "completion bash one");
  }

  @ParameterizedTest
  @MethodSource("everyVerbWithAWordTooMany")
  void aWordTooManyIsNamed(String words) throws Exception {
    Refused.with(2, "unexpected argument one", help(words)).check(run(words));
  }

  private static Stream<String> everyVerbWithAnUnknownOption() {
    return everyVerbWithAWordTooMany()
        .map(words -> words.replace(" one", " --zzz"))
        .flatMap(words -> Stream.of(words, words.replace(" --zzz", " -Z")));
  }

  @ParameterizedTest
  @MethodSource("everyVerbWithAnUnknownOption")
  void anUnknownOptionIsRefused(String words) throws Exception {
    Machine.Result result = run(words);

    assertEquals(2, result.exit(), result.toString());
    Refused.checkForm(result);
    assertTrue(result.err().endsWith("hint: run: " + help(words) + "\n"), result.toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "stauts | did you mean status",
        "--frob | unknown option --frob",
        "login p --mfa-token | missing required parameter",
        "login p -t 123456 -t 123456 | only once",
        "login p -t 12345 | an MFA code has six digits",
        "login p --duration never | not a duration: never",
        "login p --duration 5 | not a duration: 5",
        "login p --duration 99h | a login lasts 15 minutes to 36 hours",
        "add p --csv | missing required parameter",
        "add p --csv a.csv --env | not both",
        "add p --mfa-serial x | is not the name of an MFA device",
        "add p --role-arn x | is not the name of a role",
        "env p --shell tcsh | choose bash, zsh, fish, powershell, dotenv or json",
        "export p --format xml | choose env, export-env, json, ini, fish, powershell or dotenv",
        "completion | bash, zsh or fish",
        "completion tcsh | bash, zsh or fish",
        "daemon | start, stop, reload, status, logs, metrics, install or uninstall",
        "daemon frob | unknown verb frob",
        "exec p --frob -- true | unknown option --frob",
      })
  void aMistakeIsSaidInOneSentence(String words, String said) throws Exception {
    Machine.Result result = run(words);

    assertEquals(2, result.exit(), result.toString());
    Refused.checkForm(result);
    assertTrue(result.err().contains(said), result.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "AKIAABCDEFGHIJKLMNOP",
    "login p AKIAABCDEFGHIJKLMNOP",
    "add p AKIAABCDEFGHIJKLMNOP 0123456789012345678901234567890123456789",
    "login p 123456",
    "export p --0123456789012345678901234567890123456789",
  })
  void whatMightBeASecretIsNotRepeated(String words) throws Exception {
    Machine.Result result = run(words);

    assertEquals(2, result.exit(), result.toString());
    Refused.checkForm(result);
    for (String word : words.split(" ", -1)) {
      assertFalse(
          word.length() > 5 && word.matches(".*[0-9A-Z]{6,}.*") && result.err().contains(word),
          result.err());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | a profile name may not be empty",
        "' ' | a profile name may not be empty",
        "'a\nb' | a profile name may not hold control characters",
        "'\u001b[31m' | a profile name may not hold control characters",
      })
  void aNameThatNoProfileHasIsRefusedByEveryVerb(String name, String sentence) throws Exception {
    for (String verb :
        new String[] {"login", "logout", "env", "export", "whoami", "explain", "remove"}) {
      Refused.with(2, sentence).check(machine.jvc(verb, name));
    }
    Refused.with(2, sentence).check(machine.jvc("exec", name, "--", "true"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "no-such-command | 127 | no-such-command: command not found",
        "/etc/passwd | 126 | /etc/passwd: cannot be run as a command",
        "/ | 126 | /: cannot be run as a command",
      })
  void aCommandThatCannotBeRunEndsAsInAShell(String command, int exit, String sentence)
      throws Exception {
    Refused.with(exit, sentence).check(machine.jvc("exec", "personal", "--", command));
  }

  private Machine.Result run(String words) throws IOException, InterruptedException {
    return machine.jvc(words.split(" ", -1));
  }

  private static String help(String words) {
    String[] all = words.split(" ", -1);
    return "jvc " + (all[0].equals("daemon") ? "daemon " + all[1] : all[0]) + " --help";
  }
}
