package dev.jvc.client.verb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.client.scripted.Golden;
import dev.jvc.client.scripted.Person;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Verbs that give credentials to programs. */
final class GivingVerbsTest extends WithScriptedDaemon {

  @Test
  void credentialsOfANameInHexadecimal() {
    daemon.answer("GET /v1/profiles/a~20b/credentials", Golden.text("credentials.json"));

    assertEquals(
        new Person.Run(0, Golden.text("credentials.json") + "\n", ""),
        person.line("credentials --hex 612062"));
    for (String wrong : List.of("6", "xyz", "00", "20")) {
      Person.Run run = person.line("credentials --hex " + wrong);
      assertEquals(2, run.exit(), run.err());
      assertEquals("", run.out());
    }
  }

  @Test
  void credentialsAreTheDocumentAndALineFeed() {
    Person.Run run = person.line("credentials personal --quiet");

    assertEquals(new Person.Run(0, Golden.text("credentials.json") + "\n", ""), run);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "credentials",
        "whoami",
        "explain",
        "export",
        "exec other -- env",
        "logout",
        "env"
      })
  void aRefusalIsTheDaemonsSentenceAndExitCode(String verb) {
    String refusal = Golden.text("problem-login-needed.json");
    for (String line :
        List.of(
            "GET /v1/profiles/other/credentials",
            "GET /v1/profiles/other/identity",
            "GET /v1/profiles/other/plan",
            "DELETE /v1/logins/other",
            "POST /v1/tokens")) {
      daemon.answer(line, 400, refusal);
    }

    assertEquals(
        new Person.Run(
            4,
            "",
            """
            jvc: profile personal needs a login: run jvc login personal
            hint: run: jvc login personal
            """),
        person.line(verb.contains(" ") ? verb : verb + " other"));
  }

  @Test
  void theProfileIsTheEnvironmentsWhenNoneIsNamed() {
    person.environment().put("AWS_PROFILE", "personal");

    assertEquals(0, person.line("credentials --debug").exit());
    assertTrue(
        person
            .line("explain --debug")
            .err()
            .startsWith("jvc: debug: GET /v1/profiles/personal/plan 200 in "));
    person.environment().put("JVC_PROFILE", "a b/ü");
    person.line("credentials --debug");
    assertEquals("GET /v1/profiles/a~20b~2F~C3~BC/credentials", daemon.lines().getLast());
  }

  @Test
  void envPrintsTheContainerVariables() {
    Person.Run run = person.line("env personal --shell bash");

    assertEquals("", run.err());
    assertEquals(
        """
        export AWS_CONTAINER_CREDENTIALS_FULL_URI='http://127.0.0.1:9911/v1/credentials/personal'
        export AWS_CONTAINER_AUTHORIZATION_TOKEN='tokentokentokentokentokentokentokentokento1'
        export AWS_REGION='eu-west-2'
        export AWS_DEFAULT_REGION='eu-west-2'
        export NO_PROXY='127.0.0.1,localhost'
        export no_proxy='127.0.0.1,localhost'
        """,
        settings(run.out()));
    assertEquals(
        """
        unset AWS_ACCESS_KEY_ID
        unset AWS_SECRET_ACCESS_KEY
        unset AWS_SESSION_TOKEN
        unset AWS_SECURITY_TOKEN
        unset AWS_CREDENTIAL_EXPIRATION
        unset AWS_SESSION_EXPIRATION
        unset AWS_ACCOUNT_ID
        unset AWS_CREDENTIAL_FILE
        unset AWS_PROFILE
        unset AWS_DEFAULT_PROFILE
        unset AWS_CONTAINER_CREDENTIALS_RELATIVE_URI
        unset AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE
        unset AWS_CONTAINER_SERVICE_ENDPOINT
        unset AWS_WEB_IDENTITY_TOKEN_FILE
        unset AWS_ROLE_ARN
        unset AWS_ROLE_SESSION_NAME
        unset JVC_SETUP
        """,
        run.out().substring(0, run.out().indexOf("export")));
  }

  @Test
  void envNamesTheTokensFileWhenAsked() {
    String out = person.line("env personal --token-file --shell dotenv").out();

    assertEquals(
        """
        AWS_CONTAINER_CREDENTIALS_FULL_URI=http://127.0.0.1:9911/v1/credentials/personal
        AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE=/run/user/1000/jvc/tokens/personal
        AWS_REGION=eu-west-2
        AWS_DEFAULT_REGION=eu-west-2
        NO_PROXY=127.0.0.1,localhost
        no_proxy=127.0.0.1,localhost
        """,
        out);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/usr/bin/fish | set -gx AWS_REGION 'eu-west-2' | jvc env personal | source",
        "/bin/zsh | export AWS_REGION='eu-west-2' | eval \"$(jvc env personal)\"",
        "/bin/tcsh | export AWS_REGION='eu-west-2' | eval \"$(jvc env personal)\"",
        "'' | export AWS_REGION='eu-west-2' | eval \"$(jvc env personal)\"",
        "pwsh | $env:AWS_REGION = 'eu-west-2' | jvc env personal"
      })
  void envSpeaksTheLanguageOfThePersonsShell(String shell, String line, String hint) {
    person.environment().put("SHELL", shell);
    person.environment().put("JVC_TTY", "1");

    Person.Run run = person.line("env personal");

    assertTrue(run.out().contains(line + "\n"), run.out());
    assertTrue(run.err().startsWith("hint: run: " + hint), run.err());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "corp | '' | corp,127.0.0.1,localhost | corp,127.0.0.1,localhost",
        "a | b | a,127.0.0.1,localhost | b,127.0.0.1,localhost",
        "* | '' | * | *",
        "x,127.0.0.1,localhost | '' | x,127.0.0.1,localhost | x,127.0.0.1,localhost"
      })
  void loopbackIsAddedToWhatNoProxyHolds(
      String upper, String lower, String upperAfter, String lowerAfter) {
    person.environment().put("NO_PROXY", upper);
    person.environment().put("no_proxy", lower);

    String out = person.line("env personal --shell bash").out();

    assertTrue(out.contains("export NO_PROXY='" + upperAfter + "'\n"), out);
    assertTrue(out.contains("export no_proxy='" + lowerAfter + "'\n"), out);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | AWS_ACCESS_KEY_ID=ASIAROLEROLEROLEROLE",
        "--format env | AWS_SECRET_ACCESS_KEY=roleSecret",
        "--format export-env | export AWS_SESSION_TOKEN=roleToken",
        "--format EXPORT_ENV | export AWS_CREDENTIAL_EXPIRATION=2026-11-24T09:00:00Z",
        "--format fish | set -gx AWS_REGION 'eu-west-2'",
        "--format powershell | $env:AWS_DEFAULT_REGION = 'eu-west-2'",
        "--format dotenv | AWS_REGION=eu-west-2",
        "--format ini | aws_credential_expiration=2026-11-24T09:00:00Z",
        "--format json | '  \"SessionToken\": \"roleToken\",'"
      })
  void exportWritesEveryFormat(String option, String line) {
    Person.Run run = person.line("export personal " + option);

    assertTrue(run.out().lines().toList().contains(line), run.out());
    assertEquals("", run.err());
  }

  @Test
  void exportIsADropInForItsPredecessor() {
    assertEquals(
        """
        AWS_ACCESS_KEY_ID=ASIAROLEROLEROLEROLE
        AWS_SECRET_ACCESS_KEY=roleSecret
        AWS_SESSION_TOKEN=roleToken
        AWS_CREDENTIAL_EXPIRATION=2026-11-24T09:00:00Z
        AWS_REGION=eu-west-2
        AWS_DEFAULT_REGION=eu-west-2
        """,
        person.line("export personal").out());
    assertEquals(
        """
        {
          "Version": 1,
          "AccessKeyId": "ASIAROLEROLEROLEROLE",
          "SecretAccessKey": "roleSecret",
          "SessionToken": "roleToken",
          "Expiration": "2026-11-24T09:00:00Z"
        }
        """,
        person.line("export personal --format json").out());
    assertEquals(
        """
        [personal]
        aws_access_key_id=ASIAROLEROLEROLEROLE
        aws_secret_access_key=roleSecret
        aws_session_token=roleToken
        aws_credential_expiration=2026-11-24T09:00:00Z
        region=eu-west-2
        """,
        person.line("export personal --format ini").out());
  }

  private static String settings(String script) {
    StringBuilder settings = new StringBuilder();
    script
        .lines()
        .filter(l -> l.startsWith("export "))
        .forEach(l -> settings.append(l).append('\n'));
    return settings.toString();
  }
}
