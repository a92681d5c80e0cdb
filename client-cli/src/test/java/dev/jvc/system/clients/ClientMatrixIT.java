package dev.jvc.system.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.system.Machine;
import dev.jvc.system.clients.Client.Trait;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Real clients in every wiring; the outcome is the table of {@code docs/sdks.md}.
 *
 * <p>{@code bin/test} runs those that are quickly installed, {@code bin/test --clients} all.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(900)
final class ClientMatrixIT {

  private static final boolean ALL = System.getProperty("jvc.clients", "few").equals("all");

  private final Matrix matrix;

  ClientMatrixIT() throws Exception {
    awaitInstallation();
    JavaClient.compile();
    matrix = new Matrix(clients().stream().filter(Client::installed).toList());
  }

  /** The script that runs all tests installs clients while the first of them run. */
  private static void awaitInstallation() throws IOException {
    Path installer = Machine.root().resolve("target/clients/installer");
    if (ALL && Files.exists(installer)) {
      ProcessHandle.of(Long.parseLong(Files.readString(installer).strip()))
          .ifPresent(process -> process.onExit().orTimeout(600, TimeUnit.SECONDS).join());
    }
  }

  static List<Client> clients() {
    return Client.all().stream().filter(client -> ALL || client.is(Trait.ALWAYS)).toList();
  }

  @BeforeAll
  void run() throws Exception {
    matrix.run();
  }

  @AfterAll
  void stop() throws IOException {
    String table = Page.table(clients(), matrix.subjects());
    String texts =
        clients().stream()
            .map(client -> LoginTexts.of(client, matrix.subjects()))
            .collect(Collectors.joining());
    Path folder = Files.createDirectories(Machine.root().resolve("target/clients"));
    Files.writeString(folder.resolve("table.md"), table);
    Files.writeString(folder.resolve("login-needed.txt"), texts);
    System.out.println(table);
    matrix.close();
  }

  private void assumeThatThePageTellsOf(Client client) throws IOException {
    Assumptions.assumeTrue(client.installed(), "needs a client that could not be installed");
    Assumptions.assumeTrue(
        !client.is(Trait.SYSTEM) || Page.tellsOfTheVersion(client, matrix.subjects()),
        "needs the version of a system's client that docs/sdks.md tells of");
  }

  @Test
  void somethingIsTried() {
    assertTrue(clients().stream().filter(Client::installed).count() >= 2, "run bin/test");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("clients")
  void theOutcomeIsWhatThePageSays(Client client) throws IOException {
    assumeThatThePageTellsOf(client);

    assertEquals(Page.documented(client), Page.line(client, matrix.subjects()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("clients")
  void whatAPersonIsShownWithoutALoginIsApproved(Client client) throws IOException {
    assumeThatThePageTellsOf(client);

    assertEquals(LoginTexts.approved(client), LoginTexts.of(client, matrix.subjects()));
  }
}
