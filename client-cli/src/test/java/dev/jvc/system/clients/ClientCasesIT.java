package dev.jvc.system.clients;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.system.clients.Client.Trait;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** The conformance cases that are about real clients; the tests have the names of the cases. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
final class ClientCasesIT {

  private static final String SENTENCE =
      "profile personal needs a login: run jvc login " + Ground.PROFILE;

  private static final Pattern REFUSED =
      Pattern.compile("(?m)^jvc_answers_seconds_count\\{[^}]*status=\"401\"[^}]*} (\\d+)");

  private final Ground ground;

  ClientCasesIT() throws IOException, InterruptedException {
    ground = new Ground(1);
  }

  @AfterAll
  void stop() throws IOException {
    ground.close();
  }

  private static Client client(String name) {
    Client client =
        Client.all().stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
    Assumptions.assumeTrue(client.installed(), "needs a client that could not be installed");
    return client;
  }

  private Said ask(Client client, Map<String, String> more)
      throws IOException, InterruptedException {
    return ask(ground, Wiring.TOKEN, client, more);
  }

  private static Said ask(Ground ground, Wiring wiring, Client client, Map<String, String> more)
      throws IOException, InterruptedException {
    Map<String, String> variables = new HashMap<>(ground.variables(wiring));
    variables.putAll(more);
    try (Life life = Life.start(ground.machine(), variables, client.command())) {
      return life.ask();
    }
  }

  private int refused() throws IOException, InterruptedException {
    Matcher counted = REFUSED.matcher(ground.machine().jvc("daemon", "metrics").out());
    return counted.find() ? Integer.parseInt(counted.group(1)) : 0;
  }

  @Test
  void c29() throws Exception {
    Client javaScript = client("JavaScript v3");
    int earlier = refused();
    String log = Files.readString(ground.machine().daemonLog());

    Said said = ask(javaScript, Map.of(Wiring.TOKEN_VARIABLE, "A".repeat(43)));

    assertFalse(said.ok());
    assertEquals(5, refused() - earlier);
    assertEquals(log, Files.readString(ground.machine().daemonLog()));
  }

  @Test
  void c32() throws Exception {
    Client boto = client("boto3");
    ground.lock();

    Said said = ask(boto, Map.of());

    assertTrue(said.error().contains("\"message\":\"" + SENTENCE + "\""), said.error());
  }

  @Test
  void c33() throws Exception {
    Client go = client("Go v2");
    ground.lock();

    Said said = ask(go, Map.of());

    assertTrue(said.error().endsWith(", LoginNeeded: " + SENTENCE), said.error());
  }

  @Test
  void c38() throws Exception {
    try (Ground silent = new Ground(1, "account-id: false\n")) {
      String document = containerDocument(silent);
      assertTrue(document.contains("\"RoleArn\":") && !document.contains("AccountId"));
      assertFalse(silent.machine().jvc("credentials", Ground.PROFILE).out().contains("AccountId"));
      for (Client client : Client.all()) {
        if (client.is(Trait.ALWAYS) && client.installed()) {
          for (Wiring wiring : List.of(Wiring.TOKEN, Wiring.PROCESS)) {
            Said said = ask(silent, wiring, client, Map.of());
            assertTrue(said.arn().contains(":assumed-role/Developer/"), client + ": " + said);
          }
        }
      }
    }
  }

  private static String containerDocument(Ground ground) throws Exception {
    Map<String, String> variables = ground.variables(Wiring.TOKEN);
    String uri = requireNonNull(variables.get("AWS_CONTAINER_CREDENTIALS_FULL_URI"));
    String token = requireNonNull(variables.get(Wiring.TOKEN_VARIABLE));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(uri)).header("Authorization", token).build();
    // Asking for HTTP/2 takes a header that jvc refuses, because proxies send it.
    try (HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      assertEquals(200, answer.statusCode(), answer.body());
      return answer.body();
    }
  }
}
