package dev.jvc.system;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** A real Prometheus on a machine, which scrapes once a second. */
final class Prometheus implements AutoCloseable {

  private static final Pattern VALUE = Pattern.compile("\"value\":\\[[0-9.]+,\"([^\"]*)\"]");

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final Process process;
  private final URI base;

  private Prometheus(Process process, URI base) {
    this.process = process;
    this.base = base;
  }

  /** The path of one of its programs. */
  static String program(String name) {
    Path unpacked = Path.of(AwsClients.tool("prometheus/usr/bin")).resolve(name);
    return Files.isExecutable(unpacked) ? unpacked.toString() : name;
  }

  /** Starts it with a configuration to which the interval is added, and waits until it answers. */
  static Prometheus start(Machine machine, int port, String configuration) throws IOException {
    Path folder = Files.createDirectories(machine.home().resolve("prometheus"));
    Path file = folder.resolve("prometheus.yml");
    Files.writeString(file, "global: { scrape_interval: 1s }\n" + configuration);
    Process process =
        machine
            .builder(
                Map.of(),
                List.of(
                    program("prometheus"),
                    "--config.file=" + file,
                    "--storage.tsdb.path=" + folder.resolve("data"),
                    "--web.listen-address=127.0.0.1:" + port))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    Prometheus prometheus = new Prometheus(process, URI.create("http://127.0.0.1:" + port));
    Awaitility.await("Prometheus answers: " + folder.resolve("log"))
        .atMost(30, TimeUnit.SECONDS)
        .ignoreExceptions()
        .until(() -> prometheus.get("/-/ready").statusCode() == 200);
    return prometheus;
  }

  /** The value of the only series that an expression gives; empty when there is none. */
  String value(String expression) throws IOException, InterruptedException {
    String query = URLEncoder.encode(expression, StandardCharsets.UTF_8);
    Matcher value = VALUE.matcher(get("/api/v1/query?query=" + query).body());
    return value.find() ? value.group(1) : "";
  }

  /** Waits until the only series that an expression gives has a value. */
  void await(String expression, String value) {
    Awaitility.await(expression + " is " + value)
        .atMost(30, TimeUnit.SECONDS)
        .until(() -> value(expression), value::equals);
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return HTTP.send(
        HttpRequest.newBuilder(base.resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
