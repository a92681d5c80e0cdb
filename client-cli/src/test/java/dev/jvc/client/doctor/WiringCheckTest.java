package dev.jvc.client.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.client.awsfiles.SharedProfiles;
import dev.jvc.client.outcome.ExitCode;
import dev.jvc.client.protocol.Status;
import dev.jvc.client.scripted.Golden;
import dev.jvc.client.wiring.Sight;
import dev.jvc.client.wiring.Wiring;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of the sources that SDKs take, and how bad it is. */
final class WiringCheckTest {

  private static final String WIRE = "eval \"$(jvc env PROFILE)\"";

  @TempDir Path home;

  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void makeHome() throws IOException {
    environment.put("HOME", home.toString());
    Files.createDirectory(home.resolve(".aws"));
  }

  private List<String> lines(boolean runs, boolean meant) throws Exception {
    DaemonState daemon =
        runs
            ? new DaemonState.Running(Status.of(Golden.bytes("status.json")), List.of())
            : new DaemonState.Absent();
    Sight sight =
        new Sight(
            environment,
            SharedProfiles.seenBySdks(environment),
            URI.create("http://127.0.0.1:9911"),
            Map.of());
    return new WiringCheck(new Wiring(sight, WIRE), daemon, meant, WIRE)
        .look().stream().map(ChecksTest::line).toList();
  }

  private void wired() {
    environment.put(
        "AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://127.0.0.1:9911/v1/credentials/personal");
    environment.put("AWS_CONTAINER_AUTHORIZATION_TOKEN", "token");
  }

  @Test
  void whenAllAgreeThereIsOneLine() throws Exception {
    assertEquals(
        List.of("warning | every SDK finds no credentials here | run " + WIRE), lines(true, false));
    wired();
    assertEquals(
        List.of("ok | every SDK takes jvc's endpoint, profile personal"), lines(true, true));
  }

  @Test
  void anEndpointWithoutADaemonIsAProblem() throws Exception {
    wired();

    assertEquals(
        List.of(
            "problem | every SDK takes jvc's endpoint, profile personal, where no daemon answers |"
                + " run jvc daemon start"),
        lines(false, true));
  }

  @Test
  void thoseThatDisagreeAreNamed() throws Exception {
    wired();
    environment.put("AWS_PROFILE", "missing");

    assertEquals(
        List.of(
            "problem | AWS CLI, boto3, Rust stop: AWS_PROFILE names profile missing, which is in"
                + " neither AWS file | run unset AWS_PROFILE",
            "ok | Terraform, Go, Go v1, Java, JavaScript, CRT, C++, .NET, PHP, Ruby take jvc's"
                + " endpoint, profile personal"),
        lines(true, true));
  }

  @Test
  void anotherSourceIsAProblemOnlyWhereJvcWasMeant() throws Exception {
    environment.put("AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE");
    environment.put("AWS_SECRET_ACCESS_KEY", "x");
    String title =
        "every SDK takes the key …MPLE in AWS_ACCESS_KEY_ID, not jvc | run unset"
            + " AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN";

    List<String> unmeant = lines(true, false);
    List<String> meant = lines(true, true);

    assertTrue(unmeant.getFirst().startsWith("warning | "), unmeant.toString());
    assertTrue(meant.getFirst().startsWith("problem | "), meant.toString());
    assertEquals(
        title.replace("every SDK takes", "").strip(),
        meant.getFirst().substring(meant.getFirst().indexOf("the key")));
  }

  @Test
  void aDiagnosisEndsAsItsWorstFinding() {
    Finding ok = Finding.ok("a", "x");
    Finding warning = Finding.warning("b", "y", "z");
    Finding problem = Finding.problem("c", "y", "");

    assertEquals(ExitCode.DONE, new Diagnosis(List.of()).exitCode());
    assertEquals(ExitCode.DONE, new Diagnosis(List.of(ok, warning)).exitCode());
    assertEquals(ExitCode.FAILED, new Diagnosis(List.of(problem, ok)).exitCode());
    assertEquals(
        Map.of(
            "problems",
            1L,
            "warnings",
            1L,
            "findings",
            List.of(
                Map.of("check", "b", "state", "warning", "title", "y", "remedy", "z"),
                Map.of("check", "c", "state", "problem", "title", "y"))),
        new Diagnosis(List.of(warning, problem)).members());
  }
}
