package dev.jvc.system;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.sandbox.fault.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the endpoint of a running daemon answers to whom it should not serve. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class EndpointFaultsIT {

  private static final int TIMEOUT_MILLIS = 30_000;

  private final Machine machine;
  private URI endpoint = URI.create("http://127.0.0.1");
  private String token = "";
  private String otherToken = "";

  EndpointFaultsIT() throws IOException {
    this.machine = Machine.create();
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

        [profile crowd]
        source_profile = robot
        role_arn = arn:aws:iam::111122223333:role/NoMfa
        role_session_name = crowd

        [profile slow]
        source_profile = robot
        role_arn = arn:aws:iam::111122223333:role/NoMfa
        role_session_name = slow
        """);
  }

  @BeforeAll
  void logIn() throws Exception {
    assertEquals(0, machine.add("robot", machine.aws().world().user("robot")).exit());
    assertEquals(0, machine.login("robot", "").exit());
    token = standingToken("p");
    otherToken = standingToken("q");
    assertEquals(
        "HTTP/1.1 200 OK", ask("GET /v1/credentials/p", "Authorization: " + token).status());
  }

  @AfterAll
  void stop() throws IOException {
    machine.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET /v1/credentials/p | Authorization: wrong | 401",
        "GET /v1/credentials/p | Authorization: | 401",
        "GET /v1/credentials/p | Accept: */* | 401",
        "GET /v1/credentials/p | Authorization: OTHER | 403",
        "GET /v1/credentials/q | Authorization: TOKEN | 403",
        "GET /v1/credentials/nobody | Authorization: TOKEN | 403",
        "GET /v1/credentials | Authorization: TOKEN | 404",
        "GET /v1/credentials/ | Authorization: TOKEN | 404",
        "GET /v1/credentials/p/ | Authorization: TOKEN | 404",
        "GET //v1/credentials/p | Authorization: TOKEN | 400",
        "GET /v1//credentials/p | Authorization: TOKEN | 400",
        "GET /v1/credentials/../credentials/p | Authorization: TOKEN | 400",
        "GET /v1/credentials/%2e%2e | Authorization: TOKEN | 400",
        "GET /v1/%63redentials/p | Authorization: TOKEN | 400",
        "GET /v1/credentials/%70 | Authorization: TOKEN | 400",
        "GET /v1/status | Authorization: TOKEN | 404",
        "GET / | Authorization: TOKEN | 404",
        "POST /v1/credentials/p | Authorization: TOKEN | 405",
        "DELETE /v1/credentials/p | Authorization: TOKEN | 405",
        "GET /v1/credentials/p | Authorization: TOKEN#Host: evil.example | 403",
        "GET /v1/credentials/p | Authorization: TOKEN#Host: 169.254.169.254 | 403",
        "GET /v1/credentials/p | Authorization: TOKEN#Origin: http://evil.example | 403",
        "GET /v1/credentials/p | Authorization: TOKEN#Origin: null | 403",
        "GET /v1/credentials/p | Authorization: TOKEN#Sec-Fetch-Site: cross-site | 403",
        "GET /v1/credentials/p | Authorization: TOKEN#X-Forwarded-For: 10.0.0.1 | 403",
      })
  void whatIsNotExactlyAllowedGetsItsAnswerAndNoCredentials(String line, String headers, int status)
      throws Exception {
    String real = headers.replace("TOKEN", token).replace("OTHER", otherToken);

    Answer answer = ask(line, real.split("#"));

    assertTrue(answer.status().startsWith("HTTP/1.1 " + status + " "), answer.text());
    assertFalse(answer.text().contains("AccessKeyId"), "credentials leaked");
    assertTrue(answer.text().contains("\r\nContent-Type: application/json\r\n"), answer.text());
    for (String member :
        List.of("\"code\":\"", "\"message\":\"", "\"Code\":\"", "\"Message\":\"")) {
      assertTrue(answer.text().contains(member), answer.text());
    }
  }

  @Test
  void aHalfSentHeaderIsNotWaitedForForever() throws Exception {
    try (Socket half = connect()) {
      half.getOutputStream()
          .write("GET /v1/credentials/p HTTP/1.1\r\nHost: 127".getBytes(StandardCharsets.US_ASCII));
      half.getOutputStream().flush();

      // Others are served meanwhile.
      assertEquals(
          "HTTP/1.1 200 OK", ask("GET /v1/credentials/p", "Authorization: " + token).status());
      String answer = readAll(half);
      assertFalse(answer.contains("AccessKeyId"));
      assertTrue(answer.isEmpty() || answer.startsWith("HTTP/1.1 408 "), answer);
    }
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "needs Linux: reads /proc")
  @EnabledIfSystemProperty(
      named = "user.name",
      matches = "root",
      disabledReason = "needs root: acts as another user")
  void anotherUserGetsNotAByte() throws Exception {
    Machine.Result stranger =
        machine.run(
            Map.of(),
            "",
            List.of(
                "setpriv",
                "--reuid=65534",
                "--regid=65534",
                "--clear-groups",
                "curl",
                "-sS",
                "-i",
                "-H",
                "Authorization: " + token,
                endpoint + "/v1/credentials/p"));

    assertEquals("", stranger.out());
    // An empty reply or a reset, by curl's own numbers.
    assertTrue(List.of(52, 56).contains(stranger.exit()), stranger.toString());
  }

  @Test
  void theTokenOfACommandDiesWithIt() throws Exception {
    Process command =
        machine
            .builder(
                Map.of(),
                Machine.jvcCommand(
                    "exec",
                    "p",
                    "--",
                    "sh",
                    "-c",
                    "printf '%s\\n' \"$AWS_CONTAINER_AUTHORIZATION_TOKEN\" > child-token; exec sleep 600"))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    var file = machine.home().resolve("child-token");
    await().until(() -> Files.exists(file) && Files.readString(file).endsWith("\n"));
    String child = Files.readString(file).strip();
    assertEquals(
        "HTTP/1.1 200 OK", ask("GET /v1/credentials/p", "Authorization: " + child).status());

    command.destroyForcibly().waitFor();

    await("the token is refused")
        .atMost(Duration.ofSeconds(5))
        .until(() ->
            ask("GET /v1/credentials/p", "Authorization: " + child)
                .status()
                .startsWith("HTTP/1.1 401 "));
    assertEquals(
        "HTTP/1.1 200 OK", ask("GET /v1/credentials/p", "Authorization: " + token).status());
  }

  @Test
  void aThousandFirstRequestsMakeOneCall() throws Exception {
    String crowd = standingToken("crowd");
    int before = machine.aws().calls("AssumeRole");
    machine.aws().faults().inject(Fault.slow(Duration.ofMillis(300)).on("AssumeRole"));
    List<Callable<String>> requests = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      requests.add(() -> untilServed("crowd", crowd));
    }

    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<String> answered : clients.invokeAll(requests)) {
        assertEquals("HTTP/1.1 200 OK", answered.get());
      }
    } finally {
      machine.aws().faults().clear();
    }
    assertEquals(1, machine.aws().calls("AssumeRole") - before);
  }

  @Test
  void anAnswerComesWithinASecondWhileAwsIsSlow() throws Exception {
    String slow = standingToken("slow");
    machine.aws().faults().inject(Fault.slow(Duration.ofSeconds(4)).on("AssumeRole"));
    try {
      long start = System.nanoTime();
      Answer answer = ask("GET /v1/credentials/slow", "Authorization: " + slow);
      Duration took = Duration.ofNanos(System.nanoTime() - start);

      assertTrue(answer.status().startsWith("HTTP/1.1 503 "), answer.text());
      assertTrue(answer.text().contains("try again in a moment"), answer.text());
      // The promise is 900 ms; the rest is for a busy machine.
      assertTrue(took.compareTo(Duration.ofSeconds(2)) < 0, took.toString());
      assertEquals(
          "HTTP/1.1 200 OK", ask("GET /v1/credentials/p", "Authorization: " + token).status());
      await("the session arrives")
          .until(() ->
              ask("GET /v1/credentials/slow", "Authorization: " + slow)
                  .status()
                  .equals("HTTP/1.1 200 OK"));
    } finally {
      machine.aws().faults().clear();
    }
  }

  /** Asks again, as SDKs do, while the answer is that the connection cap is reached or AWS slow. */
  private String untilServed(String profile, String itsToken) throws IOException {
    String status = "";
    for (int attempt = 0; attempt < 50 && !status.equals("HTTP/1.1 200 OK"); attempt++) {
      try {
        status = ask("GET /v1/credentials/" + profile, "Authorization: " + itsToken).status();
      } catch (IOException refused) {
        status = "refused: " + refused.getMessage();
      }
    }
    return status;
  }

  private String standingToken(String profile) throws IOException, InterruptedException {
    Machine.Result env = machine.jvc("env", profile, "--shell", "dotenv");
    assertEquals(0, env.exit(), env.err());
    String found = "";
    for (String line : env.out().lines().toList()) {
      String value = line.substring(line.indexOf('=') + 1).replace("\"", "").replace("'", "");
      if (line.startsWith("AWS_CONTAINER_AUTHORIZATION_TOKEN=")) {
        found = value;
      } else if (line.startsWith("AWS_CONTAINER_CREDENTIALS_FULL_URI=")) {
        endpoint = URI.create(value).resolve("/");
      }
    }
    assertFalse(found.isEmpty(), "no token");
    return found;
  }

  record Answer(String text) {
    String status() {
      return text.lines().findFirst().orElse("");
    }
  }

  /** Sends a request as it is, to the byte, and reads to the end. */
  private Answer ask(String line, String... headers) throws IOException {
    StringBuilder head = new StringBuilder(line).append(" HTTP/1.1\r\n");
    boolean ownHost = String.join("\n", headers).contains("Host:");
    head.append(ownHost ? "" : "Host: 127.0.0.1:" + endpoint.getPort() + "\r\n");
    for (String header : headers) {
      head.append(header.strip()).append("\r\n");
    }
    head.append("Connection: close\r\n\r\n");
    try (Socket socket = connect()) {
      socket.getOutputStream().write(head.toString().getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().flush();
      return new Answer(readAll(socket));
    }
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(endpoint.getHost(), endpoint.getPort());
    socket.setSoTimeout(TIMEOUT_MILLIS);
    return socket;
  }

  private static String readAll(Socket socket) throws IOException {
    try (InputStream in = socket.getInputStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (SocketTimeoutException silent) {
      throw new IOException("neither an answer nor an end within 30 s", silent);
    }
  }
}
