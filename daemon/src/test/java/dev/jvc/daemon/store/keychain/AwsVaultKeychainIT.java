package dev.jvc.daemon.store.keychain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.daemon.credential.Problem;
import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.credential.Secret;
import dev.jvc.daemon.vault.ForeignKey;
import dev.jvc.daemon.vault.ForeignKeys;
import dev.jvc.daemon.vault.ForeignKeys.Found;
import dev.jvc.daemon.vault.Sentences;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Items as aws-vault lays them out in a keychain of its own. */
@Timeout(60)
final class AwsVaultKeychainIT {

  private static final ProfileName NAME = new ProfileName("jon \"smith\" \\ ünï");
  private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
  private static final String PAYLOAD =
      "{\"AccessKeyID\":\"AKIAIOSFODNN7EXAMPLE\",\"SecretAccessKey\":\""
          + SECRET
          + "\",\"SessionToken\":\"\",\"Source\":\"\",\"CanExpire\":false,"
          + "\"Expires\":\"0001-01-01T00:00:00Z\"}";

  @TempDir private Path folder;
  private StandInKeychain keychain;

  @BeforeEach
  void makeKeychain() throws Exception {
    keychain = StandInKeychain.in(folder);
    keychain.makeFile("aws-vault.keychain-db");
  }

  private void put(String account, String payload) throws Exception {
    keychain.run(
        "add-generic-password",
        "-U",
        "-s",
        "aws-vault",
        "-a",
        account,
        "-l",
        "aws-vault (" + account + ")",
        "-T",
        "",
        "-X",
        HexFormat.of().formatHex(payload.getBytes(StandardCharsets.UTF_8)),
        keychain.file("aws-vault.keychain-db"));
  }

  private static Problem failure(ProblemCode code, Callable<?> call) {
    ProblemException failed = assertThrows(ProblemException.class, call::call);
    assertEquals(code, failed.problem().code(), failed.problem().message());
    Sentences.requireSentence(failed.problem().message());
    return failed.problem();
  }

  @Test
  void baseKeysAreFoundWithoutAskingAndSessionsAreNot() throws Exception {
    put("work", PAYLOAD);
    put(NAME.value(), PAYLOAD);
    put("sts.GetSessionToken,am9uc21pdGg,YXJu,1767225600", "{}");
    put("oidc:https://example.awsapps.com/start", "{}");
    keychain.person("hang");
    try (ForeignKeys keys = keychain.awsVault()) {
      assertEquals(
          List.of(NAME, new ProfileName("work")),
          keys.found().stream().map(found -> ((Found.Key) found).name()).toList());
    }
  }

  @Test
  void aKeyIsReadTakenAwayAndPutBackToTheByte() throws Exception {
    put(NAME.value(), PAYLOAD);
    put("work", PAYLOAD);
    String before = keychain.content();
    byte[] original;
    try (ForeignKeys keys = keychain.awsVault();
        ForeignKey key = keys.read(NAME)) {
      assertEquals(SECRET, key.key().secret().revealString());
      original = key.original().reveal(byte[]::clone);
      keys.remove(key);
      keys.remove(key);
      assertEquals(1, keys.found().size());
    }
    int arguments = keychain.arguments().length();
    try (ForeignKeys keys = keychain.awsVault();
        Secret kept = Secret.owning(original)) {
      keys.restore(NAME, kept);
      keys.restore(NAME, kept);
      assertEquals(2, keys.found().size());
      try (ForeignKey again = keys.read(NAME)) {
        assertTrue(again.original().matches(kept));
      }
    }
    assertFalse(keychain.arguments().substring(arguments).contains(SECRET.substring(0, 8)));
    assertEquals(before.length(), keychain.content().length());
  }

  @Test
  void whatWasChangedMeanwhileIsNeitherRemovedNorOverwritten() throws Exception {
    put("work", PAYLOAD);
    ProfileName work = new ProfileName("work");
    try (ForeignKeys keys = keychain.awsVault();
        ForeignKey key = keys.read(work)) {
      put("work", PAYLOAD.replace("EXAMPLEKEY", "OTHERKEY12"));
      String before = keychain.content();
      failure(
          ProblemCode.STORE_FAILED,
          () -> {
            keys.remove(key);
            return null;
          });
      failure(
          ProblemCode.STORE_FAILED,
          () -> {
            keys.restore(work, key.original());
            return null;
          });
      assertEquals(before, keychain.content());
    }
  }

  @Test
  void whatIsNoKeyIsRefused() throws Exception {
    put("text", "somebody's password");
    put("temporary", PAYLOAD.replace("\"SessionToken\":\"\"", "\"SessionToken\":\"x\""));
    try (ForeignKeys keys = keychain.awsVault()) {
      failure(ProblemCode.STORE_FAILED, () -> keys.read(new ProfileName("text")));
      failure(ProblemCode.STORE_FAILED, () -> keys.read(new ProfileName("temporary")));
      failure(ProblemCode.KEY_MISSING, () -> keys.read(new ProfileName("absent")));
      keychain.person("128");
      failure(ProblemCode.CANCELLED, () -> keys.read(new ProfileName("text")));
    }
  }

  @Test
  void withoutAwsVaultsKeychainThereIsNothing() throws Exception {
    keychain.removeFile("aws-vault.keychain-db");
    keychain.person("hang");
    try (ForeignKeys keys = keychain.awsVault()) {
      assertEquals(List.of(), keys.found());
      failure(ProblemCode.KEY_MISSING, () -> keys.read(NAME));
    }
  }
}
