package dev.jvc.system;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * A daemon that may not listen below port 1024, as those of ordinary people may not, with an
 * address whose clients know port 80 only.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "needs Linux: reads /proc")
@Timeout(120)
final class PortEightyIT {

  private static final String ADDRESS = "169.254.170.2";
  private static final String PERMISSION = "sysctl net.ipv4.ip_unprivileged_port_start=80";

  private final Machine machine;
  private final Neighbourhood namespace;

  PortEightyIT() throws IOException {
    Assumptions.assumeTrue(
        "root".equals(System.getProperty("user.name")) && Neighbourhood.isPossible(),
        "needs root: makes network namespaces");
    machine = Machine.create();
    namespace = Neighbourhood.create();
    namespace.addAddress(ADDRESS);
    machine.jvcConfig("listen: { port: 0 }\nlink-local: [ { address: %s } ]\n".formatted(ADDRESS));
  }

  @AfterEach
  void stop() throws IOException {
    machine.close();
    namespace.close();
  }

  private Process start() throws IOException {
    Files.createDirectories(machine.home().resolve("state/jvc"));
    List<String> unprivileged =
        List.of(
            "setpriv",
            "--bounding-set=-net_bind_service",
            "--inh-caps=-net_bind_service",
            Machine.root().resolve("bin/jvcd").toString());
    return machine
        .builder(Map.of(), namespace.inHost(unprivileged))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(machine.daemonLog().toFile()))
        .start();
  }

  @Test
  void itIsToldTheCommandOfThePageAndListensWhenThatWasRun() throws Exception {
    Process refused = start();

    assertTrue(refused.waitFor(60, TimeUnit.SECONDS));
    assertEquals(3, refused.exitValue());
    String log = Files.readString(machine.daemonLog());
    assertTrue(
        log.endsWith(
            "cannot listen on 169.254.170.2:80 (permission denied): run "
                + PERMISSION
                + " as root, or choose a port from 1024 on with link-local.port\n"),
        log);
    assertTrue(
        Files.readString(Machine.root().resolve("docs/guide/containers.md"))
            .contains("\nsudo " + PERMISSION + "\n"),
        "the page has another command");

    List<String> permission = new ArrayList<>(List.of(PERMISSION.split(" ")));
    assertEquals(0, machine.run(Map.of(), "", namespace.inHost(permission)).exit());
    start();

    await("the daemon").until(() -> machine.jvc("status").exit() == 0);
    String status = machine.jvc("status").out();
    assertTrue(status.contains("\n          http://169.254.170.2:80\n"), status);
    Machine.Result answer =
        machine.run(
            Map.of(),
            "",
            namespace.inHost(
                List.of("curl", "-sS", "-i", "-m", "10", "http://169.254.170.2/v1/credentials/p")));
    assertTrue(answer.out().startsWith("HTTP/1.1 401 "), answer.toString());
  }
}
