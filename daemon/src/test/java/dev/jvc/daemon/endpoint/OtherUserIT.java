package dev.jvc.daemon.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.daemon.endpoint.guard.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Another user of the machine, who even knows a good token. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "needs Linux: reads /proc")
final class OtherUserIT {

  /** curl's code for an answer without a byte. */
  private static final int EMPTY_REPLY = 52;

  @TempDir Path folder;

  private static Process start(TestEndpoint endpoint, String uid, int connections)
      throws IOException {
    List<String> command = new ArrayList<>();
    if (!uid.isEmpty()) {
      command.addAll(List.of("setpriv", "--reuid", uid, "--regid", uid, "--clear-groups"));
    }
    command.addAll(List.of("curl", "--silent", "--max-time", "30"));
    command.addAll(List.of("-H", "Authorization: " + endpoint.token("personal")));
    command.addAll(List.of("-H", "Connection: close"));
    command.add(
        "http://127.0.0.1:"
            + endpoint.port()
            + "/v1/credentials/personal"
            + (connections > 1 ? "?[1-" + connections + "]" : ""));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"65534", "54321"})
  void anotherUserGetsNotAByte(String uid) throws Exception {
    Assumptions.assumeTrue(isRoot(), "needs root: acts as another user");
    try (TestEndpoint endpoint = TestEndpoint.start(folder)) {
      Process curl = start(endpoint, uid, 1);
      String output = new String(curl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

      assertEquals("", output);
      assertTrue(
          List.of(EMPTY_REPLY, 56).contains(curl.waitFor()), () -> "curl: " + curl.exitValue());
      assertEquals(0, endpoint.counts().answered(200));
      assertNotEquals(0, endpoint.counts().refusals(Refusal.FOREIGN_SOCKET));
    }
  }

  @Test
  void theSameUserIsServedWhileAnotherFloodsThePort() throws Exception {
    Assumptions.assumeTrue(isRoot(), "needs root: acts as another user");
    try (TestEndpoint endpoint = TestEndpoint.start(folder)) {
      Process flood = start(endpoint, "65534", 400);
      flood.getInputStream().close();
      Awaitility.await().until(() -> endpoint.counts().refusals(Refusal.FOREIGN_SOCKET) > 0);
      for (int i = 0; i < 20; i++) {
        Process own = start(endpoint, "", 1);
        String output = new String(own.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(output.contains("AccessKeyId"), output);
      }
      flood.destroy();
      flood.waitFor();
    }
  }
}
