package dev.jvc.daemon.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jvc.daemon.credential.LoginRequest;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.credential.RoleArn;
import dev.jvc.daemon.credential.RoleRequest;
import dev.jvc.daemon.credential.StsEndpoint;
import dev.jvc.daemon.json.JsonException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TaskMessageTest {

  private static final String SERIAL = "arn:aws:iam::111122223333:mfa/me";
  private static final Task.Aws AWS =
      new Task.Aws(
          new StsEndpoint("eu-west-2", URI.create("http://127.0.0.1:4566")),
          Map.of("AWS_CA_BUNDLE", "/etc/ssl/corp.pem"));

  private static Task read(String json) throws JsonException {
    return TaskMessage.read(json.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aLoginIsReadFromTheGoldenMessage() throws JsonException {
    ProfileName personal = new ProfileName("personal");

    assertEquals(
        new Task.Login(
            personal,
            "file",
            new LoginRequest.SessionToken(personal, SERIAL, Duration.ofHours(12)),
            AWS),
        read(TestDaemon.golden("task-login-details.json")));
  }

  @Test
  void aDirectLoginIsReadFromTheGoldenMessage() throws JsonException {
    ProfileName key = new ProfileName("long");
    RoleRequest role =
        new RoleRequest(
            new RoleArn("arn:aws:iam::111122223333:role/Developer"),
            "jvc-me",
            Duration.ofHours(8),
            "partner-42",
            Map.of("team", "blue"),
            Set.of("team"),
            "me");

    assertEquals(
        new Task.Login(key, "file", new LoginRequest.DirectRole(key, SERIAL, role), AWS),
        read(TestDaemon.golden("task-direct-details.json")));
  }

  @Test
  void anAdditionIsReadFromTheGoldenMessage() throws JsonException {
    ProfileName fresh = new ProfileName("fresh");

    assertEquals(
        new Task.Add(fresh, fresh, "auto", AWS), read(TestDaemon.golden("task-add-details.json")));
  }

  @Test
  void anImportIsReadLikeAnAddition() throws JsonException {
    ProfileName fresh = new ProfileName("fresh");

    assertEquals(
        new Task.Import(fresh, fresh, "auto", AWS),
        read(TestDaemon.golden("task-import-details.json")));
  }

  @Test
  void aRemovalNeedsNothingOfAws() throws JsonException {
    Task.Remove remove =
        assertInstanceOf(
            Task.Remove.class,
            read("{\"task\":\"remove\",\"profile\":\"p\",\"key\":\"k\",\"store\":\"file\"}"));
    assertEquals(new ProfileName("k"), remove.key());
  }

  @Test
  void aMoveNeedsNothingOfAwsEither() throws JsonException {
    assertEquals(
        new Task.Move(new ProfileName("p"), new ProfileName("k"), "file"),
        read("{\"task\":\"move\",\"profile\":\"p\",\"key\":\"k\",\"store\":\"file\"}"));
  }

  @Test
  void whatALaterDaemonAddsIsIgnored() throws JsonException {
    assertInstanceOf(
        Task.Add.class,
        read(
            "{\"task\":\"add\",\"profile\":\"p\",\"key\":\"p\",\"store\":\"file\",\"region\":\"eu-west-2\",\"later\":{\"x\":[1]}}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"task\":\"login\" | \"task\":\"dance\"",
        "\"task\":\"login\" | \"task\":7",
        "\"task\":\"login\", | ''",
        "\"profile\":\"personal\" | \"profile\":\"\"",
        "\"key\":\"personal\", | ''",
        "\"key\":\"personal\" | \"key\":\"a\\u0000b\"",
        "\"store\":\"file\", | ''",
        "\"call\":\"GetSessionToken\" | \"call\":\"GetFederationToken\"",
        "\"call\":\"GetSessionToken\", | ''",
        "\"call\":\"GetSessionToken\" | \"call\":\"AssumeRole\"",
        "\"durationSeconds\":43200 | \"durationSeconds\":1",
        "\"durationSeconds\":43200 | \"durationSeconds\":\"43200\"",
        "\"durationSeconds\":43200, | ''",
        "\"durationSeconds\":43200 | \"durationSeconds\":999999999999999999",
        "\"region\":\"eu-west-2\", | ''",
        "\"region\":\"eu-west-2\" | \"region\":\"x@evil:443/#\"",
        "http://127.0.0.1:4566 | http://example.com",
        "http://127.0.0.1:4566 | not a uri",
        "\"/etc/ssl/corp.pem\" | 7",
      })
  void aMessageThatNoDaemonSendsIsRefused(String part, String replacement) {
    String golden = TestDaemon.golden("task-login-details.json");
    String broken = golden.replace(part, replacement);
    assertEquals(false, golden.equals(broken), "the golden file holds " + part);

    Exception refused = assertThrows(Exception.class, () -> read(broken));
    assertEquals(
        true,
        refused instanceof JsonException || refused instanceof IllegalArgumentException,
        refused.toString());
  }
}
