package dev.jvc.system;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An STS that was written by others: {@code moto_server} on a free loopback port.
 *
 * <p>It takes any key and any MFA code, and answers as AWS does.
 */
final class Moto implements AutoCloseable {

  /** The account that it puts everybody in. */
  static final String ACCOUNT = "123456789012";

  private static final Pattern ADDRESS =
      Pattern.compile("Running on (http://127\\.0\\.0\\.1:\\d+)");

  private final Process server;
  private final String endpoint;

  private Moto(Process server, String endpoint) {
    this.server = server;
    this.endpoint = endpoint;
  }

  /** Starts it; what it logs goes to a file in the folder. */
  static Moto start(Path folder) throws IOException {
    Path log = Files.createTempFile(folder, "moto", ".log");
    Process server =
        new ProcessBuilder(
                List.of(AwsClients.tool("moto/bin/moto_server"), "-H", "127.0.0.1", "-p", "0"))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    String endpoint =
        await("moto_server")
            .atMost(Duration.ofSeconds(60))
            .until(
                () -> {
                  if (!server.isAlive()) {
                    throw new IOException("moto_server has ended: " + Files.readString(log));
                  }
                  Matcher address = ADDRESS.matcher(Files.readString(log));
                  return address.find() ? address.group(1) : "";
                },
                found -> !found.isEmpty());
    return new Moto(server, endpoint);
  }

  String endpoint() {
    return endpoint;
  }

  @Override
  public void close() {
    server.destroy();
    server.onExit().join();
  }
}
