package dev.jvc.daemon.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.File;
import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An endpoint in a process that may open 256 descriptors, and clients that open more. */
@Timeout(120)
final class LowDescriptorLimitIT {

  @TempDir Path folder;
  private Process server;
  private int port;
  private String request = "";

  /** The other process: an endpoint until it is terminated. */
  static final class Server {

    private Server() {}

    public static void main(String[] arguments) throws Exception {
      try (TestEndpoint endpoint = TestEndpoint.start(Path.of(arguments[0]))) {
        System.out.println(endpoint.port());
        System.out.println(endpoint.token("personal"));
        new CountDownLatch(1).await();
      }
    }
  }

  /** Only what an endpoint needs, because every jar takes descriptors too. */
  private static String classPath() {
    List<String> needed = List.of("target", "helidon", "jackson", "jspecify");
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .filter(entry -> needed.stream().anyMatch(entry::contains))
        .collect(Collectors.joining(File.pathSeparator));
  }

  @BeforeEach
  void startServer() throws IOException {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("sh", "-c", "ulimit -n 256; exec \"$@\"", "sh"));
    command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp"));
    command.add(classPath());
    command.addAll(List.of(Server.class.getName(), folder.toString()));
    server =
        new ProcessBuilder(command)
            .redirectError(Files.createFile(folder.resolve("log")).toFile())
            .start();
    BufferedReader output = server.inputReader(StandardCharsets.UTF_8);
    port = Integer.parseInt(String.valueOf(output.readLine()));
    request =
        "GET /v1/credentials/personal HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: "
            + output.readLine()
            + "\r\n\r\n";
  }

  @AfterEach
  void stopServer() throws Exception {
    server.destroy();
    server.waitFor();
  }

  private boolean isServed() throws IOException {
    try (RawClient client = new RawClient(port)) {
      return client.send(request).answer().status() == 200;
    } catch (EOFException | SocketException cutOff) {
      return false;
    }
  }

  @Test
  void fourHundredSilentConnectionsDoNotEndTheListener() throws IOException {
    List<RawClient> flood = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      flood.add(new RawClient(port));
    }
    for (RawClient client : flood) {
      client.close();
    }

    Awaitility.await().atMost(Duration.ofSeconds(60)).until(this::isServed);
    assertTrue(server.isAlive());
    assertFalse(Files.readString(folder.resolve("log")).contains("SEVERE"));
  }

  @Test
  void servedConnectionsThatStayOpenDoNotKeepOthersOut() throws IOException {
    List<RawClient> open = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      RawClient client = new RawClient(port);
      assertEquals(200, client.send(request).answer().status());
      open.add(client);
    }
    for (RawClient client : open) {
      client.close();
    }

    assertTrue(isServed());
  }
}
