package dev.jvc.client.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.jvc.client.control.Answer;
import dev.jvc.client.control.ControlClient;
import dev.jvc.client.control.ControlSocket;
import dev.jvc.client.outcome.ExitCode;
import dev.jvc.client.outcome.Failure;
import dev.jvc.client.scripted.Golden;
import dev.jvc.client.scripted.ScriptedJvcd;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Refusals, ailments and absence of the daemon, as failures of the command. */
final class RefusalTest {

  private static final String PERSONAL = "/v1/profiles/personal";

  @TempDir private Path runtime;
  private ScriptedJvcd daemon;
  private Jvcd jvcd;
  private ProfileName personal;

  @BeforeEach
  void start() throws Exception {
    daemon = ScriptedJvcd.start(runtime);
    ControlSocket socket = ControlSocket.of(Map.of("XDG_RUNTIME_DIR", runtime.toString()));
    jvcd =
        new Jvcd(
            new ControlClient(socket),
            () -> {
              throw Jvcd.notRunning();
            },
            null);
    personal = ProfileName.of("personal");
  }

  @AfterEach
  void stop() throws IOException {
    daemon.close();
  }

  @ParameterizedTest
  @CsvSource({
    "problem-login-needed.json, NEEDS_PERSON, jvc login personal",
    "problem-bad-request.json, USAGE,"
  })
  void aProblemIsTheFailureOfTheCommand(String file, ExitCode exitCode, String hint)
      throws Exception {
    daemon.answer("GET " + PERSONAL, 400, Golden.text(file));

    Failure failure = assertThrows(Failure.class, () -> jvcd.profile(personal));

    assertEquals(exitCode, failure.exitCode());
    assertEquals(JSON.std.mapFrom(Golden.text(file)).get("message"), failure.sentence());
    assertEquals(hint, failure.hint());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 | FAILED",
        "2 | USAGE",
        "3 | DAEMON_UNREACHABLE",
        "4 | NEEDS_PERSON",
        "5 | REFUSED_BY_POLICY",
        "6 | REFUSED_BY_AWS",
        "7 | STORE_FAILED",
        // A refusal that claims success, or a number of exec's, is a failure all the same.
        "0 | FAILED",
        "8 | FAILED",
        "126 | FAILED",
        "127 | FAILED",
        "-1 | FAILED"
      })
  void theExitCodeIsTheProblems(long number, ExitCode expected) {
    String json = "{\"code\":\"X\",\"message\":\"no\",\"exitCode\":" + number + "}";

    Failure failure = Refusal.of(new Answer(500, json.getBytes(StandardCharsets.UTF_8)));

    assertEquals(expected, failure.exitCode());
    assertEquals("no", failure.sentence());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}",
        "[]",
        "no",
        "''",
        "{\"message\":\"x\"}",
        "{\"exitCode\":\"4\",\"message\":\"x\"}"
      })
  void aProblemWithoutAnExplanationSaysSo(String body) {
    Failure failure = Refusal.of(new Answer(503, body.getBytes(StandardCharsets.UTF_8)));

    assertEquals("the daemon answered 503 without an explanation", failure.sentence());
    assertEquals(ExitCode.FAILED, failure.exitCode());
  }

  @Test
  void healthIsNothingOrTheAilments() throws Failure {
    daemon.answer("GET /v1/health", "{\"status\":\"UP\"}");
    assertEquals(List.of(), jvcd.ailments());

    daemon.answer(
        "GET /v1/health", 503, "{\"status\":\"DOWN\",\"checks\":{\"endpoint\":\"not bound\"}}");
    assertEquals(List.of("endpoint: not bound"), jvcd.ailments());

    daemon.answer("GET /v1/health", 503, "{\"status\":\"DOWN\"}");
    assertEquals(List.of("the daemon says that it is down"), jvcd.ailments());
  }

  @Test
  void anAbsentDaemonIsOneSentence() throws Exception {
    daemon.close();

    for (Asking asking :
        List.<Asking>of(
            () -> jvcd.profiles(), () -> jvcd.ailments(), () -> jvcd.events(), () -> jvcd.stop())) {
      Failure failure = assertThrows(Failure.class, asking::ask);
      assertEquals("the daemon is not running", failure.sentence());
      assertEquals(ExitCode.DAEMON_UNREACHABLE, failure.exitCode());
      assertEquals("jvc daemon start", failure.hint());
    }
  }

  @Test
  void whatIsAskedAgainAfterTheDaemonWasStartedIsAnswered() throws Exception {
    daemon.close();
    ControlSocket socket = ControlSocket.of(Map.of("XDG_RUNTIME_DIR", runtime.toString()));
    Jvcd.WhenAbsent starting =
        () -> {
          try {
            daemon = ScriptedJvcd.start(runtime);
            daemon.answer("GET " + PERSONAL, Golden.text("profile.json"));
          } catch (IOException impossible) {
            throw new AssertionError(impossible);
          }
        };

    Jvcd starter = new Jvcd(new ControlClient(socket), starting, null);

    assertEquals("personal", starter.profile(personal).profile());
  }

  interface Asking {
    void ask() throws Failure;
  }
}
