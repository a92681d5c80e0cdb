package dev.jvc.daemon.platform;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class BootClockTest {

  @ParameterizedTest
  @EnumSource
  void theClockMovesForward(OperatingSystem os) {
    BootClock clock = BootClock.of(os);
    Duration first = clock.sinceBoot();

    await().until(() -> clock.sinceBoot().compareTo(first) > 0);
  }

  @Test
  void theCurrentOperatingSystemIsKnown() {
    BootClock.of(OperatingSystem.current()).sinceBoot();
  }
}
