package dev.jvc.daemon.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.daemon.credential.AccessKeyId;
import dev.jvc.daemon.credential.CallerIdentity;
import dev.jvc.daemon.credential.Secret;
import dev.jvc.daemon.credential.SessionCredentials;
import dev.jvc.daemon.endpoint.answer.WireTime;
import dev.jvc.daemon.json.JsonException;
import dev.jvc.daemon.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The two documents that hold credentials, as their readers read them. */
final class DocumentsTest {

  private static SessionCredentials session(String token, Instant expiration) {
    return new SessionCredentials(
        new AccessKeyId("ASIAEXAMPLEEXAMPLE12"),
        Secret.ofString("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"),
        Secret.ofString(token),
        expiration,
        new CallerIdentity(
            "111122223333", "arn:aws:sts::111122223333:assumed-role/Developer/me@host"));
  }

  private static final Instant SOON = Instant.parse("2026-11-24T20:00:00.999999999Z");

  static Stream<Function<SessionCredentials, byte[]>> documents() {
    return Stream.of(
        DocumentsTest::containerDocument, session -> ProcessDocument.of(session, true));
  }

  private static byte[] containerDocument(SessionCredentials session) {
    return new ContainerDocument(() -> true).containerDocument(session);
  }

  private static String text(byte[] document) {
    return new String(document, StandardCharsets.UTF_8);
  }

  @Test
  void theContainerDocumentIsWhatAmazonsAgentsSend() {
    assertEquals(
        "{\"RoleArn\":\"arn:aws:sts::111122223333:assumed-role/Developer/me@host\","
            + "\"AccessKeyId\":\"ASIAEXAMPLEEXAMPLE12\","
            + "\"SecretAccessKey\":\"wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY\","
            + "\"Token\":\"IQoJ//+=\","
            + "\"Expiration\":\"2026-11-24T20:00:00Z\","
            + "\"AccountId\":\"111122223333\"}",
        text(containerDocument(session("IQoJ//+=", SOON))));
  }

  @Test
  void theAccountIsLeftOutWhereItIsSwitchedOff() {
    SessionCredentials session = session("IQoJ//+=", SOON);
    String withAccount = ",\"AccountId\":\"111122223333\"}";

    String container = text(new ContainerDocument(() -> false).containerDocument(session));
    String process = text(ProcessDocument.of(session, false));

    assertEquals(text(containerDocument(session)).replace(withAccount, "}"), container);
    assertEquals(text(ProcessDocument.of(session, true)).replace(withAccount, "}"), process);
    assertFalse(container.contains("AccountId"), container);
    assertFalse(process.contains("AccountId"), process);
  }

  @Test
  void theProcessDocumentIsVersionOneOnOneLine() {
    assertEquals(
        "{\"Version\":1,"
            + "\"AccessKeyId\":\"ASIAEXAMPLEEXAMPLE12\","
            + "\"SecretAccessKey\":\"wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY\","
            + "\"SessionToken\":\"IQoJ//+=\","
            + "\"Expiration\":\"2026-11-24T20:00:00Z\","
            + "\"AccountId\":\"111122223333\"}",
        text(ProcessDocument.of(session("IQoJ//+=", SOON), true)));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-24T20:00:00Z, 2026-11-24T20:00:00Z",
    "2026-11-24T20:00:00.000000001Z, 2026-11-24T20:00:00Z",
    "2026-12-31T23:59:59.999999999Z, 2026-12-31T23:59:59Z",
    "2028-02-29T00:00:00.5Z, 2028-02-29T00:00:00Z",
  })
  void fractionsOfASecondAreCutOff(Instant expiration, String text) {
    assertEquals(text, WireTime.text(expiration));
  }

  @Test
  @DisplayName("C12: every instant is spelt in whole seconds of UTC")
  void everyInstantIsSpeltInWholeSecondsOfUtc() {
    Random random = new Random(3);
    for (int i = 0; i < 1_000; i++) {
      Instant instant =
          Instant.ofEpochSecond(
              1_700_000_000L + random.nextInt(1_000_000_000), random.nextInt(1_000_000_000));
      String text = WireTime.text(instant);

      assertTrue(text.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ"), text);
      assertEquals(instant.getEpochSecond(), Instant.parse(text).getEpochSecond());
    }
  }

  @ParameterizedTest
  @MethodSource("documents")
  void aLongTokenFitsAndATooLongOneIsRefused(Function<SessionCredentials, byte[]> document) {
    assertTrue(document.apply(session("x".repeat(7_500), SOON)).length <= 8_000);

    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class, () -> document.apply(session("x".repeat(9_900), SOON)));
    assertEquals(
        "the session token is too long: SDKs read at most 8000 bytes of credentials",
        refused.getMessage());
  }

  @ParameterizedTest
  @MethodSource("documents")
  void nothingIsEscapedThatTheUsualAlphabetsHold(Function<SessionCredentials, byte[]> document) {
    String text = text(document.apply(session("AZaz09+/=._-", SOON)));

    assertFalse(text.contains("\\"), text);
    assertFalse(text.contains("\n"), text);
    assertTrue(text.chars().allMatch(c -> c < 128));
  }

  @Test
  @DisplayName("C30: s3fs finds exactly its five keys")
  void s3fsFindsExactlyItsFiveKeys() {
    String body = text(containerDocument(session("IQoJ//+=", SOON)));

    assertEquals(
        Map.of(
            "AccessKeyId", "ASIAEXAMPLEEXAMPLE12",
            "SecretAccessKey", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
            "Token", "IQoJ//+=",
            "Expiration", "2026-11-24T20:00:00Z",
            "RoleArn", "arn:aws:sts::111122223333:assumed-role/Developer/me@host"),
        readLikeS3fs(body));
  }

  @Test
  @DisplayName("C31: s3fs misreads a role whose name contains Token, which docs/sdks.md says")
  void s3fsStumblesOverARoleNamedLikeAKey() throws JsonException {
    String role = "arn:aws:sts::111122223333:assumed-role/MyTokenRole/me";
    SessionCredentials session =
        new SessionCredentials(
            new AccessKeyId("ASIAEXAMPLEEXAMPLE12"),
            Secret.ofString("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"),
            Secret.ofString("IQoJ//+="),
            SOON,
            new CallerIdentity("111122223333", role));
    byte[] body = containerDocument(session);

    assertFalse(readLikeS3fs(text(body)).containsKey("RoleArn"));
    assertEquals(role, JsonObject.parse(body).string("RoleArn"));
    assertEquals("IQoJ//+=", JsonObject.parse(body).string("Token"));
  }

  /**
   * s3fs's reading of a container's answer: split at every comma, look for key names anywhere in a
   * piece, take the quoted text after the colon.
   */
  private static Map<String, String> readLikeS3fs(String body) {
    Map<String, String> found = new LinkedHashMap<>();
    for (String piece : body.split(",", -1)) {
      for (String key :
          List.of("AccessKeyId", "SecretAccessKey", "Token", "Expiration", "RoleArn")) {
        int at = piece.indexOf(key);
        if (at >= 0) {
          int open = piece.indexOf('"', piece.indexOf(':', at));
          found.put(key, piece.substring(open + 1, piece.indexOf('"', open + 1)));
          break;
        }
      }
    }
    return found;
  }
}
