package dev.jvc.client.verb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.client.scripted.Golden;
import dev.jvc.client.scripted.Person;
import dev.jvc.client.scripted.ScriptedJvcd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each verb asks of the daemon, and what the person gets to read. */
final class VerbsTest {

  @TempDir private Path home;
  private Person person;
  private ScriptedJvcd daemon;

  @BeforeEach
  void start() throws IOException {
    person = new Person(home);
    daemon = ScriptedJvcd.start(home);
    daemon
        .answer(
            "GET /v1/profiles",
            "{\"profiles\":["
                + Golden.text("profile.json")
                + """
                ,{"profile":"dev","key":"personal","store":"file","region":"us-east-1","login":"active",\
                "loginExpiration":"2026-11-24T20:00:00Z","session":"active",\
                "sessionExpiration":"2026-11-24T08:48:00Z"}\
                ,{"profile":"loop","login":"impossible","problem":"loop -> loop","session":"none"}\
                ,{"profile":"old","key":"old","store":"pass","login":"needed","session":"failing"}],\
                "problems":["~/.aws/config:7: a problem"]}\
                """)
        .answer("GET /v1/profiles/personal", Golden.text("profile.json"))
        .answer("GET /v1/profiles/personal/credentials", Golden.text("credentials.json"))
        .answer("GET /v1/profiles/personal/identity", Golden.text("identity.json"))
        .answer("GET /v1/profiles/personal/plan", Golden.text("plan.json"))
        .answer("GET /v1/status", Golden.text("status.json"))
        .answer("GET /v1/health", "{\"status\":\"UP\"}")
        .answer("POST /v1/tokens", Golden.text("token-standing.json"))
        .answer("DELETE /v1/logins", "{\"dropped\":1}")
        .answer("DELETE /v1/logins/personal", "{\"dropped\":3}")
        .answer("DELETE /v1/tokens", "{\"revoked\":2}")
        .answer("POST /v1/lock", "{\"dropped\":0}")
        .answer("POST /v1/tasks", Golden.text("task-login-done.json"));
  }

  @AfterEach
  void stop() throws IOException {
    daemon.close();
  }

  @Test
  void listShowsEveryProfile() {
    Person.Run run = person.line("list");

    assertEquals(
        """
        PROFILE   KEY             STORE  LOGIN                     SESSION      REGION
        personal  personal …MPLE  file   ends in 12h               -            eu-west-2
        dev       personal        file   ends in 12h               ends in 48m  us-east-1
        loop      -               -      impossible: loop -> loop  -            -
        old       old             pass   needed                    failing      -
        """,
        run.out());
    assertEquals("jvc: ~/.aws/config:7: a problem\n", run.err());
    assertEquals(0, run.exit());
  }

  @Test
  void listSaysWhatToDoWhenThereIsNothing() {
    daemon.answer("GET /v1/profiles", "{\"profiles\":[]}");

    assertEquals(
        new Person.Run(
            0,
            "",
            "jvc: there are no profiles: write one into ~/.aws/config, or run jvc add PROFILE\n"),
        person.line("list"));
  }

  @Test
  void namesAreForCompletion() throws IOException {
    assertEquals(new Person.Run(0, "personal\ndev\nloop\nold\n", ""), person.line("list --names"));

    daemon.close();
    assertEquals(new Person.Run(3, "", ""), person.line("list --names"));
  }

  @Test
  void jsonIsTheDaemonsAnswer() {
    assertTrue(person.line("list --json").out().startsWith("{\n  \"profiles\": [\n    {\n"));
    assertEquals(
        """
        {
          "account": "111122223333",
          "arn": "arn:aws:sts::111122223333:assumed-role/Developer/jvc-me",
          "userId": "AROAEXAMPLE:jvc-me"
        }
        """,
        person.line("whoami personal --json").out());
    assertTrue(person.line("explain personal --json").out().contains("\"steps\": [\n"));
    assertTrue(person.line("status --json").out().contains("\"pid\": 4242"));
  }

  @Test
  void statusShowsTheDaemonAndWhatItDoes() {
    daemon.answer(
        "GET /v1/status",
        """
        {"version":"0.1.0","pid":4242,"startedAt":"2026-11-24T04:48:00Z","endpoint":"http://127.0.0.1:9911",\
        "controlSocket":"/s","logins":[{"key":"personal","mfaSerial":"arn:aws:iam::111122223333:mfa/me",\
        "account":"111122223333","expiration":"2026-11-24T20:00:00Z","serves":["dev","personal"]}],\
        "sessions":[{"profile":"dev","arn":"arn:aws:sts::111122223333:assumed-role/D/s",\
        "expiration":"2026-11-24T08:48:00Z","nextRefresh":"2026-11-24T08:23:00Z",\
        "lastUsed":"2026-11-24T07:58:00Z"},\
        {"profile":"prod","lastError":"AWS said no"}],\
        "awsReachable":false,"problems":["~/.aws/config:7: a problem"],"degraded":["a protection"]}\
        """);

    Person.Run run = person.line("status");

    assertEquals(
        """
        daemon    0.1.0, process 4242, up 3h 12m
        endpoint  http://127.0.0.1:9911
        aws       unreachable

        LOGIN     ENDS    ACCOUNT       SERVES         MFA
        personal  in 12h  111122223333  dev, personal  arn:aws:iam::111122223333:mfa/me

        SESSION  ENDS    RENEWED  LAST USED  IDENTITY
        dev      in 48m  in 23m   2m ago     arn:aws:sts::111122223333:assumed-role/D/s
        prod     -       -        -          failing: AWS said no

        problems
          ~/.aws/config:7: a problem

        degraded
          a protection
        """,
        run.out());
    assertEquals("", run.err());
  }

  @Test
  void coloursAreShownInATerminalOnly() {
    assertFalse(person.line("status").out().contains("\u001b"));

    person.environment().put("JVC_TTY", "012");
    person.environment().put("TERM", "xterm");
    assertTrue(person.line("status").out().contains("\u001b[1mLOGIN\u001b[0m"));
    assertTrue(person.line("login --help").out().contains("\u001b["));

    person.environment().put("NO_COLOR", "1");
    assertFalse(person.line("status").out().contains("\u001b"));
    assertFalse(person.line("login --help").out().contains("\u001b"));
  }

  @Test
  void statusNeverStartsTheDaemon() throws IOException {
    daemon.close();

    for (String line : List.of("status", "status --json", "status --watch", "daemon status")) {
      assertEquals(
          new Person.Run(3, "", "jvc: the daemon is not running\nhint: run: jvc daemon start\n"),
          person.line(line),
          line);
    }
  }

  @Test
  void aWatchedStatusFollowsTheEvents() throws Exception {
    daemon.stream("event: state\ndata: {}\n\n");
    CompletableFuture<Person.Run> watching =
        CompletableFuture.supplyAsync(() -> person.line("status --watch"));
    Awaitility.await().until(() -> daemon.listeners() == 1 && daemon.requests().size() == 2);
    daemon.send(": alive\n\n");
    daemon.send("event: login-needed\ndata: {}\n\n");
    daemon.send("event: state\ndata: {}\n\n");
    Awaitility.await().until(() -> daemon.requests().size() == 3);
    daemon.endStreams();

    Person.Run run = watching.get(10, TimeUnit.SECONDS);

    assertEquals(3, run.exit());
    assertEquals("jvc: the daemon has ended\nhint: run: jvc daemon start\n", run.err());
    String page = person.line("status").out();
    assertEquals(page + "\n" + page, run.out());
  }

  @Test
  void aWatchedStatusIsDrawnAnewInATerminal() throws Exception {
    person.environment().put("JVC_TTY", "012");
    daemon.stream("event: state\ndata: {}\n\n: alive\n\n");
    CompletableFuture<Person.Run> watching =
        CompletableFuture.supplyAsync(() -> person.line("status --watch"));
    Awaitility.await().until(() -> daemon.requests().size() == 3);
    daemon.endStreams();

    Person.Run run = watching.get(10, TimeUnit.SECONDS);

    assertEquals(2, run.out().split("\u001b\\[H\u001b\\[J", -1).length - 1);
    assertTrue(run.err().startsWith("jvc: watching, press Ctrl-C to stop\n"), run.err());
  }

  @Test
  void whoamiAsksAws() {
    assertEquals(
        new Person.Run(
            0,
            """
            account  111122223333
            arn      arn:aws:sts::111122223333:assumed-role/Developer/jvc-me
            user id  AROAEXAMPLE:jvc-me
            """,
            ""),
        person.line("whoami personal"));
  }

  @Test
  void explainShowsStepsAndSources() {
    assertEquals(
        """
        1. open key personal
        2. serve it

        SETTING   VALUE                                     FROM
        role_arn  arn:aws:iam::111122223333:role/Developer  ~/.aws/config:5 [profile personal]
        """,
        person.line("explain personal").out());

    daemon.answer(
        "GET /v1/profiles/personal/plan", "{\"profile\":\"personal\",\"steps\":[\"one\"]}");
    assertEquals("1. one\n", person.line("explain personal").out());
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
  void logoutDropsOneLoginOrAll() {
    assertEquals(
        new Person.Run(0, "", "jvc: logged out: 3 sessions dropped\n"),
        person.line("logout personal"));
    assertEquals(
        new Person.Run(0, "", "jvc: logged out: 1 session dropped\n"), person.line("logout"));
    assertEquals(
        new Person.Run(0, "", "jvc: logged out: 1 session dropped\njvc: 2 tokens replaced\n"),
        person.line("logout --tokens"));
    assertEquals(new Person.Run(0, "", ""), person.line("logout --quiet"));
    assertEquals(new Person.Run(0, "", "jvc: locked: 0 sessions dropped\n"), person.line("lock"));
    assertEquals(
        List.of(
            "DELETE /v1/logins/personal",
            "DELETE /v1/logins",
            "DELETE /v1/logins",
            "DELETE /v1/tokens",
            "DELETE /v1/logins",
            "POST /v1/lock"),
        daemon.lines());
  }

  @Test
  void thereIsNothingToDropInADaemonThatDoesNotRun() throws IOException {
    daemon.close();
    Person.Run nothing =
        new Person.Run(0, "", "jvc: the daemon is not running: there is nothing to drop\n");

    assertEquals(nothing, person.line("logout"));
    assertEquals(nothing, person.line("lock"));
    assertEquals(
        new Person.Run(0, "", "jvc: the daemon is not running\n"), person.line("daemon stop"));
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

  @Test
  void execPreparesTheEnvironmentOfItsCommand() throws IOException {
    Files.createDirectories(home.resolve(".aws"));
    Files.writeString(home.resolve(".aws/config"), "[profile personal]\noutput = json\n");
    daemon.answer("POST /v1/tokens", Golden.text("token-child.json"));

    Person.Run run = person.line("exec personal -- sh -c true");

    assertEquals("", run.err());
    assertTrue(run.out().startsWith("# jvc exec\nunset AWS_ACCESS_KEY_ID\n"), run.out());
    assertTrue(run.out().endsWith("\nshift 3\nexec \"$@\"\n"), run.out());
    assertEquals(
        """
        export AWS_CONTAINER_CREDENTIALS_FULL_URI='http://127.0.0.1:9911/v1/credentials/personal'
        export AWS_CONTAINER_AUTHORIZATION_TOKEN='tokentokentokentokentokentokentokentokento1'
        export AWS_REGION='eu-west-2'
        export AWS_DEFAULT_REGION='eu-west-2'
        export NO_PROXY='127.0.0.1,localhost'
        export no_proxy='127.0.0.1,localhost'
        export AWS_EC2_METADATA_DISABLED='true'
        export AWS_VAULT='personal'
        export JVC_PROFILE='personal'
        export AWS_CONFIG_FILE='~/jvc/exec/personal.config'
        export AWS_SHARED_CREDENTIALS_FILE='~/jvc/exec/personal.credentials'
        export JVC_EXEC='personal'
        """
            .replace("~", home.toString()),
        settings(run.out()));
    for (String secret :
        List.of(
            "JVC_FILE_PASSPHRASE", "JVC_MFA_TOKEN", "JVC_TICKET", "AWS_VAULT_FILE_PASSPHRASE")) {
      assertTrue(run.out().contains("unset " + secret + "\n"), run.out());
    }
    assertFalse(run.out().contains("JAVA_TOOL_OPTIONS"), "the person's own options are touched");
    assertTrue(
        Files.readString(home.resolve("jvc/exec/personal.config"))
            .contains("[profile personal]\nregion = eu-west-2\noutput = json\n"));
    // The credentials are asked for before a token is given out.
    assertEquals(
        List.of("GET /v1/profiles/personal/credentials", "GET /v1/profiles", "POST /v1/tokens"),
        daemon.lines());
  }

  @Test
  void frozenExecGivesKeysAndNoToken() {
    Person.Run run = person.line("exec personal --frozen sh");

    assertTrue(run.out().contains("export AWS_SECRET_ACCESS_KEY='roleSecret'\n"), run.out());
    assertTrue(
        run.out().contains("export AWS_CREDENTIAL_EXPIRATION='2026-11-24T09:00:00Z'\n"), run.out());
    assertTrue(run.out().contains("unset AWS_CONTAINER_CREDENTIALS_FULL_URI\n"), run.out());
    assertFalse(daemon.lines().contains("POST /v1/tokens"));
  }

  @Test
  void execWithoutACommandRunsTheShell() {
    person.environment().put("SHELL", "/bin/sh");
    assertTrue(person.line("exec personal").out().endsWith("\nexec '/bin/sh'\n"));

    person.environment().remove("SHELL");
    assertTrue(person.line("exec personal --").out().endsWith("\nexec '/bin/sh'\n"));
  }

  @Test
  void aLoginThatStillHoldsIsSaid() {
    assertEquals(
        new Person.Run(0, "", "jvc: already logged in to key personal until 20:00 (12h left)\n"),
        person.line("login personal"));
    assertFalse(daemon.bodyOf("POST /v1/tasks").contains("durationSeconds"));
  }

  @Test
  void aLoginIsAskedForWithItsLength() {
    person.line("login personal --duration 1h30m --force");

    String asked = daemon.bodyOf("POST /v1/tasks");
    assertTrue(asked.contains("\"durationSeconds\":5400"), asked);
    assertTrue(asked.contains("\"force\":true"), asked);
  }

  @Test
  void anotherTerminalAtTheSameKeyIsTheDaemonsToSay() {
    daemon.answer(
        "POST /v1/tasks",
        409,
        "{\"code\":\"LoginInProgress\",\"message\":\"another terminal is at it\",\"exitCode\":1}");

    assertEquals(
        new Person.Run(1, "", "jvc: another terminal is at it\n"), person.line("login personal"));
  }

  @Test
  void theDaemonsStateIsSaid() {
    assertEquals(
        new Person.Run(0, "running, version 0.1.0, process 4242, up 0s\n", ""),
        person.line("daemon status"));
    assertTrue(
        person
            .line("daemon start")
            .err()
            .contains("the daemon is running already as process 4242"));

    daemon.answer(
        "GET /v1/health", 503, "{\"status\":\"DOWN\",\"checks\":{\"endpoint\":\"not bound\"}}");
    Person.Run down = person.line("daemon status --json");
    assertEquals(1, down.exit());
    assertEquals("jvc: endpoint: not bound\n", down.err());
    assertTrue(down.out().contains("\"running\": true"), down.out());
  }

  @Test
  void stoppingWaitsForTheEnd() throws Exception {
    Process stand = new ProcessBuilder("sleep", "600").start();
    daemon
        .answer(
            "GET /v1/status",
            Golden.text("status.json").replace("4242", Long.toString(stand.pid())))
        .answer("POST /v1/stop", 202, "{}");
    CompletableFuture<Person.Run> stopping =
        CompletableFuture.supplyAsync(() -> person.line("daemon stop"));
    Awaitility.await().until(() -> daemon.lines().contains("POST /v1/stop"));
    assertFalse(stopping.isDone());

    stand.destroy();

    assertEquals(
        new Person.Run(0, "", "jvc: stopped the daemon\n"), stopping.get(10, TimeUnit.SECONDS));
  }

  @Test
  void logsArePrintedOrTheirPlaceIsSaid() throws IOException {
    Person.Run none = person.line("daemon logs");
    assertEquals(1, none.exit());
    assertEquals(
        """
        jvc: there is no log at ~/.local/state/jvc/jvcd.log: a daemon that a service manager started logs there
        hint: run: journalctl --user -u jvcd
        """
            .replace("~", home.toString()),
        none.err());

    Files.createDirectories(home.resolve(".local/state/jvc"));
    Files.writeString(home.resolve(".local/state/jvc/jvcd.log"), "one\ntwo\n");
    assertEquals(new Person.Run(0, "one\ntwo\n", ""), person.line("daemon logs"));
    assertEquals(new Person.Run(0, "two\n", ""), person.line("daemon logs -n 1"));
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
