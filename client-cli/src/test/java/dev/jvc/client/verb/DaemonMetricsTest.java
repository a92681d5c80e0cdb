package dev.jvc.client.verb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.client.scripted.Golden;
import dev.jvc.client.scripted.Person;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code jvc daemon metrics}: what it asks of the daemon, and what the person gets to read. */
final class DaemonMetricsTest extends WithScriptedDaemon {

  private static final String TEXT = "# TYPE jvc_logins gauge\njvc_logins 1.0\n";

  private void answers() {
    daemon
        .answerRaw(
            "GET /v1/metrics",
            "HTTP/1.1 200 OK\r\nJvc-Protocol: 1\r\nContent-Type: text/plain; version=0.0.4;"
                + " charset=utf-8\r\nContent-Length: "
                + TEXT.length()
                + "\r\n\r\n"
                + TEXT)
        .answer("POST /v1/metrics/token", Golden.text("metrics-token.json"))
        .answer("DELETE /v1/metrics/token", Golden.text("metrics-token-revoked.json"));
  }

  @Test
  void theTextIsPrintedAsItCame() {
    answers();

    assertEquals(new Person.Run(0, TEXT, ""), person.line("daemon metrics"));
    assertEquals(List.of("GET /v1/metrics"), daemon.lines());
  }

  @Test
  void whatPrometheusNeedsIsReadyToPaste() {
    answers();

    assertEquals(
        new Person.Run(
            0,
            """
            scrape_configs:
              - job_name: jvc
                metrics_path: /v1/metrics
                authorization:
                  credentials_file: '/home/me/.local/state/jvc/metrics-token'
                static_configs:
                  - targets: ['127.0.0.1:9911']
            """,
            "jvc: metrics are served at http://127.0.0.1:9911/v1/metrics with the token of this"
                + " file\n"),
        person.line("daemon metrics --scrape"));
    assertEquals(List.of("POST /v1/metrics/token"), daemon.lines());
    assertEquals("", person.line("daemon metrics --scrape --quiet").err());
  }

  @Test
  void aPortThatChangesIsWarnedOf() {
    daemon.answer(
        "POST /v1/metrics/token",
        Golden.text("metrics-token.json").replace("\"uriStays\":true", "\"uriStays\":false"));

    Person.Run run = person.line("daemon metrics --scrape --quiet");

    assertEquals(0, run.exit());
    assertEquals(
        "jvc: the port changes with every start of the daemon: set listen.port in jvc.yaml to keep"
            + " it\n",
        run.err());
  }

  @Test
  void anOddPathIsQuotedForYaml() {
    daemon.answer(
        "POST /v1/metrics/token",
        """
        {"uri":"http://[::1]:9911/v1/metrics","uriStays":true,"tokenFile":"/home/o'neil: #1/token"}\
        """);

    String printed = person.line("daemon metrics --scrape").out();

    assertTrue(printed.contains("credentials_file: '/home/o''neil: #1/token'\n"), printed);
    assertTrue(printed.contains("- targets: ['[::1]:9911']\n"), printed);
  }

  @Test
  void theTokenIsTakenBack() {
    answers();

    assertEquals(
        new Person.Run(
            0, "", "jvc: metrics are no longer served at the endpoint: the token was taken back\n"),
        person.line("daemon metrics --revoke"));
    assertEquals(List.of("DELETE /v1/metrics/token"), daemon.lines());

    daemon.answer("DELETE /v1/metrics/token", "{\"revoked\":false}");
    assertEquals(
        new Person.Run(0, "", "jvc: metrics were not served at the endpoint\n"),
        person.line("daemon metrics --revoke"));
  }

  @Test
  void theDaemonsRefusalIsPassedOn() {
    daemon.answer(
        "POST /v1/metrics/token",
        500,
        """
        {"code":"Internal","message":"the metrics token cannot be kept: no space left","exitCode":1}\
        """);

    assertEquals(
        new Person.Run(1, "", "jvc: the metrics token cannot be kept: no space left\n"),
        person.line("daemon metrics --scrape"));
  }

  @Test
  void readingThemNeverStartsTheDaemon() throws IOException {
    daemon.close();

    Person.Run run = person.line("daemon metrics");

    assertEquals(
        new Person.Run(3, "", "jvc: the daemon is not running\nhint: run: jvc daemon start\n"),
        run);
    assertFalse(run.err().contains("started"));
  }
}
