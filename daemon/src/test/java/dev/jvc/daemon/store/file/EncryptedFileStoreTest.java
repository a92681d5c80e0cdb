package dev.jvc.daemon.store.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.vault.Keys;
import dev.jvc.daemon.vault.SecretStore;
import dev.jvc.daemon.vault.SecretStoreContract;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EncryptedFileStoreTest extends SecretStoreContract {

  private static final ProfileName PERSONAL = new ProfileName("personal");

  @TempDir private Path folder;

  private Path file() {
    return folder.resolve("jvc/keys.jvc");
  }

  private Path parent() {
    return folder.resolve("jvc");
  }

  private SecretStore open(String passphrase) {
    return CheapFileStore.at(file(), new FixedPassphrase(passphrase));
  }

  @Override
  protected SecretStore open() {
    return open("right");
  }

  @Override
  protected SecretStore openWrongly() {
    return open("wrong");
  }

  @Override
  protected SecretStore openCancelling() {
    return CheapFileStore.at(file(), new NoPassphrase());
  }

  @Test
  void onlyTheOwnerMayTouchFolderFileAndLock() throws Exception {
    try (SecretStore store = open()) {
      store.write(PERSONAL, Keys.key(1));
    }
    assertEquals("rwx------", permissions(parent()));
    try (Stream<Path> files = Files.list(parent())) {
      List<Path> all = files.sorted().toList();
      assertEquals(
          List.of("keys.jvc", "keys.jvc.lock"),
          all.stream().map(path -> path.getFileName().toString()).toList());
      for (Path path : all) {
        assertEquals("rw-------", permissions(path));
      }
    }
  }

  @Test
  void neitherKeyNorNameNorPassphraseStandInTheFile() throws Exception {
    try (SecretStore store = open()) {
      store.write(PERSONAL, Keys.key(1));
    }
    String bytes = Files.readString(file(), StandardCharsets.ISO_8859_1);
    assertTrue(bytes.startsWith("jvc-keys"));
    for (String canary : List.of("AKIA", "wJalrXUtnFEMI", "personal", "right")) {
      assertFalse(bytes.contains(canary), canary);
    }
  }

  @Test
  void thePassphraseIsAskedForOnceHoweverMuchIsDone() throws Exception {
    FixedPassphrase passphrase = new FixedPassphrase("right");
    try (SecretStore store = CheapFileStore.at(file(), passphrase)) {
      store.write(PERSONAL, Keys.key(1));
      store.write(new ProfileName("work"), Keys.key(2));
      assertEquals(1, Keys.numberIn(store, PERSONAL));
      store.remove(PERSONAL);
      assertEquals(1, store.names().size());
    }
    assertEquals(1, passphrase.asked());
  }

  @Test
  void nobodyIsAskedForAPassphraseWhileThereIsNoFile() throws Exception {
    FixedPassphrase passphrase = new FixedPassphrase("right");
    try (SecretStore store = CheapFileStore.at(file(), passphrase)) {
      assertEquals(List.of(), store.names());
      store.remove(PERSONAL);
      assertCode(ProblemCode.KEY_MISSING, () -> store.read(PERSONAL));
    }
    assertEquals(0, passphrase.asked());
    assertFalse(Files.exists(parent()));
  }

  @Test
  void aFileMadeAnewByAnotherProcessIsUnlockedAgain() throws Exception {
    FixedPassphrase passphrase = new FixedPassphrase("right");
    try (SecretStore store = CheapFileStore.at(file(), passphrase)) {
      store.write(PERSONAL, Keys.key(1));
      Files.delete(file());
      try (SecretStore other = open()) {
        other.write(new ProfileName("other"), Keys.key(2));
      }
      store.write(PERSONAL, Keys.key(3));
      assertEquals(2, store.names().size());
      assertEquals(3, Keys.numberIn(store, PERSONAL));
    }
    assertEquals(2, passphrase.asked());
  }

  @Test
  void everyWriteUsesFreshNoncesAndCountsOn() throws Exception {
    try (SecretStore store = open()) {
      store.write(PERSONAL, Keys.key(1));
      byte[] first = Files.readAllBytes(file());
      store.write(PERSONAL, Keys.key(1));
      byte[] second = Files.readAllBytes(file());

      assertArrayEquals(Arrays.copyOf(first, Header.LENGTH), Arrays.copyOf(second, Header.LENGTH));
      assertFalse(Arrays.equals(first, second));
    }
    assertEquals(2, contents().counter());
  }

  @Test
  void addingAKeyLeavesTheSealedFormOfTheOthersAlone() throws Exception {
    try (SecretStore store = open()) {
      store.write(PERSONAL, Keys.key(1));
      byte[] before = contents().sealed(PERSONAL).orElseThrow();
      store.write(new ProfileName("work"), Keys.key(2));

      assertArrayEquals(before, contents().sealed(PERSONAL).orElseThrow());
    }
  }

  @Test
  void whatAKilledWriterLeftIsRemovedByTheNextOne() throws Exception {
    try (SecretStore store = open()) {
      store.write(PERSONAL, Keys.key(1));
      Path left = Files.writeString(file().resolveSibling(".keys.jvc.123456.tmp"), "half a file");
      Path foreign = Files.writeString(file().resolveSibling(".keys.jvc.note"), "not ours");
      assertEquals(1, Keys.numberIn(store, PERSONAL));
      assertTrue(Files.exists(left), "reading changes nothing");

      store.write(PERSONAL, Keys.key(2));

      assertFalse(Files.exists(left));
      assertTrue(Files.exists(foreign));
    }
  }

  @Test
  void aWipedKeyOpensNothingAnyMore() throws Exception {
    FixedPassphrase passphrase = new FixedPassphrase("right");
    SecretStore store = CheapFileStore.at(file(), passphrase);
    store.write(PERSONAL, Keys.key(1));
    store.close();

    assertEquals(1, Keys.numberIn(store, PERSONAL));
    assertEquals(2, passphrase.asked(), "the passphrase is needed again");
    store.close();
  }

  @Test
  void aNameWithHalfASurrogatePairIsRefusedBeforeAnythingIsWritten() {
    try (SecretStore store = open()) {
      assertCode(
          ProblemCode.BAD_REQUEST,
          () -> {
            store.write(new ProfileName("a\ud83d"), Keys.key(1));
            return null;
          });
    }
    assertFalse(Files.exists(file()));
  }

  @Test
  void aFullFileTakesNoFurtherKeyAndStaysReadable() throws Exception {
    try (SecretStore store = open()) {
      store.write(PERSONAL, Keys.key(1));
      Contents contents = contents();
      for (int i = 0; i < 1_270; i++) {
        contents =
            contents.with(new ProfileName("%05d".formatted(i) + "語".repeat(240)), new byte[60]);
      }
      KeyFile file = KeyFile.parse(Files.readAllBytes(file()));
      FileKey key = key(file);
      Files.write(file(), KeyFile.write(file.header(), key, contents, new SecureRandom()));
      byte[] before = Files.readAllBytes(file());

      ProblemException full =
          assertCode(
              ProblemCode.STORE_FAILED,
              () -> {
                for (int i = 0; i < 100; i++) {
                  store.write(new ProfileName("x".repeat(250) + i), Keys.key(2));
                }
                return null;
              });
      assertTrue(full.problem().message().contains("is full"), full.problem().message());
      assertTrue(Files.size(file()) >= before.length);
      assertEquals(1, Keys.numberIn(store, PERSONAL));
    }
  }

  private Contents contents() throws Exception {
    KeyFile file = KeyFile.parse(Files.readAllBytes(file()));
    return file.open(key(file));
  }

  private static FileKey key(KeyFile file) throws ProblemException {
    return new FixedPassphrase("right")
        .unlock(passphrase -> file.header().unlock(passphrase).orElseThrow());
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
