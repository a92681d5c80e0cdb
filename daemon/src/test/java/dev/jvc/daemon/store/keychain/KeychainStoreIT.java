package dev.jvc.daemon.store.keychain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.daemon.credential.AccessKeyId;
import dev.jvc.daemon.credential.BaseKey;
import dev.jvc.daemon.credential.Problem;
import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.credential.Secret;
import dev.jvc.daemon.vault.Keys;
import dev.jvc.daemon.vault.SecretStore;
import dev.jvc.daemon.vault.Sentences;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the Keychain store calls {@code security}, and what it makes of each answer. */
@Timeout(60)
final class KeychainStoreIT {

  private static final ProfileName PERSONAL = new ProfileName("personal");

  @TempDir private Path folder;
  private StandInKeychain keychain;

  @BeforeEach
  void makeKeychain() throws IOException {
    keychain = StandInKeychain.in(folder);
  }

  private static Problem failure(ProblemCode code, Callable<?> call) {
    ProblemException failed = assertThrows(ProblemException.class, call::call);
    assertEquals(code, failed.problem().code(), failed.problem().message());
    Sentences.requireSentence(failed.problem().message());
    return failed.problem();
  }

  @Test
  void anotherClientReadsWhatIsStored() throws Exception {
    try (SecretStore store = keychain.store();
        BaseKey key = Keys.key(1)) {
      store.write(PERSONAL, key);
      assertEquals(
          key.id().value() + " " + key.secret().revealString() + "\n",
          keychain.run("find-generic-password", "-s", "jvc", "-a", "personal", "-w"));
    }
  }

  @Test
  void aSecretIsNeverAnArgument() throws Exception {
    try (SecretStore store = keychain.store();
        BaseKey key = Keys.key(1)) {
      store.write(PERSONAL, key);
      store.write(PERSONAL, Keys.key(2));
      assertEquals(2, Keys.numberIn(store, PERSONAL));
      store.remove(PERSONAL);
      String arguments = keychain.arguments();
      assertTrue(arguments.contains("find-generic-password"), arguments);
      assertFalse(arguments.contains("add-generic-password"), arguments);
      assertFalse(arguments.contains(key.secret().revealString()), arguments);
      assertFalse(arguments.contains("774a616c"), "not in hexadecimal either: " + arguments);
    }
  }

  @Test
  void noProgramIsTrustedWithAnItemSoThatEveryReadingAsks() throws Exception {
    try (SecretStore store = keychain.store()) {
      store.write(PERSONAL, Keys.key(1));
      assertTrue(keychain.content().contains("\"trusted\": []"), keychain.content());
      int before = keychain.asked();
      assertEquals(1, Keys.numberIn(store, PERSONAL));
      assertEquals(1, Keys.numberIn(store, PERSONAL));
      assertEquals(before + 2, keychain.asked());
    }
  }

  @Test
  void namesAreListedWithoutAsking() throws Exception {
    try (SecretStore store = keychain.store()) {
      store.write(PERSONAL, Keys.key(1));
      store.write(new ProfileName("日本語 \"x\""), Keys.key(2));
      keychain.person("hang");
      assertEquals(List.of(PERSONAL, new ProfileName("日本語 \"x\"")), store.names());
    }
  }

  @Test
  void itemsOfOthersAreNotListed() throws Exception {
    keychain.content(
        """
        [{"svce": "aws-vault", "acct": "theirs", "labl": "aws-vault (theirs)", "data": ""},
         {"svce": "jvc", "acct": "no slug", "labl": null, "data": ""},
         {"svce": "jvc", "acct": null, "labl": null, "data": ""},
         {"svce": "jvc", "acct": "a\\n    \\"svce\\"<blob>=\\"jvc\\"", "labl": "x", "data": ""},
         {"svce": "x", "acct": "inet", "labl": "\\"svce\\"<blob>=\\"jvc\\"", "data": ""},
         {"svce": "jvc", "acct": "certificate", "labl": "x", "data": "", "class": "inet"},
         {"svce": "jvc", "acct": "work", "labl": "x", "data": ""}]
        """);
    try (SecretStore store = keychain.store()) {
      assertEquals(List.of(new ProfileName("work")), store.names());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "41424344",
    "00",
    "''",
    "414b494149 4f53464f444e4e374558414d504c45",
    "414b4941494f53464f444e4e374558414d504c4520",
    "414b4941494f53464f444e4e374558414d504c45205c0a5c",
    "73686f727420776f7264",
  })
  void whatIsNotAKeyIsNamedWithWhatToDo(String data) throws Exception {
    keychain.content(
        "[{\"svce\": \"jvc\", \"acct\": \"personal\", \"labl\": null, \"trusted\": [], \"data\": \""
            + data.replace(" ", "")
            + "\"}]");
    try (SecretStore store = keychain.store()) {
      Problem problem = failure(ProblemCode.STORE_FAILED, () -> store.read(PERSONAL));
      assertTrue(problem.message().contains("personal is not a key"), problem.message());
      assertEquals("jvc add personal", problem.hint());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "36, STORE_FAILED, cannot ask you here",
    "37, STORE_FAILED, there is no default keychain",
    "50, STORE_FAILED, there is no default keychain",
    "51, WRONG_PASSPHRASE, wrong password",
    "52, STORE_FAILED, cannot be written",
    "128, CANCELLED, cancelled",
    "1, STORE_FAILED, security ended with code 1",
    "2, STORE_FAILED, security ended with code 2",
    "45, STORE_FAILED, security ended with code 45",
  })
  void everyExitCodeHasItsSentence(int exit, ProblemCode code, String part) throws Exception {
    keychain.endsWith(exit);
    try (SecretStore store = keychain.store();
        BaseKey key = Keys.key(1)) {
      List<Callable<?>> calls =
          List.of(
              () -> store.read(PERSONAL),
              store::names,
              () -> {
                store.write(PERSONAL, key);
                return null;
              },
              () -> {
                store.remove(PERSONAL);
                return null;
              });
      for (Callable<?> call : calls) {
        Problem problem = failure(code, call);
        assertTrue(problem.message().contains(part), problem.message());
        assertFalse(problem.message().contains(key.secret().revealString()));
      }
    }
  }

  @Test
  void aWindowThatNobodyAnswersIsNotWaitedForForever() throws Exception {
    try (SecretStore store = keychain.store()) {
      store.write(PERSONAL, Keys.key(1));
    }
    keychain.person("hang");
    try (SecretStore store = keychain.store(Duration.ofMillis(700))) {
      Problem problem = failure(ProblemCode.CANCELLED, () -> store.read(PERSONAL));
      assertTrue(problem.message().startsWith("nobody answered"), problem.message());
    }
  }

  @Test
  void closingTheStoreEndsAProgramThatWaits() throws Exception {
    SecretStore store = keychain.store();
    store.write(PERSONAL, Keys.key(1));
    keychain.person("hang");
    int before = keychain.asked();
    SecurityTool tool = new SecurityTool(Map.of(), keychain.program(), Duration.ofSeconds(60));
    CompletableFuture<Problem> waiting =
        CompletableFuture.supplyAsync(() ->
            failure(
                ProblemCode.CANCELLED,
                () ->
                    tool.password("jvc", "personal", java.util.Optional.empty(), KeyLine::decode)));
    Awaitility.await().until(() -> keychain.asked() > before);
    tool.close();
    assertEquals("cancelled", waiting.get().message());
    store.close();
  }

  @Test
  void whereThereIsNoKeychainASentenceSaysSo() {
    try (SecretStore store =
        KeychainStore.in(Map.of(), folder.resolve("missing").toString(), Duration.ofSeconds(10))) {
      Problem problem = failure(ProblemCode.STORE_FAILED, store::names);
      assertTrue(problem.message().startsWith("there is no Keychain here"), problem.message());
    }
  }

  @Test
  void theProgramSeesNothingOfTheEnvironmentThatItDoesNotNeed() throws Exception {
    Path program = folder.resolve("keychain/security");
    Files.writeString(
        program, "#!/bin/sh\nenv | sort | cut -d= -f1 >\"$HOME/environment\"\nexit 44\n");
    try (SecretStore store = keychain.store()) {
      failure(ProblemCode.KEY_MISSING, () -> store.read(PERSONAL));
    }
    assertFalse(
        Files.readString(folder.resolve("keychain/environment")).contains("AWS"),
        "a key that was in the environment");
  }

  @Test
  void aKeyTooLongForOneLineIsRefusedBeforeAnythingIsRun() throws Exception {
    try (SecretStore store = keychain.store();
        BaseKey key =
            new BaseKey(
                new AccessKeyId("AKIAIOSFODNN7EXAMPLE"), Secret.ofString("x".repeat(2100)))) {
      Problem problem =
          failure(
              ProblemCode.STORE_FAILED,
              () -> {
                store.write(PERSONAL, key);
                return null;
              });
      assertTrue(problem.message().contains("too long"), problem.message());
      assertFalse(Files.exists(folder.resolve("keychain/arguments")));
    }
  }

  @Test
  void aNameWithHalfASurrogatePairIsRefused() {
    try (SecretStore store = keychain.store()) {
      failure(
          ProblemCode.BAD_REQUEST,
          () -> {
            store.write(new ProfileName("a\ud83d"), Keys.key(1));
            return null;
          });
    }
  }
}
