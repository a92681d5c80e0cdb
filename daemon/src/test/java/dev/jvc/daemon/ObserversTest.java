package dev.jvc.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.daemon.credential.AccessKeyId;
import dev.jvc.daemon.credential.CallerIdentity;
import dev.jvc.daemon.credential.IssueException;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.credential.RoleArn;
import dev.jvc.daemon.endpoint.guard.Refusal;
import dev.jvc.daemon.telemetry.Meters;
import dev.jvc.daemon.vending.DropReason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ObserversTest {

  private static final RoleArn ROLE = new RoleArn("arn:aws:iam::111122223333:role/Developer");
  private static final CallerIdentity IDENTITY =
      new CallerIdentity("111122223333", "arn:aws:iam::111122223333:user/me");

  private final Meters meters = new Meters();
  private final Observers observers = new Observers(meters);

  private void assertMetered(String line) {
    String scraped = meters.scrape();
    assertTrue(scraped.lines().anyMatch(line::equals), scraped);
  }

  @Test
  void answersAreCountedByStatus() {
    observers.answered(200, 1_000);
    observers.answered(200, 1_000);
    observers.answered(401, 1_000);

    assertMetered("jvc_answers_seconds_count{status=\"200\"} 2");
    assertMetered("jvc_answers_seconds_count{status=\"401\"} 1");
  }

  @Test
  void refusalsAreCountedByReason() {
    observers.refused(Refusal.FOREIGN_SOCKET);

    assertMetered("jvc_refusals_total{reason=\"foreign_socket\"} 1.0");
  }

  @Test
  void callsToAwsAreCountedByWhatBecameOfThem() {
    observers.awsCalled("AssumeRole", ROLE, null, Duration.ofMillis(80));
    observers.awsCalled("AssumeRole", ROLE, IssueException.Kind.TRANSIENT, Duration.ofSeconds(2));

    assertMetered("jvc_sts_calls_seconds_count{operation=\"AssumeRole\",outcome=\"ok\"} 1");
    assertMetered("jvc_sts_calls_seconds_count{operation=\"AssumeRole\",outcome=\"transient\"} 1");
  }

  @Test
  void aLoginIsToldByItsKey() {
    List<ProfileName> told = new ArrayList<>();
    observers.onLogin(told::add);

    observers.loginStarted(
        new ProfileName("personal"),
        IDENTITY,
        new AccessKeyId("ASIAIOSFODNN7EXAMPLE"),
        Instant.EPOCH);

    assertEquals(List.of(new ProfileName("personal")), told);
  }

  @Test
  void noMeterNamesAProfileAnAccountOrARole() {
    AccessKeyId id = new AccessKeyId("ASIAIOSFODNN7EXAMPLE");
    ProfileName key = new ProfileName("personal");
    observers.awsCalled("AssumeRole", ROLE, null, Duration.ofMillis(80));
    observers.loginStarted(key, IDENTITY, id, Instant.EPOCH);
    observers.sessionIssued(IDENTITY, id, Instant.EPOCH);
    observers.sessionDropped(IDENTITY, id, DropReason.EXPIRED);
    observers.loginDropped(key, IDENTITY, id, DropReason.LOGGED_OUT);
    observers.clockJumped(Duration.ofHours(1));

    String scraped = meters.scrape();

    assertFalse(scraped.contains("Developer"), scraped);
    assertFalse(scraped.contains("111122223333"), scraped);
    assertFalse(scraped.contains("personal"), scraped);
    assertFalse(scraped.contains("ASIA"), scraped);
  }
}
