package dev.jvc.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

/** The cases of {@code docs/conformance.md} that need the daemon, the client and an AWS. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(120)
final class ConformanceIT {

  private static final int LAST = Integer.MAX_VALUE;

  private final InstantSource clock = InstantSource.system();
  private final Machine machine;

  ConformanceIT() throws IOException {
    machine = Machine.create();
    machine.awsConfig(
        """
        [profile robot]
        region = eu-west-2

        [profile p]
        source_profile = robot
        role_arn = arn:aws:iam::111122223333:role/NoMfa

        [profile q]
        source_profile = robot
        role_arn = arn:aws:iam::111122223333:role/NoMfa
        role_session_name = qq

        [profile short]
        source_profile = robot
        role_arn = arn:aws:iam::111122223333:role/NoMfa
        role_session_name = short
        duration_seconds = 900

        [profile crowd]
        source_profile = robot
        role_arn = arn:aws:iam::111122223333:role/NoMfa
        role_session_name = crowd

        [profile locked]
        mfa_serial = arn:aws:iam::111122223333:mfa/me
        role_arn = arn:aws:iam::111122223333:role/Developer
        """);
  }

  @BeforeAll
  void logIn() throws Exception {
    assertEquals(0, machine.add("robot", machine.aws().world().user("robot")).exit());
    assertEquals(0, machine.add("locked").exit());
    assertEquals(0, machine.login("robot", "").exit());
  }

  @AfterAll
  void stop() throws IOException {
    machine.close();
  }

  private int roleCalls() {
    return machine.aws().calls("AssumeRole");
  }

  private static <T> List<T> atOnce(int threads, int times, Callable<T> task) throws Exception {
    List<T> results = new ArrayList<>();
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      List<Future<T>> running = new ArrayList<>();
      for (int i = 0; i < times; i++) {
        running.add(pool.submit(task));
      }
      for (Future<T> each : running) {
        results.add(each.get());
      }
    }
    return results;
  }

  @Test
  @DisplayName("C13: a session of an hour is handed out with 25 minutes left at least")
  void c13() throws Exception {
    HttpResponse<String> answer = Endpoint.of(machine, "p").get();

    Instant end = Instant.parse(Endpoint.member(answer.body(), "Expiration"));
    assertTrue(end.isAfter(clock.instant().plus(Duration.ofMinutes(25))), end.toString());
  }

  @Test
  @DisplayName("C15: a thousand requests for a session of 15 minutes make one call")
  void c15() throws Exception {
    Endpoint endpoint = Endpoint.of(machine, "short");
    assertEquals(200, endpoint.get().statusCode());
    int before = roleCalls();

    List<Integer> answers = atOnce(4, 1_000, () -> endpoint.get().statusCode());

    assertEquals(Set.of(200), new HashSet<>(answers));
    assertEquals(before, roleCalls());
  }

  @Test
  @DisplayName("C17: a login that is needed is told with its command and with nothing secret")
  void c17() throws Exception {
    HttpResponse<String> answer = Endpoint.of(machine, "locked").get();

    assertEquals(400, answer.statusCode());
    assertEquals("LoginNeeded", Endpoint.member(answer.body(), "code"));
    assertEquals(
        "profile locked needs a login: run jvc login locked",
        Endpoint.member(answer.body(), "message"));
    assertNothingSecret(answer.body());
  }

  @Test
  @DisplayName("C35: the token's file has no line feed and is its owner's only")
  void c35() throws Exception {
    Machine.Result env = machine.jvc("env", "p", "--token-file", "--shell", "json");
    Path file = Path.of(Endpoint.member(env.out(), "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"));

    assertTrue(file.isAbsolute());
    assertEquals(Endpoint.of(machine, "p").token(), Files.readString(file));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    assertEquals(
        "rwx------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())));
  }

  @Test
  @Order(LAST - 2)
  @DisplayName("C36: replaced tokens are refused at once and the new ones are in the files")
  void c36() throws Exception {
    Endpoint old = Endpoint.of(machine, "p");
    assertEquals(200, old.get().statusCode());

    Machine.Result replaced = machine.jvc("logout", "--tokens");

    assertEquals(0, replaced.exit(), replaced.toString());
    assertEquals(401, old.get().statusCode());
    Endpoint renewed = Endpoint.of(machine, "p");
    assertNotEquals(old.token(), renewed.token());
    assertTrue(List.of(200, 400).contains(renewed.get().statusCode()), "the new token counts");
  }

  @Test
  @DisplayName("C39: the token of one profile is forbidden on another")
  void c39() throws Exception {
    Endpoint p = Endpoint.of(machine, "p");
    Endpoint q = Endpoint.of(machine, "q");

    assertEquals(403, new Endpoint(q.uri(), p.token()).get().statusCode());
  }

  @Test
  @DisplayName("P1, P3, P5: the document is one line of version 1, small, and nothing else is said")
  void p1() throws Exception {
    Machine.Result result = machine.jvc("credentials", "p");

    assertEquals(0, result.exit());
    assertEquals("", result.err());
    assertTrue(result.out().startsWith("{\"Version\":1,"), "version 1 is a number");
    assertTrue(result.out().endsWith("}\n"));
    assertEquals(1, result.out().lines().count());
    assertTrue(result.out().length() < 8 * 1024);
    assertFalse(result.out().contains("\\"), "something is escaped");
    assertEquals(
        Set.of(
            "Version", "AccessKeyId", "SecretAccessKey", "SessionToken", "Expiration", "AccountId"),
        JSON.std.mapFrom(result.out()).keySet());
  }

  @Test
  @DisplayName("P2: without a login there is one short line on stderr and nothing on stdout")
  void p2() throws Exception {
    Machine.Result result = machine.jvc("credentials", "locked");

    assertEquals(4, result.exit());
    assertEquals("", result.out());
    assertEquals("jvc: profile locked needs a login: run jvc login locked", result.firstError());
    assertTrue(result.err().length() <= 200, result.err());
  }

  @Test
  @DisplayName("P4: the end of the session is always told")
  void p4() throws Exception {
    for (String profile : List.of("p", "robot")) {
      String end = Endpoint.member(machine.jvc("credentials", profile).out(), "Expiration");

      assertTrue(end.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ"), end);
    }
  }

  @Test
  @DisplayName("P6: neither an input, a terminal nor HOME is needed")
  void p6() throws Exception {
    Machine.Result result =
        machine.run(
            Map.of(),
            "",
            List.of(
                "sh",
                "-c",
                "unset HOME TERM; exec \"$1\" credentials p <&-",
                "sh",
                Machine.jvcCommand().getFirst()));

    assertEquals(0, result.exit(), result.err());
    assertEquals("", result.err());
    assertTrue(result.out().startsWith("{\"Version\":1,"));
  }

  @Test
  @DisplayName("P7: twenty processes at once share one call")
  void p7() throws Exception {
    int before = roleCalls();

    List<Machine.Result> results = atOnce(20, 20, () -> machine.jvc("credentials", "crowd"));

    for (Machine.Result result : results) {
      assertEquals(0, result.exit(), result.err());
    }
    assertEquals(before + 1, roleCalls());
  }

  @Test
  @DisplayName("P9: what other programs' variables would make a JVM say is not heard")
  void p9() throws Exception {
    Machine.Result result =
        machine.run(
            Map.of(
                "JAVA_TOOL_OPTIONS", "-Da=b",
                "_JAVA_OPTIONS", "-Da=b",
                "JDK_JAVA_OPTIONS", "-Da=b"),
            "",
            List.of(
                "sh", "-c", "\"$1\" credentials p 2>&1", "sh", Machine.jvcCommand().getFirst()));

    assertEquals(0, result.exit());
    assertEquals(1, result.out().lines().count());
    assertTrue(result.out().startsWith("{\"Version\":1,"), "something precedes the document");
  }

  @Test
  @DisplayName("P10: a session of an hour is printed with 15 minutes left at least")
  void p10() throws Exception {
    String end = Endpoint.member(machine.jvc("credentials", "p").out(), "Expiration");

    assertTrue(Instant.parse(end).isAfter(clock.instant().plus(Duration.ofMinutes(15))), end);
  }

  @Test
  @DisplayName("E4: a command gets a token or its file, not both, and no key")
  void e4() throws Exception {
    Machine.Result result = machine.run(Map.of(), "", AwsClients.within("p", List.of("env")));

    Set<String> names = new HashSet<>();
    result.out().lines().forEach(line -> names.add(line.replaceAll("=.*", "")));
    assertTrue(names.contains("AWS_CONTAINER_AUTHORIZATION_TOKEN"), names.toString());
    for (String absent :
        List.of(
            "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
            "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
            "AWS_ACCESS_KEY_ID",
            "AWS_SECRET_ACCESS_KEY",
            "AWS_SESSION_TOKEN",
            "AWS_PROFILE")) {
      assertFalse(names.contains(absent), absent);
    }
  }

  @Test
  @Order(LAST)
  @DisplayName("C40: logs and state hold neither keys nor tokens after all of this")
  void c40() throws Exception {
    try (Stream<Path> files = Files.walk(machine.home().resolve("state"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertNothingSecret(Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }
  }

  private void assertNothingSecret(String text) throws IOException, InterruptedException {
    List<String> secrets =
        List.of(
            machine.aws().world().user("robot").key().secret(),
            machine.aws().world().user("me").key().secret(),
            Machine.PASSPHRASE,
            Endpoint.of(machine, "p").token(),
            Endpoint.of(machine, "q").token());
    for (String secret : secrets) {
      assertFalse(text.contains(secret), "a secret was written");
    }
    assertFalse(text.contains("SecretAccessKey"), "a document was written");
  }
}
