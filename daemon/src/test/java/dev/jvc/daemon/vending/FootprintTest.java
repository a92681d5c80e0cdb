package dev.jvc.daemon.vending;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.daemon.credential.AccessKeyId;
import dev.jvc.daemon.credential.Secret;
import dev.jvc.daemon.credential.SessionCredentials;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a session costs in memory. */
final class FootprintTest {

  private static final int SESSIONS = 4_000;
  private static final int LIMIT = 8 * 1024;

  /** The session tokens that STS issues have some 800 to 1,400 bytes. */
  private static final int TOKEN = 1_400;

  private static final int DOCUMENT = 1_900;
  private static final int STEADY = 16 * 1024;

  @Test
  void aSessionTakesLessThanEightKibibytes() {
    long each = 0;
    // Something that an earlier test left behind may go while this one measures.
    for (int attempt = 0; attempt < 3 && each < TOKEN + DOCUMENT; attempt++) {
      each = footprint();
    }
    assertTrue(each > TOKEN + DOCUMENT, "implausible: " + each + " bytes");
    assertTrue(each < LIMIT, each + " bytes for a session");
  }

  private static long footprint() {
    try (Workshop workshop = new Workshop()) {
      for (int i = 0; i < SESSIONS; i++) {
        workshop.with(Samples.plan("p" + i, Samples.role("Role" + i)));
      }
      workshop.documentsHave(DOCUMENT);
      workshop.aws.behave((parent, request) ->
          new SessionCredentials(
              new AccessKeyId("ASIAIOSFODNN7EXAMPLE"),
              Secret.ofString("s".repeat(40)),
              Secret.ofString("t".repeat(TOKEN)),
              workshop.time.instant().plus(Duration.ofHours(1)),
              Samples.bearer(request)));
      workshop.loggedIn("p0");
      long before = used();
      for (int i = 0; i < SESSIONS; i++) {
        workshop.granted("p" + i);
      }
      workshop.witness.lines().clear();
      workshop.aws.calls().clear();
      return (used() - before) / SESSIONS;
    }
  }

  /** What is in use once collecting garbage, also that of earlier tests, yields no more. */
  private static long used() {
    long before = Long.MAX_VALUE;
    for (int round = 0; round < 20; round++) {
      System.gc();
      long now = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
      if (before - now < STEADY) {
        return now;
      }
      before = now;
    }
    return before;
  }
}
