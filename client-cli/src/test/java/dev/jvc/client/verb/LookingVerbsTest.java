package dev.jvc.client.verb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.client.scripted.Golden;
import dev.jvc.client.scripted.Person;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Verbs that show something: what they ask of the daemon, and what the person gets to read. */
final class LookingVerbsTest extends WithScriptedDaemon {

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
        "linkLocal":["http://169.254.170.2:80"],\
        "imds":[{"endpoint":"http://127.0.0.1:9912","profile":"dev","v1":false,"configured":true},\
        {"endpoint":"http://127.0.0.1:9913","profile":"prod","v1":true,"configured":false}],\
        "controlSocket":"/s","logins":[{"key":"personal","mfaSerial":"arn:aws:iam::111122223333:mfa/me",\
        "account":"111122223333","expiration":"2026-11-24T20:00:00Z","serves":["dev","personal"]}],\
        "sessions":[{"profile":"dev","arn":"arn:aws:sts::111122223333:assumed-role/D/s",\
        "expiration":"2026-11-24T08:48:00Z","nextRefresh":"2026-11-24T08:23:00Z",\
        "lastUsed":"2026-11-24T07:58:00Z","users":[\
        {"program":"aws","pid":7,"how":"container","at":"2026-11-24T07:58:00Z"},\
        {"how":"metadata","at":"2026-11-24T07:57:00Z"},\
        {"program":"aws","pid":6,"how":"exec","at":"2026-11-24T07:56:00Z"},\
        {"program":"terraform\\u001b[2J","pid":5,"how":"export","at":"2026-11-24T07:55:00Z"}]},\
        {"profile":"prod","lastError":"AWS said no"}],\
        "awsReachable":false,"stores":{"configured":"auto","chosen":"file","others":[{"store":"pass",\
        "reason":"there is no password store"}],"profiles":[{"profile":"prod","store":"pass"}]},"problems":["~/.aws/config:7: a problem"],"degraded":["a protection"]}\
        """);

    Person.Run run = person.line("status");

    assertEquals(
        """
        daemon    0.1.0, process 4242, up 3h 12m
        endpoint  http://127.0.0.1:9911
                  http://169.254.170.2:80
        IMDS      http://127.0.0.1:9912 serves dev
        IMDS      http://127.0.0.1:9913 serves prod (jvc use), also without a token (IMDSv1)
        AWS       unreachable
        keys      go to the file store, chosen by auto
                  not to pass: there is no password store
                  of prod to the pass store

        LOGIN     ENDS    ACCOUNT       SERVES         MFA
        personal  in 12h  111122223333  dev, personal  arn:aws:iam::111122223333:mfa/me

        SESSION  ENDS    RENEWED  LAST USED  USED BY          IDENTITY
        dev      in 48m  in 23m   2m ago     aws, unknown +1  arn:aws:sts::111122223333:assumed-role/D/s
        prod     -       -        -          -                failing: AWS said no

        problems
          ~/.aws/config:7: a problem

        degraded
          a protection
        """,
        run.out());
    assertEquals("", run.err());
  }

  @Test
  void aLoginThatServesProgramsItselfSaysWhich() {
    daemon.answer(
        "GET /v1/status",
        Golden.text("status.json")
            .replace(
                "\"users\":[]",
                "\"users\":[{\"program\":\"python3\",\"pid\":7,\"how\":\"container\",\"at\":"
                    + "\"2026-11-24T07:58:00Z\"}]"));

    String page = person.line("status").out();

    assertTrue(
        page.contains(
            """
            LOGIN     ENDS    ACCOUNT       SERVES         USED BY  MFA
            personal  in 12h  111122223333  dev, personal  python3  arn:aws:iam::111122223333:mfa/me
            """),
        page);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"configured\":\"file\"} | keys      go to the file store",
        "{\"configured\":\"auto\"} | keys      go to the store that is chosen when the first is stored",
      })
  void statusSaysWhereKeysGo(String stores, String expected) {
    daemon.answer(
        "GET /v1/status",
        "{\"version\":\"0.1.0\",\"pid\":4242,\"startedAt\":\"2026-11-24T04:48:00Z\",\"stores\":"
            + stores
            + "}");

    assertTrue(person.line("status").out().contains(expected + "\n"), person.line("status").out());
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

    assertEquals(3, run.exit());
    assertTrue(run.out().startsWith("\u001b[?1049h\u001b[?25l\u001b[Hjvcd 0.1.0"), run.out());
    assertEquals(2, run.out().split("\u001b\\[H", -1).length - 1);
    assertTrue(run.out().endsWith("\u001b[?25h\u001b[?1049l"), run.out());
    assertEquals("jvc: the daemon has ended\nhint: run: jvc daemon start\n", run.err());
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
}
