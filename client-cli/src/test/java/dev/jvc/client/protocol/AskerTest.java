package dev.jvc.client.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AskerTest {

  @Test
  void theLauncherSaysWhoStartedIt() {
    Map<String, String> environment = Map.of("JVC_PARENT_PID", "4711");

    assertEquals("credential-process 4711", Asker.credentialProcess(environment).header());
    assertEquals("export 4711", Asker.export(environment).header());
    assertEquals("exec 4712", Asker.exec(4712, true).header());
    assertEquals("check 4712", Asker.exec(4712, false).header());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "01", "-7", "x", "7 8", "7\r\nHost: x", "12345678901", "\u0667"})
  void whatIsNoProcessIsNotSent(String pid) {
    assertEquals("", Asker.export(Map.of("JVC_PARENT_PID", pid)).header());
    assertEquals("", Asker.export(Map.of()).header());
  }
}
