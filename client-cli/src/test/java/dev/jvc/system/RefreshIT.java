package dev.jvc.system;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.http.HttpResponse;
import java.nio.file.Files;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Programs that run for long, with sessions of 15 minutes, the shortest that AWS gives. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "needs Linux: reads /proc")
@Timeout(180)
final class RefreshIT {

  private static final Duration LENGTH = Duration.ofMinutes(15);
  private static final String ROLE = "arn:aws:sts::111122223333:assumed-role/Developer/";
  private static final String LOGIN_NEEDED =
      "profile personal needs a login: run jvc login personal";

  /** Says whom AWS takes it for, or what is wrong, once for every line that it reads. */
  private static final String LASTING_PROGRAM =
      """
      import boto3, sys
      sts = boto3.client('sts')
      for line in sys.stdin:
          try:
              print(sts.get_caller_identity()['Arn'], flush=True)
          except Exception as failed:
              print('failed:', failed, flush=True)
      """;

  private final InstantSource clock = InstantSource.system();
  private final Machine machine;

  RefreshIT() throws IOException {
    machine = Machine.createWithManyCodes();
    // Programs keep the address for as long as they run, so a daemon that starts again needs it.
    Files.writeString(
        machine.home().resolve("config/jvc/jvc.yaml"),
        "listen: { port: " + Machine.freePort() + " }\n");
    machine.awsConfig(
        """
        [default]
        region = eu-west-2

        [profile personal]
        region = eu-west-2
        mfa_serial = arn:aws:iam::111122223333:mfa/me
        role_arn = arn:aws:iam::111122223333:role/Developer
        duration_seconds = 900
        """);
  }

  @BeforeEach
  void storeAKeyAndLogIn() throws Exception {
    assertEquals(0, machine.add("personal").exit());
    logIn();
  }

  @AfterEach
  void stop() throws IOException {
    machine.close();
  }

  private void logIn() throws Exception {
    Machine.Result login = machine.login("personal");
    assertEquals(0, login.exit(), login.toString());
  }

  private int roleCalls() {
    return machine.aws().calls("AssumeRole");
  }

  private Instant statusTime(String name) throws Exception {
    Machine.Result status = machine.jvc("status", "--json");
    String sessions = status.out().substring(status.out().indexOf("\"sessions\""));
    return Instant.parse(Endpoint.member(sessions, name));
  }

  private static <T> List<T> atOnce(int times, Callable<T> task) throws Exception {
    List<T> results = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(times)) {
      List<Future<T>> running = new ArrayList<>();
      for (int i = 0; i < times; i++) {
        running.add(threads.submit(task));
      }
      for (Future<T> each : running) {
        results.add(each.get());
      }
    }
    return results;
  }

  @Test
  void twentyCredentialProcessesAtOnceShareOneSession() throws Exception {
    List<Machine.Result> results = atOnce(20, () -> machine.jvc("credentials", "personal"));

    Set<String> documents = new HashSet<>();
    for (Machine.Result result : results) {
      assertEquals(0, result.exit(), result.err());
      assertEquals("", result.err());
      documents.add(result.out());
    }
    assertEquals(1, documents.size(), "one session for all");
    assertEquals(1, roleCalls());
    assertEquals(1, machine.aws().calls("GetSessionToken"));
  }

  @Test
  void manyProgramsAskOftenAndAwsIsAskedOnce() throws Exception {
    Endpoint endpoint = Endpoint.of(machine, "personal");
    Instant before = clock.instant().minusSeconds(1);

    List<HttpResponse<String>> answers = atOnce(50, endpoint::get);
    await().until(() -> endpoint.get().statusCode() == 200);
    for (int i = 0; i < 100; i++) {
      assertEquals(200, endpoint.get().statusCode());
    }
    Machine.Result lasting =
        machine.run(
            Map.of(),
            "1\n2\n3\n",
            AwsClients.withEnv("personal", AwsClients.python(LASTING_PROGRAM)));

    assertEquals(0, lasting.exit(), lasting.toString());
    assertEquals(3, lasting.out().lines().filter(line -> line.startsWith(ROLE)).count());
    // On a busy machine the first call may outlast what an SDK waits; then they are told to ask
    // again.
    for (HttpResponse<String> answer : answers) {
      assertTrue(List.of(200, 503).contains(answer.statusCode()), answer.body());
    }
    assertEquals(1, roleCalls());
    Instant expiration = statusTime("expiration");
    Instant nextRefresh = statusTime("nextRefresh");
    Instant lastUsed = statusTime("lastUsed");
    Instant now = clock.instant().plusSeconds(1);
    assertTrue(expiration.isBefore(now.plus(LENGTH)), "longer than asked for: " + expiration);
    assertTrue(expiration.isAfter(before.plus(LENGTH).minusSeconds(60)), "shorter: " + expiration);
    assertTrue(
        nextRefresh.isAfter(before) && nextRefresh.isBefore(expiration.minusSeconds(300)),
        "renewed at " + nextRefresh + ", ends at " + expiration);
    assertTrue(lastUsed.isAfter(before) && lastUsed.isBefore(now), "last used " + lastUsed);
  }

  @Test
  void aLastingProgramOutlivesADaemonThatIsKilled() throws Exception {
    Process program =
        machine
            .builder(Map.of(), AwsClients.withEnv("personal", AwsClients.python(LASTING_PROGRAM)))
            .start();
    try (Writer input = program.outputWriter();
        BufferedReader output = program.inputReader()) {
      assertTrue(ask(input, output).startsWith(ROLE));
      Endpoint endpoint = Endpoint.of(machine, "personal");

      new ProcessTable(machine)
          .daemons()
          .forEach(daemon -> {
            daemon.destroyForcibly();
            daemon.onExit().join();
          });
      // The session it holds is good for a quarter of an hour whatever happens to the daemon.
      assertTrue(ask(input, output).startsWith(ROLE));

      Machine.Result started = machine.jvc("daemon", "start");
      assertEquals(0, started.exit(), started.toString());
      assertEquals(200, endpoint.get().statusCode(), "login and token still count");
      assertTrue(ask(input, output).startsWith(ROLE));
      assertEquals(1, machine.aws().calls().granted("GetSessionToken"));
      assertEquals(2, machine.aws().calls().granted("AssumeRole"));
    } finally {
      program.destroy();
    }
  }

  private static String ask(Writer input, BufferedReader output) throws IOException {
    input.write("who am I?\n");
    input.flush();
    String answer = output.readLine();
    return answer == null ? "the program has ended" : answer;
  }

  static List<Named<List<String>>> clients() {
    return List.of(
        Named.of("the AWS CLI", AwsClients.cliWhoAmI()),
        Named.of("boto3", AwsClients.python(AwsClients.WHO_AM_I)),
        Named.of("the AWS SDK for Java", AwsClients.javaProvider()));
  }

  @ParameterizedTest
  @MethodSource("clients")
  void aClientWithoutALoginIsToldTheCommandToRun(List<String> client) throws Exception {
    assertEquals(0, machine.jvc("lock").exit());

    Machine.Result result = machine.run(Map.of(), "", AwsClients.withEnv("personal", client));

    assertFalse(result.exit() == 0, "it found other credentials");
    assertTrue(result.err().contains(LOGIN_NEEDED), result.err());
    assertEquals(0, roleCalls());
  }

  @ParameterizedTest
  @MethodSource("clients")
  void aClientWithAWrongTokenIsToldTheCommandToRun(List<String> client) throws Exception {
    Endpoint endpoint = Endpoint.of(machine, "personal");

    Machine.Result result =
        machine.run(
            Map.of(
                "AWS_REGION", "eu-west-2",
                "AWS_CONTAINER_CREDENTIALS_FULL_URI", endpoint.uri(),
                "AWS_CONTAINER_AUTHORIZATION_TOKEN", "A".repeat(43)),
            "",
            client);

    assertFalse(result.exit() == 0, "it got in");
    HttpResponse<String> answer = new Endpoint(endpoint.uri(), "A".repeat(43)).get();
    assertEquals(401, answer.statusCode());
    String sentence = Endpoint.member(answer.body(), "message").replace("\\\"", "\"");
    assertTrue(sentence.contains("jvc env"), sentence);
    assertTrue(result.err().contains(sentence), result.err());
    assertEquals(0, roleCalls());
  }

  static List<Named<List<String>>> clientsThatPassOnWhatAProcessSays() {
    return clients().subList(0, 2);
  }

  @ParameterizedTest
  @MethodSource("clientsThatPassOnWhatAProcessSays")
  void theCredentialProcessSaysTheCommandToRun(List<String> client) throws Exception {
    assertEquals(0, machine.jvc("lock").exit());
    Files.writeString(
        machine.home().resolve(".aws/config"),
        Files.readString(machine.home().resolve(".aws/config"))
            + "\n[profile by-process]\nregion = eu-west-2\ncredential_process = "
            + Machine.root().resolve("bin/jvc")
            + " credentials personal\n");

    Machine.Result result = machine.run(Map.of("AWS_PROFILE", "by-process"), "", client);

    assertFalse(result.exit() == 0, "it found other credentials");
    assertTrue(result.err().contains(LOGIN_NEEDED), result.err());
  }
}
