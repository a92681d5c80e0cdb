package dev.jvc.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jvc.sandbox.fault.Effect.Garbage.Kind;
import dev.jvc.sandbox.fault.Fault;
import dev.jvc.sandbox.world.User;
import dev.jvc.sandbox.world.World;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;

/** The AWS SDK as it comes, retries included, takes the sandbox for AWS. */
final class SdkTest {
  private final World world = World.example();
  private final User robot = world.user("robot");
  private final Sandbox aws = Sandbox.start(world);
  private final StsClient sts =
      StsClient.builder()
          .endpointOverride(aws.endpoint())
          .region(Region.US_EAST_1)
          .credentialsProvider(
              StaticCredentialsProvider.create(
                  AwsBasicCredentials.create(robot.key().id(), robot.key().secret())))
          .httpClientBuilder(UrlConnectionHttpClient.builder())
          .build();

  @AfterEach
  void stop() {
    // The SDK keeps the clock skew it has learnt for the whole JVM: let it unlearn.
    aws.faults().clear();
    sts.getCallerIdentity();
    sts.close();
    aws.close();
  }

  static Stream<Fault> passing_faults() {
    return Stream.of(
        Fault.down().next(2),
        Fault.throttled().next(2),
        Fault.serverError(500).next(2),
        Fault.serverError(503).next(2));
  }

  @ParameterizedTest
  @MethodSource("passing_faults")
  void it_retries_until_a_fault_has_passed(Fault fault) {
    aws.faults().inject(fault);
    assertEquals(robot.arn(), sts.getCallerIdentity().arn());
    assertEquals(3, aws.calls("GetCallerIdentity"));
    assertEquals(1, aws.calls().granted("GetCallerIdentity"));
    assertEquals(List.of(), aws.faults().active());
  }

  @Test
  void it_corrects_its_clock_by_the_date_of_the_refusal() {
    aws.faults().inject(Fault.wrongClock(Duration.ofHours(3)));
    assertEquals(robot.arn(), sts.getCallerIdentity().arn());
    assertEquals(
        List.of("SignatureDoesNotMatch", "granted"),
        aws.calls().recent().stream().map(Calls.Call::outcome).toList());
  }

  @Test
  void it_cannot_read_half_an_answer() {
    aws.faults().inject(Fault.garbage(Kind.TRUNCATED));
    assertThrows(SdkException.class, sts::getCallerIdentity);
    assertEquals(0, aws.calls().granted("GetCallerIdentity"));
  }
}
