package dev.jvc.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.sandbox.fault.Effect.Garbage.Kind;
import dev.jvc.sandbox.fault.Fault;
import dev.jvc.sandbox.world.User;
import dev.jvc.sandbox.world.World;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.StsException;

/** Every fault, seen by a client, and gone after it is cleared. */
final class FaultsTest {
  private final World world = World.example();
  private final User robot = world.user("robot");
  private final Sandbox aws = Sandbox.start(world);

  @AfterEach
  void stop() {
    aws.close();
  }

  @Test
  void down_closes_the_connection_without_an_answer() {
    aws.faults().inject(Fault.down());
    assertThrows(UncheckedIOException.class, () -> whoAmI().send());
    assertEquals(1, aws.calls().received("GetCallerIdentity"));
    aws.faults().clear();
    assertEquals(200, whoAmI().send().statusCode());
  }

  @Test
  void throttled_is_a_400_that_the_sdk_knows() {
    aws.faults().inject(Fault.throttled());
    try (StsClient sts = Clients.of(aws, robot)) {
      StsException refused = assertThrows(StsException.class, sts::getCallerIdentity);
      assertTrue(refused.isThrottlingException());
      assertEquals(400, refused.statusCode());
    }
    assertEquals(0, aws.calls().granted("GetCallerIdentity"));
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503})
  void server_errors_keep_their_status(int status) {
    aws.faults().inject(Fault.serverError(status));
    assertEquals(status, whoAmI().send().statusCode());
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void garbage_is_a_200_that_is_no_sts_answer(Kind kind) {
    aws.faults().inject(Fault.garbage(kind));
    HttpResponse<String> answer = whoAmI().send();
    assertEquals(200, answer.statusCode());
    switch (kind) {
      case CAPTIVE_PORTAL -> assertTrue(answer.body().contains("<html>"), answer.body());
      case TRUNCATED -> assertTrue(answer.body().endsWith("<AccessKeyId>ASIA"), answer.body());
      case EMPTY -> assertEquals("", answer.body());
    }
  }

  @Test
  void a_slow_operation_does_not_hold_up_the_others() {
    aws.faults().inject(Fault.slow(Duration.ofMinutes(5)).on("AssumeRole").next(1));
    CompletableFuture<HttpResponse<String>> slow =
        CompletableFuture.supplyAsync(() -> assumeNoMfa().send());
    Awaitility.await().until(() -> aws.calls("AssumeRole") == 1);
    assertEquals(200, whoAmI().send().statusCode());
    assertEquals(200, assumeNoMfa().send().statusCode());
    assertFalse(slow.isDone());
    slow.cancel(true);
  }

  @Test
  void a_slow_answer_comes_in_the_end() {
    aws.faults().inject(Fault.slow(Duration.ofMillis(200)));
    long start = System.nanoTime();
    assertEquals(200, whoAmI().send().statusCode());
    assertTrue(System.nanoTime() - start >= 200_000_000);
  }

  @Test
  void a_wrong_clock_shows_in_the_date_and_refuses_signatures() {
    aws.faults().inject(Fault.wrongClock(Duration.ofHours(2)));
    HttpResponse<String> refused = whoAmI().send();
    assertTrue(refused.body().contains("Signature expired"), refused.body());
    Instant date =
        ZonedDateTime.parse(
                refused.headers().firstValue("Date").orElseThrow(),
                DateTimeFormatter.RFC_1123_DATE_TIME)
            .toInstant();
    HttpResponse<String> corrected = assumeNoMfa().at(date).send();
    assertEquals(200, corrected.statusCode(), corrected.body());
    assertTrue(
        expiration(corrected.body()).isAfter(world.clock().instant().plusSeconds(10_000)),
        corrected.body());
  }

  @Test
  void expired_credentials_are_expired_on_arrival_and_stay_so() {
    aws.faults().inject(Fault.expired().on("AssumeRole"));
    try (StsClient sts = Clients.of(aws, robot)) {
      AssumeRoleResponse answer =
          sts.assumeRole(r -> r.roleArn(world.role("NoMfa").arn()).roleSessionName("late"));
      assertTrue(answer.credentials().expiration().isBefore(world.clock().instant()));
      try (StsClient late = Clients.of(aws, answer.credentials())) {
        StsException refused = assertThrows(StsException.class, late::getCallerIdentity);
        assertEquals("ExpiredToken", refused.awsErrorDetails().errorCode());
        assertEquals(403, refused.statusCode());
      }
    }
  }

  @Test
  void short_lived_credentials_work_until_their_end() {
    aws.faults()
        .inject(Fault.shortLived(Duration.ofSeconds(90)).on("AssumeRole"))
        .inject(Fault.shortLived(Duration.ofSeconds(120)).on("AssumeRole"));
    try (StsClient sts = Clients.of(aws, robot)) {
      Instant before = world.clock().instant();
      AssumeRoleResponse answer =
          sts.assumeRole(r -> r.roleArn(world.role("NoMfa").arn()).roleSessionName("hasty"));
      Duration life = Duration.between(before, answer.credentials().expiration());
      assertTrue(life.toSeconds() >= 88 && life.toSeconds() < 120, life.toString());
      try (StsClient hasty = Clients.of(aws, answer.credentials())) {
        assertTrue(hasty.getCallerIdentity().arn().endsWith("/NoMfa/hasty"));
      }
    }
  }

  @Test
  void another_role_answers() {
    aws.faults().inject(Fault.otherRole("arn:aws:iam::999999999999:role/Mallory"));
    try (StsClient sts = Clients.of(aws, robot)) {
      assertEquals(
          "arn:aws:sts::999999999999:assumed-role/Mallory/desk",
          sts.assumeRole(r -> r.roleArn(world.role("NoMfa").arn()).roleSessionName("desk"))
              .assumedRoleUser()
              .arn());
    }
  }

  @Test
  void a_counted_fault_ends_by_itself_and_hits_its_operation_only() {
    aws.faults().inject(Fault.throttled().on("AssumeRole").next(2));
    assertEquals(200, whoAmI().send().statusCode());
    assertEquals(400, assumeNoMfa().send().statusCode());
    assertEquals(400, assumeNoMfa().send().statusCode());
    assertEquals(200, assumeNoMfa().send().statusCode());
    assertEquals(3, aws.calls().received("AssumeRole"));
    assertEquals(1, aws.calls().granted("AssumeRole"));
    assertEquals(List.of(), aws.faults().active());
  }

  @Test
  void a_fault_that_makes_no_sense_is_refused() {
    assertThrows(IllegalArgumentException.class, () -> Fault.serverError(404));
    assertThrows(IllegalArgumentException.class, () -> Fault.throttled().next(0));
    assertThrows(IllegalArgumentException.class, () -> Fault.slow(Duration.ofMillis(-1)));
    assertThrows(
        IllegalArgumentException.class, () -> aws.faults().inject(Fault.down().on("AssumeRol")));
  }

  private RawCall whoAmI() {
    return RawCall.whoAmI(aws).by(robot.key());
  }

  private RawCall assumeNoMfa() {
    return RawCall.post(
            aws,
            "Action=AssumeRole&Version=2011-06-15&RoleSessionName=desk&RoleArn="
                + world.role("NoMfa").arn().replace(":", "%3A").replace("/", "%2F"))
        .by(robot.key());
  }

  private static Instant expiration(String answer) {
    return Instant.parse(answer.replaceFirst("(?s).*<Expiration>(.*)</Expiration>.*", "$1"));
  }
}
