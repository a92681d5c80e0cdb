package dev.jvc.daemon.store.awsvault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.credential.Secret;
import dev.jvc.daemon.vault.ForeignKey;
import dev.jvc.daemon.vault.ForeignKeys;
import dev.jvc.daemon.vault.ForeignKeys.Found;
import dev.jvc.daemon.vault.Passphrases;
import dev.jvc.daemon.vault.Sentences;
import dev.jvc.daemon.vault.Unlocker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A folder as aws-vault's file backend leaves it. */
final class AwsVaultFilesTest implements Unlocker {

  private static final ProfileName JONSMITH = new ProfileName("jonsmith");

  private final Path home;
  private final Path folder;
  private final List<String> typed = new ArrayList<>(List.of("password"));
  private int asked;

  AwsVaultFilesTest(@TempDir Path home) throws IOException {
    this.home = home;
    this.folder = Files.createDirectories(home.resolve(".awsvault/keys"));
  }

  @Override
  public <T> T unlock(Passphrases.Attempt<T> attempt) throws ProblemException {
    asked++;
    try (Secret passphrase =
        Secret.ofString(typed.size() > 1 ? typed.removeFirst() : typed.getFirst())) {
      return attempt.with(passphrase);
    }
  }

  private ForeignKeys place() {
    return AwsVaultFiles.in(folder, home, this);
  }

  private Path store(String file, String profile, String passphrase) throws Exception {
    return Files.writeString(
        folder.resolve(file), Jose.encrypt(Jose.item(profile), passphrase, 16, 1000));
  }

  @Test
  void theVectorOfAnotherLibraryHoldsItsKey() throws Exception {
    Files.writeString(folder.resolve("jonsmith"), Jose.VECTOR);
    try (ForeignKeys place = place();
        ForeignKey key = place.read(JONSMITH)) {
      assertEquals("AKIAIOSFODNN7EXAMPLE", key.key().id().value());
      assertEquals("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", key.key().secret().revealString());
    }
  }

  @Test
  void keysAreListedWithoutAPassphraseAndEverythingElseIsLeftOut() throws Exception {
    store("jonsmith", "jonsmith", "password");
    store("team%2Fprod%25", "team/prod%", "password");
    store("sts.GetSessionToken,am9u,,1767225600", "x", "password");
    store("oidc:https:%2F%2Fexample.awsapps.com%2Fstart", "x", "password");
    Files.writeString(folder.resolve(".DS_Store"), "x");
    Files.writeString(folder.resolve("notes.txt"), "buy milk");
    Files.createDirectory(folder.resolve("sub"));

    assertEquals(
        List.of(
            new Found.Key(JONSMITH, "~/.awsvault/keys/jonsmith", null),
            new Found.Unusable(
                "~/.awsvault/keys/notes.txt",
                "not a key of aws-vault's: it is not in the form of JWE"),
            new Found.Key(new ProfileName("team/prod%"), "~/.awsvault/keys/team%2Fprod%25", null)),
        place().found());
    assertEquals(0, asked);
    assertEquals("aws-vault (~/.awsvault/keys)", place().name());
  }

  @Test
  void withoutAFolderThereIsNothing() throws Exception {
    ForeignKeys place = AwsVaultFiles.in(home.resolve("none"), home, this);

    assertEquals(List.of(), place.found());
    refused(
        ProblemCode.KEY_MISSING,
        () -> place.read(JONSMITH),
        "no key of jonsmith in aws-vault (~/none)");
  }

  @Test
  void onePassphraseIsAskedForOnce() throws Exception {
    store("a", "a", "password");
    store("b", "b", "password");
    store("c", "c", "another");
    typed.add("another");
    try (ForeignKeys place = place()) {
      for (String name : List.of("a", "b", "c")) {
        place.read(new ProfileName(name)).close();
      }
      assertEquals(2, asked, "once for each passphrase");
    }
  }

  @Test
  void aWrongPassphraseLeavesTheKeyWhereItIs() throws Exception {
    store("jonsmith", "jonsmith", "correct");

    refused(
        ProblemCode.WRONG_PASSPHRASE,
        () -> place().read(JONSMITH),
        "wrong passphrase for ~/.awsvault/keys/jonsmith: it stays");
  }

  @Test
  void anItemOfAnotherNameIsNotTaken() throws Exception {
    store("jonsmith", "other", "password");

    refused(
        ProblemCode.KEY_MISSING,
        () -> place().read(JONSMITH),
        "~/.awsvault/keys/jonsmith is not a key that aws-vault stored");
  }

  @ParameterizedTest
  @CsvSource({"jonsmith, jonsmith", "team/prod%, team%2Fprod%25", "ünï cödé, ünï cödé"})
  void whatIsTakenAwayComesBackAsItWas(String name, String file) throws Exception {
    ProfileName profile = new ProfileName(name);
    Path stored = store(file, name, "password");
    byte[] before = Files.readAllBytes(stored);
    try (ForeignKeys place = place();
        ForeignKey key = place.read(profile)) {
      place.remove(key);
      assertFalse(Files.exists(stored));
      place.remove(key);

      place.restore(profile, key.original());
      assertArrayEquals(before, Files.readAllBytes(stored));
      assertEquals(
          "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(stored)));
      place.restore(profile, key.original());
      place.read(profile).close();
    }
    assertEquals(1, asked);
  }

  @Test
  void aFileThatChangedIsNeitherRemovedNorOverwritten() throws Exception {
    Path stored = store("jonsmith", "jonsmith", "password");
    try (ForeignKeys place = place();
        ForeignKey key = place.read(JONSMITH)) {
      store("jonsmith", "jonsmith", "password");
      byte[] newer = Files.readAllBytes(stored);

      refused(
          ProblemCode.STORE_FAILED,
          () -> place.remove(key),
          "~/.awsvault/keys/jonsmith was changed by somebody else meanwhile, and is left as it is");
      refused(
          ProblemCode.STORE_FAILED,
          () -> place.restore(JONSMITH, key.original()),
          "~/.awsvault/keys/jonsmith holds another key by now, and is left as it is");
      assertArrayEquals(newer, Files.readAllBytes(stored));
    }
  }

  @Test
  void hugeFilesAreNotRead() throws Exception {
    Files.write(folder.resolve("jonsmith"), new byte[CompactJwe.MAX_BYTES + 1]);

    refused(
        ProblemCode.STORE_FAILED,
        () -> place().read(JONSMITH),
        "~/.awsvault/keys/jonsmith is too large for a key");
    assertEquals(
        List.of(
            new Found.Unusable(
                "~/.awsvault/keys/jonsmith", "~/.awsvault/keys/jonsmith is too large for a key")),
        place().found());
  }

  @Test
  void aDamagedFileSaysWhatIsWrong() throws Exception {
    String text = Jose.encrypt(Jose.item("jonsmith"), "password", 12, 1000);
    int last = text.lastIndexOf('.');
    char flipped = text.charAt(last - 5) == 'A' ? 'B' : 'A';
    Files.writeString(
        folder.resolve("jonsmith"),
        text.substring(0, last - 5) + flipped + text.substring(last - 4),
        StandardCharsets.US_ASCII);

    refused(
        ProblemCode.STORE_FAILED,
        () -> place().read(JONSMITH),
        "~/.awsvault/keys/jonsmith cannot be used: its content is damaged");
  }

  private interface Attempt {
    void run() throws Exception;
  }

  private static void refused(ProblemCode code, Attempt attempt, String message) {
    ProblemException failed = assertThrows(ProblemException.class, attempt::run);
    assertEquals(message, failed.problem().message());
    assertEquals(code, failed.problem().code());
    Sentences.requireSentence(failed.problem().message());
  }
}
