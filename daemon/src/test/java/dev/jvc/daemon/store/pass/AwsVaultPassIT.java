package dev.jvc.daemon.store.pass;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.credential.Secret;
import dev.jvc.daemon.platform.ChildPrograms;
import dev.jvc.daemon.platform.ProgramPath;
import dev.jvc.daemon.vault.ForeignKey;
import dev.jvc.daemon.vault.ForeignKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** Entries of the form that aws-vault writes, in a real {@code pass}. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AwsVaultPassIT {

  private static final ProfileName SMITH = new ProfileName("jonsmith");

  private final GnuPg gnupg;
  private final Map<String, String> environment = new HashMap<>();
  private Path store;
  private int stores;

  AwsVaultPassIT() throws IOException {
    gnupg = GnuPg.create();
    store = gnupg.folder().resolve("none");
  }

  @BeforeEach
  void makeStore() throws IOException {
    store = gnupg.initialised(gnupg.folder().resolve("store" + stores++));
    environment.clear();
    environment.putAll(gnupg.environment(store));
  }

  @AfterAll
  void stop() throws IOException {
    gnupg.close();
  }

  private ForeignKeys open() {
    return AwsVaultPass.in(
        environment,
        Optional.empty(),
        new ChildPrograms(ProgramPath.of(System.getenv("PATH"))),
        "jvc",
        gnupg.folder().resolve("state/pass.lock"));
  }

  /** An item as aws-vault's keyring library writes it, with AWS's documentation key. */
  private static String item(String key) {
    String payload =
        """
        {"AccessKeyID":"AKIAIOSFODNN7EXAMPLE","SecretAccessKey":"wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY","SessionToken":"","Source":"","CanExpire":false,"Expires":"0001-01-01T00:00:00Z","AccountID":""}\
        """;
    return "{\"Key\":\"%s\",\"Data\":\"%s\",\"Label\":\"aws-vault (%s)\",\"Description\":\"\",\"KeychainNotTrustApplication\":true,\"KeychainNotSynchronizable\":false}"
        .formatted(
            key, Base64.getEncoder().encodeToString(payload.getBytes(StandardCharsets.UTF_8)), key);
  }

  private void insert(String entry, String text) throws IOException {
    Path file = gnupg.folder().resolve("text");
    Files.writeString(file, text);
    gnupg.run(store, "sh", "-c", "pass insert -m -f -- \"$1\" < text", "sh", entry);
  }

  @Test
  void anEntryIsReadRemovedAndPutBackExactly() throws Exception {
    insert("jonsmith", item("jonsmith"));
    try (ForeignKeys keys = open()) {
      assertEquals(
          List.of(new ForeignKeys.Found.Perhaps(SMITH, "pass entry jonsmith")), keys.found());
      try (ForeignKey key = keys.read(SMITH)) {
        assertEquals("AKIAIOSFODNN7EXAMPLE", key.key().id().value());
        assertEquals("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", key.key().secret().revealString());

        keys.remove(key);
        assertEquals(List.of(), keys.found());
        keys.remove(key);

        keys.restore(SMITH, key.original());
        keys.restore(SMITH, key.original());
      }
    }
    assertEquals(item("jonsmith"), gnupg.run(store, "pass", "show", "jonsmith"));
  }

  @Test
  void onlyWhatCanBeABaseKeyIsFoundAndNothingIsUnlockedForIt() throws Exception {
    insert("work", item("work"));
    insert("team/prod", item("team/prod"));
    insert("-rf", item("-rf"));
    insert("mail/me", "hunter2\n");
    insert("jvc/personal", "not aws-vault's\n");
    insert("sts.GetSessionToken,am9uc21pdGg,YXJu,1767225600", "{}");
    insert("oidc:https:/example.awsapps.com/start", "{}");
    gnupg.forget();
    try (ForeignKeys keys = open()) {
      assertEquals(
          List.of("-rf", "mail/me", "team/prod", "work"),
          keys.found().stream()
              .map(found -> ((ForeignKeys.Found.Perhaps) found).name().value())
              .toList());
      assertEquals(0, gnupg.asked());
      for (String name : List.of("-rf", "team/prod")) {
        try (ForeignKey key = keys.read(new ProfileName(name))) {
          keys.remove(key);
        }
        assertFalse(Files.exists(store.resolve(name + ".gpg")), name);
      }
      assertEquals(2, keys.found().size());
    }
  }

  @Test
  void whatIsNoItemIsNoKey() throws Exception {
    insert("mail/me", "hunter2\n");
    insert("moved", item("jonsmith"));
    try (ForeignKeys keys = open()) {
      for (String name : List.of("mail/me", "moved", "absent")) {
        ProblemException none =
            assertThrows(ProblemException.class, () -> keys.read(new ProfileName(name)));
        assertEquals(ProblemCode.KEY_MISSING, none.problem().code());
        assertTrue(none.problem().message().contains("pass entry " + name));
        assertFalse(none.problem().message().contains("hunter2"));
      }
    }
  }

  @Test
  void awsVaultsOwnVariablesSayWhere() throws Exception {
    insert("vault/keys/jonsmith", item("jonsmith"));
    insert("mail/me", "hunter2\n");
    environment.remove("PASSWORD_STORE_DIR");
    environment.put("AWS_VAULT_PASS_PASSWORD_STORE_DIR", store.toString());
    environment.put("AWS_VAULT_PASS_PREFIX", "vault/keys/");
    try (ForeignKeys keys = open()) {
      assertEquals(
          List.of(new ForeignKeys.Found.Key(SMITH, "pass entry vault/keys/jonsmith", null)),
          keys.found());
      try (ForeignKey key = keys.read(SMITH)) {
        assertEquals("AKIAIOSFODNN7EXAMPLE", key.key().id().value());
      }
    }
  }

  @Test
  void whatChangedMeanwhileIsNeitherRemovedNorOverwritten() throws Exception {
    insert("jonsmith", item("jonsmith"));
    try (ForeignKeys keys = open();
        ForeignKey key = keys.read(SMITH)) {
      insert("jonsmith", item("jonsmith") + "\n");

      for (ProblemException changed :
          List.of(
              assertThrows(ProblemException.class, () -> keys.remove(key)),
              assertThrows(ProblemException.class, () -> keys.restore(SMITH, key.original())))) {
        assertEquals(
            "the pass entry jonsmith has changed meanwhile and stays as it is: try again",
            changed.problem().message());
      }
    }
    assertEquals(item("jonsmith") + "\n", gnupg.run(store, "pass", "show", "jonsmith"));
  }

  @Test
  void whereThereIsNoStoreNothingIsFound() throws Exception {
    environment.put("PASSWORD_STORE_DIR", gnupg.folder().resolve("never").toString());
    try (ForeignKeys keys = open();
        Secret original = Secret.ofString(item("jonsmith"))) {
      assertEquals(List.of(), keys.found());
      assertThrows(ProblemException.class, () -> keys.read(SMITH));
      assertThrows(ProblemException.class, () -> keys.restore(SMITH, original));
    }
  }

  @Test
  void aNameThatLeadsOutOfTheStoreIsRefused() throws Exception {
    Path outside = Files.createDirectories(gnupg.folder().resolve("outside"));
    insert("x", item("../outside/x"));
    Files.move(store.resolve("x.gpg"), outside.resolve("x.gpg"));
    try (ForeignKeys keys = open()) {
      ProblemException refused =
          assertThrows(ProblemException.class, () -> keys.read(new ProfileName("../outside/x")));
      assertEquals(ProblemCode.STORE_FAILED, refused.problem().code());
    }
  }
}
