package dev.jvc.daemon.store.secretservice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.daemon.credential.Problem;
import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.credential.Secret;
import dev.jvc.daemon.store.secretservice.ScriptedWindows.Answer;
import dev.jvc.daemon.vault.ForeignKey;
import dev.jvc.daemon.vault.ForeignKeys;
import dev.jvc.daemon.vault.ForeignKeys.Found;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Items as aws-vault lays them out, written by another client. */
@Timeout(60)
final class AwsVaultSecretServiceIT {

  private static final ProfileName NAME = new ProfileName("jonsmith");
  private static final String ID = "AKIAIOSFODNN7EXAMPLE";
  private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

  private PrivateBus bus;
  private GnomeKeyring keyring;
  private String collection;

  @BeforeEach
  void startKeyring() throws Exception {
    bus = PrivateBus.start();
    keyring = GnomeKeyring.start(bus);
    collection = keyring.create("awsvault", "password");
  }

  @AfterEach
  void stopKeyring() throws Exception {
    keyring.close();
    bus.close();
  }

  private ForeignKeys open() {
    return AwsVaultSecretService.in(bus.environment(), sentence -> {});
  }

  private static String item(String key, String payload) {
    return "{\"Key\":\""
        + key
        + "\",\"Data\":\""
        + Base64.getEncoder().encodeToString(payload.getBytes(StandardCharsets.UTF_8))
        + "\",\"Label\":\"aws-vault ("
        + key
        + ")\",\"Description\":\"\",\"KeychainNotTrustApplication\":true,"
        + "\"KeychainNotSynchronizable\":false}";
  }

  private static String credentials(String secret) {
    return "{\"AccessKeyID\":\""
        + ID
        + "\",\"SecretAccessKey\":\""
        + secret
        + "\",\"SessionToken\":\"\",\"Source\":\"\",\"CanExpire\":false,"
        + "\"Expires\":\"0001-01-01T00:00:00Z\",\"AccountID\":\"\"}";
  }

  private String put(String key, String content) throws Exception {
    keyring.secretTool(
        content, "store", "--label=" + key, "--collection=" + collection, "profile", key);
    return content;
  }

  private String stored(String key) throws Exception {
    return keyring.secretTool("", "search", "--all", "profile", key);
  }

  @Test
  void baseKeysAreFoundAndSessionsAndTokensAreNot() throws Exception {
    put("work", item("work", credentials(SECRET)));
    put("jonsmith", item("jonsmith", credentials(SECRET)));
    put("sts.GetSessionToken,am9uc21pdGg,YXJu,1767225600", "{}");
    put("oidc:https://example.awsapps.com/start", "{}");
    try (ForeignKeys keys = open()) {
      assertEquals(
          List.of("jonsmith", "work"),
          keys.found().stream().map(found -> ((Found.Key) found).name().value()).toList());
    }
  }

  @Test
  void aKeyIsReadTakenAwayAndPutBackToTheByte() throws Exception {
    String content = put("jonsmith", item("jonsmith", credentials(SECRET)));
    put("work", item("work", credentials(SECRET)));
    byte[] original;
    try (ForeignKeys keys = open();
        ForeignKey key = keys.read(NAME)) {
      assertEquals(ID, key.key().id().value());
      assertEquals(SECRET, key.key().secret().revealString());
      original = key.original().reveal(byte[]::clone);

      keys.remove(key);
      assertEquals("", stored("jonsmith"));
      assertTrue(stored("work").contains("secret = "));
      keys.remove(key);
    }
    try (ForeignKeys keys = open();
        Secret kept = Secret.owning(original)) {
      keys.restore(NAME, kept);
      keys.restore(NAME, kept);
      assertEquals(2, keys.found().size());
    }
    assertEquals(content, keyring.secretTool("", "lookup", "profile", "jonsmith"));
    assertTrue(stored("jonsmith").contains("label = jonsmith\n"));
  }

  @Test
  void whatWasChangedMeanwhileIsNeitherRemovedNorOverwritten() throws Exception {
    put("jonsmith", item("jonsmith", credentials(SECRET)));
    try (ForeignKeys keys = open();
        ForeignKey key = keys.read(NAME)) {
      String other =
          put("jonsmith", item("jonsmith", credentials(SECRET.toUpperCase(java.util.Locale.ROOT))));
      List<Problem> problems =
          List.of(
              Failures.of(
                  ProblemCode.STORE_FAILED,
                  () -> {
                    keys.remove(key);
                    return null;
                  }),
              Failures.of(
                  ProblemCode.STORE_FAILED,
                  () -> {
                    keys.restore(NAME, key.original());
                    return null;
                  }));
      for (Problem problem : problems) {
        assertTrue(problem.message().contains("another one by now"), problem.message());
      }
      assertEquals(other, keyring.secretTool("", "lookup", "profile", "jonsmith"));
    }
  }

  @Test
  void whatIsNoKeyIsRefusedAndStays() throws Exception {
    put("jonsmith", "somebody's password");
    put("work", item("other", credentials(SECRET)));
    put(
        "temporary",
        item(
            "temporary",
            "{\"AccessKeyID\":\"ASIAIOSFODNN7EXAMPLE\","
                + "\"SecretAccessKey\":\""
                + SECRET
                + "\",\"SessionToken\":\"x\"}"));
    try (ForeignKeys keys = open()) {
      Failures.of(ProblemCode.KEY_MISSING, () -> keys.read(NAME));
      Failures.of(ProblemCode.KEY_MISSING, () -> keys.read(new ProfileName("work")));
      Failures.of(ProblemCode.KEY_MISSING, () -> keys.read(new ProfileName("absent")));
      Failures.of(ProblemCode.STORE_FAILED, () -> keys.read(new ProfileName("temporary")));
    }
  }

  @Test
  void aLockedCollectionIsSaidWhenListingAndUnlockedOnceWhenReading() throws Exception {
    put("jonsmith", item("jonsmith", credentials(SECRET)));
    keyring.restart();
    try (ScriptedWindows windows =
            ScriptedWindows.on(bus, number -> new Answer.Password("password"));
        ForeignKeys keys = open()) {
      Found.Unusable locked = (Found.Unusable) keys.found().getFirst();
      assertTrue(locked.reason().contains("unlock it"), locked.reason());
      assertEquals(0, windows.shown().size());

      try (ForeignKey key = keys.read(NAME)) {
        keys.remove(key);
      }
      assertEquals(1, windows.shown().size());
    }
  }

  @Test
  void anotherNameOfTheCollectionIsTakenFromAwsVaultsVariable() throws Exception {
    collection = keyring.create("elsewhere", "password");
    put("jonsmith", item("jonsmith", credentials(SECRET)));
    Map<String, String> environment =
        Map.of(
            "DBUS_SESSION_BUS_ADDRESS",
            bus.address(),
            "AWS_VAULT_SECRET_SERVICE_COLLECTION_NAME",
            "elsewhere");
    try (ForeignKeys keys = AwsVaultSecretService.in(environment, sentence -> {});
        ForeignKeys usual = open()) {
      assertEquals(1, keys.found().size());
      assertEquals(List.of(), usual.found());
    }
  }

  @Test
  void whereNoServiceAnswersThereIsNothing() throws Exception {
    keyring.kill();
    try (ForeignKeys noService = open();
        ForeignKeys noBus = AwsVaultSecretService.in(Map.of(), sentence -> {})) {
      assertEquals(List.of(), noService.found());
      assertEquals(List.of(), noBus.found());
      Failures.of(ProblemCode.STORE_FAILED, () -> noService.read(NAME));
    }
  }
}
