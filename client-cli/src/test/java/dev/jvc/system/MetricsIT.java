package dev.jvc.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * What {@code docs/metrics.md} promises, with a real Prometheus and the daemon as it is started.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(180)
final class MetricsIT {

  private static final Pattern NAME = Pattern.compile("\\bjvc_[a-z_]+");
  private static final Pattern BLOCK = Pattern.compile("(?s)```yaml\n(.*?)```");

  private final Machine machine;
  private final int port;

  MetricsIT() throws IOException {
    machine = Machine.createWithManyCodes();
    port = freePort();
    machine.jvcConfig("listen: { port: " + port + " }\n");
  }

  @BeforeAll
  void haveSomethingToMeasure() throws Exception {
    succeed(machine.add("personal"));
    succeed(machine.login("personal"));
    useIt();
  }

  private void useIt() throws Exception {
    Endpoint endpoint = Endpoint.of(machine, "personal");
    assertEquals(200, endpoint.get().statusCode());
    assertEquals("403", curl("-H", "Origin: http://evil.example", endpoint.uri()).out());
  }

  @AfterAll
  void stop() throws IOException {
    machine.close();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static String succeed(Machine.Result result) {
    assertEquals(0, result.exit(), result.toString());
    return result.out();
  }

  private static String page() throws IOException {
    return Files.readString(Machine.root().resolve("docs/metrics.md"));
  }

  /** The only block of YAML on the page that begins with a word. */
  private static String block(String word) throws IOException {
    List<String> blocks =
        BLOCK
            .matcher(page())
            .results()
            .map(found -> found.group(1))
            .filter(text -> text.startsWith(word))
            .toList();
    assertEquals(1, blocks.size(), word);
    return blocks.getFirst();
  }

  private Path tokenFile() {
    return machine.home().resolve("state/jvc/metrics-token");
  }

  private String text() throws Exception {
    return succeed(machine.jvc("daemon", "metrics"));
  }

  /** The names of all series. */
  private Set<String> existing() throws Exception {
    return text()
        .lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.replaceFirst("[{ ].*", ""))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The status that curl gets. */
  private Machine.Result curl(String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(List.of("curl", "-sS", "-o", "/dev/null", "-w", "%{http_code}"));
    command.addAll(List.of(arguments));
    return machine.run(Map.of(), "", command);
  }

  private Machine.Result promtool(String stdin, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(Prometheus.program("promtool")));
    command.addAll(List.of(arguments));
    return machine.run(Map.of(), stdin, command);
  }

  @Test
  void promtoolFindsNothingToComplainAbout() throws Exception {
    assertEquals(new Machine.Result(0, "", ""), promtool(text(), "check", "metrics"));
  }

  @Test
  void everyMetricIsDocumentedAndEveryDocumentedOneExists() throws Exception {
    Set<String> documented = new TreeSet<>();
    page()
        .lines()
        .filter(line -> line.startsWith("| `jvc_"))
        .forEach(
            line -> NAME.matcher(line).results().map(MatchResult::group).forEach(documented::add));

    assertEquals(documented, existing());
  }

  @Test
  void theDashboardAsksForWhatThereIs() throws Exception {
    String dashboard = Files.readString(Machine.root().resolve("docs/grafana/jvc.json"));
    Set<String> asked = new TreeSet<>();
    collect(JSON.std.anyFrom(dashboard), Set.of("expr", "definition"), asked);
    Set<String> names =
        asked.stream()
            .flatMap(expression -> NAME.matcher(expression).results())
            .map(MatchResult::group)
            .collect(Collectors.toCollection(TreeSet::new));

    Set<String> missing = new TreeSet<>(names);
    missing.removeAll(existing());
    assertEquals(Set.of(), missing);
    Set<String> unseen = new TreeSet<>(existing());
    unseen.removeAll(names);
    assertEquals(Set.of(), unseen, "what no panel shows");
    for (String expression : asked) {
      if (!expression.startsWith("label_values")) {
        String filled =
            expression.replace("$__rate_interval", "1m").replaceAll("\\$(job|instance)", ".*");
        Path rules = Files.createTempFile(machine.home(), "panel", ".yml");
        Files.writeString(
            rules,
            "groups: [ { name: panels, rules: [ { record: 'panel:one', expr: '"
                + filled
                + "' } ] } ]");
        succeed(promtool("", "check", "rules", rules.toString()));
      }
    }
  }

  @Test
  void theDashboardBelongsToNoInstallation() throws Exception {
    Map<String, Object> dashboard =
        JSON.std.mapFrom(Files.readString(Machine.root().resolve("docs/grafana/jvc.json")));
    Set<String> uids = new TreeSet<>();
    collect(dashboard, Set.of("uid"), uids);

    assertEquals(Set.of("${datasource}"), uids);
    assertNull(dashboard.get("id"));
    assertFalse(dashboard.containsKey("uid"));
    List<Object> ids = new ArrayList<>();
    if (dashboard.get("panels") instanceof List<?> panels) {
      panels.forEach(panel -> ids.add(((Map<?, ?>) panel).get("id")));
    }
    assertFalse(ids.isEmpty());
    assertEquals(Set.copyOf(ids).size(), ids.size(), "panels have ids of their own");
  }

  /** The texts of all members with one of some names, wherever they stand. */
  private static void collect(Object json, Set<String> names, Set<String> found) {
    switch (json) {
      case Map<?, ?> object ->
          object.forEach((name, value) -> {
            if (names.contains(String.valueOf(name)) && value instanceof String text) {
              found.add(text);
            } else {
              collect(value, names, found);
            }
          });
      case List<?> list -> list.forEach(each -> collect(each, names, found));
      case null, default -> {}
    }
  }

  @Test
  void theAlertsAreWhatThePageSays() throws Exception {
    Files.writeString(machine.home().resolve("alerts.yml"), block("groups:"));
    Path cases = machine.home().resolve("cases.yml");
    Files.writeString(
        cases,
        """
        rule_files: [ alerts.yml ]
        evaluation_interval: 1m
        tests:
          - interval: 1m
            input_series:
              - series: 'jvc_login_end_timestamp_seconds{instance="here"}'
                values: '3600x90'
              - series: 'jvc_login_end_timestamp_seconds{instance="there"}'
                values: '%s'
              - series: 'jvc_sts_calls_seconds_count{instance="here",operation="AssumeRole",outcome="transient"}'
                values: '0x30 1+1x60'
              - series: 'jvc_sts_calls_seconds_count{instance="there",operation="AssumeRole",outcome="ok"}'
                values: '0+9x90'
            alert_rule_test:
              - alertname: JvcLoginEndsSoon
                eval_time: 29m
                exp_alerts: []
              - alertname: JvcLoginEndsSoon
                eval_time: 31m
                exp_alerts:
                  - exp_labels: { severity: info, instance: here }
                    exp_annotations:
                      summary: "A login of jvc ends within half an hour: run jvc login"
              - alertname: JvcCallsToStsFail
                eval_time: 30m
                exp_alerts: []
              - alertname: JvcCallsToStsFail
                eval_time: 60m
                exp_alerts:
                  - exp_labels: { severity: warning, instance: here }
                    exp_annotations:
                      summary: "AWS refuses or does not answer: jvc status says why"
        """
            .formatted("NaN ".repeat(91).strip()));

    succeed(promtool("", "check", "rules", machine.home().resolve("alerts.yml").toString()));
    succeed(promtool("", "test", "rules", cases.toString()));
  }

  @Test
  void aRealPrometheusScrapesWithWhatIsPrinted() throws Exception {
    String printed = succeed(machine.jvc("daemon", "metrics", "--scrape"));
    assertEquals(
        block("scrape_configs:")
            .replace("/home/me/.local/state/jvc/metrics-token", tokenFile().toString())
            .replace("9911", String.valueOf(port)),
        printed);

    try (Prometheus prometheus = Prometheus.start(machine, freePort(), printed)) {
      prometheus.await("up{job=\"jvc\"}", "1");
      prometheus.await("jvc_logins", "1");
      prometheus.await("jvc_answers_seconds_count{status=\"200\"} >= bool 1", "1");
      prometheus.await("jvc_login_end_timestamp_seconds - time() < bool 12 * 3600 + 1", "1");

      succeed(machine.jvc("daemon", "metrics", "--revoke"));
      prometheus.await("up{job=\"jvc\"}", "0");
    }
  }

  private int scraped() throws Exception {
    return Integer.parseInt(
        curl(
                "-H",
                "Authorization: Bearer "
                    + (Files.exists(tokenFile()) ? Files.readString(tokenFile()) : "none"),
                "http://127.0.0.1:" + port + "/v1/metrics")
            .out());
  }

  @Test
  void theTokenIsThePersonsAndOutlivesTheDaemon() throws Exception {
    succeed(machine.jvc("daemon", "metrics", "--revoke"));
    assertEquals(404, scraped());
    String printed = succeed(machine.jvc("daemon", "metrics", "--scrape"));
    assertEquals(
        "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(tokenFile())));
    assertEquals(200, scraped());

    succeed(machine.jvc("daemon", "stop"));
    succeed(machine.jvc("daemon", "start"));
    assertEquals(200, scraped());
    assertEquals(printed, succeed(machine.jvc("daemon", "metrics", "--scrape")));
    succeed(machine.jvc("logout", "--tokens"));
    assertEquals(200, scraped());

    assertEquals(
        "jvc: metrics are no longer served at the endpoint: the token was taken back",
        machine.jvc("daemon", "metrics", "--revoke").firstError());
    assertEquals(404, scraped());
    assertFalse(Files.exists(tokenFile()));
    // Logging out and the restart have taken what the other tests look for.
    succeed(machine.login("personal"));
    useIt();
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "needs Linux: reads /proc")
  void anotherUserGetsNothingWithTheTokenAndIsCounted() throws Exception {
    Assumptions.assumeTrue(
        "root".equals(System.getProperty("user.name")), "needs root: acts as another user");
    succeed(machine.jvc("daemon", "metrics", "--scrape"));

    Machine.Result other =
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
                "-H",
                "Authorization: Bearer " + Files.readString(tokenFile()),
                "http://127.0.0.1:" + port + "/v1/metrics"));

    assertTrue(other.exit() != 0, other.toString());
    assertEquals("", other.out());
    assertTrue(text().contains("jvc_refusals_total{reason=\"foreign_socket\"}"), text());
  }

  @Test
  void theTextfileCollectorGetsWholeFiles() throws Exception {
    String command =
        page()
            .lines()
            .map(String::strip)
            .filter(line -> line.startsWith("jvc daemon metrics >"))
            .findFirst()
            .orElseThrow();
    String path = Machine.root().resolve("bin") + ":" + System.getenv("PATH");

    succeed(machine.run(Map.of("PATH", path), "", List.of("sh", "-c", command)));

    String file = Files.readString(machine.home().resolve("jvc.prom"));
    assertTrue(file.contains("\njvc_logins 1.0\n"), file);
    assertFalse(Files.exists(machine.home().resolve("jvc.prom.new")));
  }
}
