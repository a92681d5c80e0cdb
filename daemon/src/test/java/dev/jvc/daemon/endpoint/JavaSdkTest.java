package dev.jvc.daemon.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.daemon.credential.Problem;
import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.credential.Vend;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.core.exception.SdkClientException;

/** The endpoint as the AWS SDK for Java sees it. */
final class JavaSdkTest {

  private static final String URI = SdkSystemSetting.AWS_CONTAINER_CREDENTIALS_FULL_URI.property();
  private static final String TOKEN = SdkSystemSetting.AWS_CONTAINER_AUTHORIZATION_TOKEN.property();

  @TempDir Path folder;
  private TestEndpoint endpoint;

  @BeforeEach
  void start() throws IOException {
    endpoint = TestEndpoint.start(folder);
    System.setProperty(URI, endpoint.endpoint().uri(new ProfileName("personal")).toString());
    System.setProperty(TOKEN, endpoint.token("personal"));
  }

  @AfterEach
  void stop() {
    System.clearProperty(URI);
    System.clearProperty(TOKEN);
    endpoint.close();
  }

  private static AwsSessionCredentials resolve() {
    try (ContainerCredentialsProvider provider = ContainerCredentialsProvider.create()) {
      return (AwsSessionCredentials) provider.resolveCredentials();
    }
  }

  @Test
  void theSdkFindsTheCredentials() {
    AwsSessionCredentials credentials = resolve();

    assertEquals("ASIAXXXXXXXXXXXXXXXX", credentials.accessKeyId());
    assertEquals("secret/of+forty=characters", credentials.secretAccessKey());
    assertEquals("tokenOfpersonal", credentials.sessionToken());
    assertEquals(Instant.parse("2031-02-03T04:05:06Z"), credentials.expirationTime().orElseThrow());
  }

  @ParameterizedTest
  @EnumSource(
      value = ProblemCode.class,
      names = {"LOGIN_NEEDED", "FORBIDDEN", "AWS_REFUSED", "AWS_UNREACHABLE", "KEY_MISSING"})
  void theSdkShowsThePersonTheSentence(ProblemCode code) {
    String sentence = "profile personal needs a login: run jvc login personal";
    endpoint.vends("personal", new Vend.NeedsPerson(Problem.of(code, sentence)));

    SdkClientException failure = assertThrows(SdkClientException.class, JavaSdkTest::resolve);

    StringBuilder shown = new StringBuilder();
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      shown.append(cause.getMessage()).append('\n');
    }
    assertTrue(shown.toString().contains(sentence), shown.toString());
  }

  @Test
  void theSdkShowsThatItsTokenIsNotInForce() {
    System.setProperty(TOKEN, "A".repeat(43));

    SdkClientException failure = assertThrows(SdkClientException.class, JavaSdkTest::resolve);

    assertTrue(String.valueOf(failure.getCause()).contains("run jvc env again"), failure::toString);
  }
}
