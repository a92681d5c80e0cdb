package dev.jvc.client.verb;

import dev.jvc.client.outcome.ExitCode;
import dev.jvc.client.outcome.Failure;
import dev.jvc.client.protocol.MetricsAccess;
import dev.jvc.client.terminal.Output;
import java.net.URI;
import picocli.CommandLine.Model.CommandSpec;

/** {@code jvc daemon metrics}: the daemon in numbers, here or for a monitoring system. */
final class DaemonMetrics extends Verb {

  private static final String SCRAPE = "--scrape";
  private static final String REVOKE = "--revoke";

  DaemonMetrics(Client client) {
    super(client);
  }

  @Override
  CommandSpec spec() {
    return Words.command(this, "metrics", "Print the daemon's metrics as Prometheus reads them.")
        .addOption(
            Words.flag(
                "Serve them at the endpoint as well, to whoever has a token that opens nothing"
                    + " else, and print what Prometheus needs to read them there.",
                SCRAPE))
        .addOption(Words.flag("Take that token back: they are no longer served there.", REVOKE));
  }

  @Override
  ExitCode run(Given given) throws Failure {
    boolean scrape = given.has(SCRAPE);
    boolean revoke = given.has(REVOKE);
    if (scrape && revoke) {
      throw Failure.usage("--scrape opens the metrics and --revoke closes them: give one of them");
    }
    if (scrape) {
      scrape();
    } else if (revoke) {
      revoke();
    } else {
      client.output().data(client.runningJvcd().metrics());
    }
    return ExitCode.DONE;
  }

  private void scrape() throws Failure {
    MetricsAccess access = client.jvcd().openMetrics();
    URI uri = URI.create(access.uri());
    Output output = client.output();
    output.line("scrape_configs:");
    output.line("  - job_name: jvc");
    output.line("    metrics_path: " + uri.getPath());
    output.line("    authorization:");
    output.line("      credentials_file: " + quoted(access.tokenFile()));
    output.line("    static_configs:");
    output.line("      - targets: [" + quoted(uri.getAuthority()) + "]");
    output.say("metrics are served at " + access.uri() + " with the token of this file");
    if (!access.uriStays()) {
      output.warn(
          "the port changes with every start of the daemon: set listen.port in jvc.yaml to keep it");
    }
  }

  private void revoke() throws Failure {
    boolean was = client.jvcd().closeMetrics();
    client
        .output()
        .say(
            was
                ? "metrics are no longer served at the endpoint: the token was taken back"
                : "metrics were not served at the endpoint");
  }

  /** A scalar of YAML in which nothing but the quote has a meaning (YAML 1.2, section 7.3.2). */
  private static String quoted(String text) {
    return "'" + Output.printable(text).replace("'", "''") + "'";
  }
}
