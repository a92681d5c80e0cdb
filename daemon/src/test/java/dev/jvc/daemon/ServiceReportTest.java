package dev.jvc.daemon;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jvc.daemon.platform.DatagramReceiver;
import dev.jvc.daemon.platform.OperatingSystem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ServiceReportTest {

  private static final long PID = 4242;
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private static ServiceReport report(Map<String, String> environment) {
    return ServiceReport.of(environment, OperatingSystem.LINUX, PID);
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "needs Linux: reads /proc")
  void theManagerHearsEachStepInItsOwnWords(@TempDir Path folder) {
    String name = folder.resolve("notify").toString();
    try (DatagramReceiver manager = DatagramReceiver.bind(name)) {
      ServiceReport report = report(Map.of("NOTIFY_SOCKET", name));

      report.ready("serving");
      report.well("serving, 1 login");
      report.reloading(1_234_567_890L);
      report.stopping();

      assertEquals("READY=1\nSTATUS=serving", manager.receive());
      assertEquals("WATCHDOG=1\nSTATUS=serving, 1 login", manager.receive());
      assertEquals("RELOADING=1\nMONOTONIC_USEC=1234567", manager.receive());
      assertEquals("STOPPING=1\nSTATUS=stopping", manager.receive());
    }
  }

  @Test
  void withoutAManagerNothingIsToldToAnybody() {
    ServiceReport report = report(Map.of());

    assertDoesNotThrow(() -> report.ready("serving"));
    assertEquals(LONGEST, report.pauseBetweenChecks(LONGEST));
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "needs Linux: reads /proc")
  void aManagerThatIsGoneDoesNotEndTheDaemon(@TempDir Path folder) {
    ServiceReport report = report(Map.of("NOTIFY_SOCKET", folder.resolve("gone").toString()));

    assertDoesNotThrow(() -> {
      report.ready("serving");
      report.well("serving");
    });
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          30000000, '',   10000
          3000000,  4242, 1000
          90000000, 4242, 10000
          3000000,  4243, 10000
          3000000,  x,    10000
          0,        '',   10000
          -3000000, '',   10000
          x,        '',   10000
          99999999999999999999, '', 10000
          9223372036854775807,  '', 10000
          """)
  void checksAreThreeWithinTheWatchdogOfThisProcess(String micros, String pid, long millis) {
    Map<String, String> environment = new HashMap<>();
    environment.put("WATCHDOG_USEC", micros);
    if (!pid.isEmpty()) {
      environment.put("WATCHDOG_PID", pid);
    }

    assertEquals(Duration.ofMillis(millis), report(environment).pauseBetweenChecks(LONGEST));
  }
}
