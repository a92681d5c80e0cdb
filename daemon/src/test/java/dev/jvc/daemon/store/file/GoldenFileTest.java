package dev.jvc.daemon.store.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jvc.daemon.credential.BaseKey;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.vault.Keys;
import dev.jvc.daemon.vault.SecretStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GoldenFileTest {

  private static final ProfileName PERSONAL = new ProfileName("personal");
  private static final ProfileName PROD = new ProfileName("prod ☃");

  @TempDir private Path folder;

  private SecretStore store(GoldenFiles golden) throws IOException {
    Path file = Files.write(folder.resolve("keys.jvc"), golden.bytes());
    return EncryptedFileStore.at(file, golden.passphrase());
  }

  @Test
  void aFileWithTheCostsOfANewOneIsRead() throws Exception {
    try (SecretStore store = store(GoldenFiles.DEFAULT_COSTS)) {
      assertEquals(List.of(PERSONAL), store.names());
      requireKey(
          store, PERSONAL, "AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
    }
  }

  @Test
  void everyKeyOfAFileIsReadUnderItsName() throws Exception {
    try (SecretStore store = store(GoldenFiles.TWO_KEYS)) {
      assertEquals(List.of(PERSONAL, PROD), store.names());
      requireKey(
          store, PERSONAL, "AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
      requireKey(store, PROD, "AKIAI44QH8DHBEXAMPLE", "je7MtGbClwBF/2Zp9Utk/h3yCo8nvbEXAMPLEKEY");
    }
  }

  @Test
  void anExistingFileKeepsItsHeaderWhenItIsWritten() throws Exception {
    try (SecretStore store = store(GoldenFiles.TWO_KEYS)) {
      store.write(PROD, Keys.key(7));

      assertArrayEquals(
          Arrays.copyOf(GoldenFiles.TWO_KEYS.bytes(), Header.LENGTH),
          Arrays.copyOf(Files.readAllBytes(folder.resolve("keys.jvc")), Header.LENGTH));
      assertEquals(7, Keys.numberIn(store, PROD));
    }
  }

  private static void requireKey(SecretStore store, ProfileName name, String id, String secret)
      throws ProblemException {
    try (BaseKey key = store.read(name)) {
      assertEquals(id, key.id().value());
      assertEquals(secret, key.secret().revealString());
    }
  }
}
