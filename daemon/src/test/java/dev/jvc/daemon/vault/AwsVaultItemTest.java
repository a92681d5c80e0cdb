package dev.jvc.daemon.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jvc.daemon.credential.BaseKey;
import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.credential.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The items of aws-vault's keyring library, with AWS's documentation keys. */
final class AwsVaultItemTest {

  private static final ProfileName JONSMITH = new ProfileName("jonsmith");
  private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
  private static final String ITEM =
      "{\"Key\":\"jonsmith\",\"Data\":\"eyJBY2Nlc3NLZXlJRCI6IkFLSUFJT1NGT0ROTjdFWEFNUExFIiwiU2VjcmV0QWNjZXNzS2V5Ijoid0phbHJYVXRuRkVNSS9LN01ERU5HL2JQeFJmaUNZRVhBTVBMRUtFWSIsIlNlc3Npb25Ub2tlbiI6IiIsIlNvdXJjZSI6IiIsIkNhbkV4cGlyZSI6ZmFsc2UsIkV4cGlyZXMiOiIwMDAxLTAxLTAxVDAwOjAwOjAwWiIsIkFjY291bnRJRCI6IiJ9\",\"Label\":\"aws-vault (jonsmith)\",\"Description\":\"\",\"KeychainNotTrustApplication\":true,\"KeychainNotSynchronizable\":false}";

  private static BaseKey unwrap(String item, ProfileName name) throws ProblemException {
    try (Secret secret = Secret.ofString(item)) {
      return AwsVaultItem.unwrap(secret, name, "entry jonsmith");
    }
  }

  private static String wrapped(String payload) {
    return "{\"Key\":\"jonsmith\",\"Data\":\""
        + Base64.getEncoder().encodeToString(payload.getBytes(StandardCharsets.UTF_8))
        + "\"}";
  }

  @Test
  void theDocumentedItemHoldsItsKey() throws ProblemException {
    try (BaseKey key = unwrap(ITEM + "\n", JONSMITH)) {
      assertEquals("AKIAIOSFODNN7EXAMPLE", key.id().value());
      assertEquals(SECRET, key.secret().revealString());
    }
  }

  @Test
  void membersThatOtherVersionsWriteOrLeaveOutDoNotMatter() throws ProblemException {
    String payload =
        "{\"New\":{\"a\":[1]},\"SecretAccessKey\":\"%s\",\"AccessKeyID\":\"AKIAIOSFODNN7EXAMPLE\"}"
            .formatted(SECRET);

    try (BaseKey key = unwrap(wrapped(payload), JONSMITH);
        BaseKey bare =
            AwsVaultItem.key(payload.getBytes(StandardCharsets.UTF_8), "entry jonsmith")) {
      assertEquals(SECRET, key.secret().revealString());
      assertEquals(SECRET, bare.secret().revealString());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hunter2",
        "[]",
        "{}",
        "{\"Key\":\"jonsmith\"}",
        "{\"Key\":\"other\",\"Data\":\"e30=\"}",
        "{\"Key\":1,\"Data\":\"e30=\"}",
        "{\"Key\":\"jonsmith\",\"Data\":{}}",
        "{\"Key\":\"jonsmith\",\"Data\":null}",
        "{\"Key\":\"jonsmith\",\"Data\":\"e30=\"} more",
      })
  void anythingElseIsSomebodysPassword(String content) {
    ProblemException failed = assertThrows(ProblemException.class, () -> unwrap(content, JONSMITH));

    assertEquals(ProblemCode.KEY_MISSING, failed.problem().code());
    assertEquals("entry jonsmith is not a key that aws-vault stored", failed.problem().message());
  }

  static Stream<Arguments> unusable() {
    String id = "\"AccessKeyID\":\"AKIAIOSFODNN7EXAMPLE\"";
    return Stream.of(
        Arguments.of("{\"Key\":\"jonsmith\",\"Data\":\"***\"}", "its data is not base64"),
        Arguments.of(wrapped("{"), "not well-formed JSON"),
        Arguments.of(wrapped("{}"), "member AccessKeyID is missing"),
        Arguments.of(wrapped("{" + id + "}"), "member SecretAccessKey is missing"),
        Arguments.of(
            wrapped("{" + id + ",\"SecretAccessKey\":\"short\"}"),
            "a secret access key has 40 characters, and this one has 5: copy it again"),
        Arguments.of(
            wrapped("{" + id + ",\"SecretAccessKey\":\"" + SECRET + "\",\"SessionToken\":\"t\"}"),
            "it is a temporary key, which ends by itself"),
        Arguments.of(
            wrapped(
                "{\"AccessKeyID\":\"ASIAIOSFODNN7EXAMPLE\",\"SecretAccessKey\":\""
                    + SECRET
                    + "\"}"),
            "a temporary key (ASIA…) cannot be stored: give a long-term key (AKIA…)"));
  }

  @ParameterizedTest
  @MethodSource("unusable")
  void anItemWithoutALongTermKeySaysWhatIsWrong(String item, String reason) {
    ProblemException failed = assertThrows(ProblemException.class, () -> unwrap(item, JONSMITH));

    assertEquals(ProblemCode.STORE_FAILED, failed.problem().code());
    assertEquals("entry jonsmith cannot be used: " + reason, failed.problem().message());
    assertFalse(failed.problem().message().contains(SECRET));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sts.GetSessionToken,am9uc21pdGg,YXJuOmF3czppYW06OjExMTExMTExMTExMTptZmEvam9uc21pdGg,1767225600",
        "sso.GetRoleCredentials,c3NvLWRldg,aHR0cHM6Ly9leGFtcGxlLmF3c2FwcHMuY29tL3N0YXJ0,1767225600",
        "credential_process,cA,,1767225600",
        "session,am9uc21pdGg,,1767225600",
        "session:jonsmith:arn-of-mfa:1767225600",
        "jonsmith session (1767225600)",
        "oidc:https://example.awsapps.com/start",
        "",
        "with\nline",
      })
  void sessionsAndTokensAreNoBaseKeys(String key) {
    assertEquals(Optional.empty(), AwsVaultItem.profile(key));
  }

  @ParameterizedTest
  @ValueSource(strings = {"jonsmith", "a/b", "a,b", "a,b,c,d", "ünï", "my session", "oidc"})
  void everythingElseIsTheNameOfAProfile(String key) {
    assertEquals(Optional.of(new ProfileName(key)), AwsVaultItem.profile(key));
  }
}
