package dev.jvc.daemon.store.pass;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.vault.Keys;
import dev.jvc.daemon.vault.SecretStore;
import dev.jvc.daemon.vault.SecretStoreContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** The store in a real {@code pass}, with a real gpg-agent. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PassStoreIT extends SecretStoreContract {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final ProfileName PERSONAL = new ProfileName("personal");

  private final GnuPg gnupg;
  private Path store;
  private int stores;

  PassStoreIT() throws IOException {
    gnupg = GnuPg.create();
    store = gnupg.folder().resolve("none");
  }

  @BeforeAll
  void requirePrograms() throws IOException {
    assertTrue(gnupg.run("pass", "--version").contains("password manager"));
  }

  @BeforeEach
  void makeStore() throws IOException {
    store = gnupg.initialised(gnupg.folder().resolve("store" + stores++));
    gnupg.person(GnuPg.Person.ANSWERS);
  }

  @AfterAll
  void stop() throws IOException {
    gnupg.close();
  }

  private SecretStore open(GnuPg.Person person) {
    try {
      gnupg.person(person);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return gnupg.open(store, LIMIT);
  }

  @Override
  protected SecretStore open() {
    return open(GnuPg.Person.ANSWERS);
  }

  @Override
  protected SecretStore openWrongly() {
    return open(GnuPg.Person.MISTYPES);
  }

  @Override
  protected SecretStore openCancelling() {
    return open(GnuPg.Person.GIVES_UP);
  }

  @Override
  protected Set<Use> needsUnlocking() {
    return Set.of(Use.READ);
  }

  @Test
  void passShowsTheSecretFirstAndThenWhatItIs() throws Exception {
    try (SecretStore keys = open()) {
      keys.write(PERSONAL, Keys.key(1));
    }
    assertEquals(
        """
        wJalrXUtnFEMI/K7MDENG+000000000000000001
        aws_access_key_id: AKIA0000000000000001
        profile: personal
        """,
        gnupg.run(store, "pass", "show", "jvc/personal"));
    assertEquals(List.of(".gpg-id", "jvc", "jvc/personal.gpg"), files());
  }

  @Test
  void anEntryThatAPersonTypedIsRead() throws Exception {
    Files.writeString(
        gnupg.folder().resolve("text"),
        """
        wJalrXUtnFEMI/K7MDENG+000000000000000007
        aws_access_key_id: AKIA0000000000000007
        and a note
        """);
    gnupg.run(store, "sh", "-c", "pass insert -m -f jvc/personal < text");

    try (SecretStore keys = open()) {
      assertEquals(7, Keys.numberIn(keys, PERSONAL));
      assertEquals(List.of(PERSONAL), keys.names());
    }
  }

  @Test
  void thePersonIsAskedOnceHoweverMuchIsRead() throws Exception {
    try (SecretStore keys = open()) {
      gnupg.forget();
      keys.write(PERSONAL, Keys.key(1));
      keys.write(new ProfileName("work"), Keys.key(2));
      assertEquals(2, keys.names().size());
      keys.remove(new ProfileName("work"));
      assertEquals(0, gnupg.asked(), "writing, listing and removing unlock nothing");
      for (int i = 0; i < 3; i++) {
        assertEquals(1, Keys.numberIn(keys, PERSONAL));
      }
    }
    assertEquals(1, gnupg.asked());
  }

  @Test
  void otherEntriesOfThePersonAreLeftAlone() throws Exception {
    gnupg.run(store, "sh", "-c", "echo hunter2 | pass insert -m -f mail/me");
    gnupg.run(store, "sh", "-c", "echo hunter2 | pass insert -m -f 'jvc/what a%zzname'");
    try (SecretStore keys = open()) {
      assertEquals(List.of(), keys.names());
      keys.write(PERSONAL, Keys.key(1));
      keys.remove(PERSONAL);
      assertEquals(List.of(), keys.names());
    }
    assertEquals("hunter2\n", gnupg.run(store, "pass", "show", "mail/me"));
    assertTrue(Files.exists(store.resolve("jvc/what a%zzname.gpg")));
  }

  @Test
  void aProfileInAFolderIsAnEntryInAFolder() throws Exception {
    try (SecretStore keys = open()) {
      keys.write(new ProfileName("team/prod"), Keys.key(1));
      keys.write(new ProfileName("team"), Keys.key(2));
      keys.write(new ProfileName("team.gpg/x"), Keys.key(3));
      assertEquals(3, keys.names().size());
    }
    assertTrue(files().contains("jvc/team/prod.gpg"), files().toString());
    assertTrue(files().contains("jvc/team.gpg"), files().toString());
  }

  @Test
  void everyChangeIsACommit() throws Exception {
    gnupg.run(store, "pass", "git", "init");
    try (SecretStore keys = open()) {
      keys.write(PERSONAL, Keys.key(1));
      keys.write(PERSONAL, Keys.key(2));
      keys.write(new ProfileName("*"), Keys.key(3));
      keys.remove(new ProfileName("*"));
      assertEquals(List.of(PERSONAL), keys.names());
    }
    assertEquals("", gnupg.run(store, "pass", "git", "status", "--porcelain"));
    List<String> log = gnupg.run(store, "pass", "git", "log", "--format=%s").lines().toList();
    assertEquals("Remove jvc/%2A from store.", log.getFirst());
    assertEquals(3, log.stream().filter(line -> line.contains("jvc/")).count() - 1, log::toString);
  }

  @Test
  void aFolderWithItsOwnRecipientsIsEncryptedForThem() throws Exception {
    gnupg.newKey("team@example.org");
    gnupg.run(store, "pass", "init", "-p", "jvc/team", "team@example.org");
    try (SecretStore keys = open()) {
      keys.write(new ProfileName("team/prod"), Keys.key(1));
      keys.write(PERSONAL, Keys.key(2));
      assertEquals(1, Keys.numberIn(keys, new ProfileName("team/prod")));
    }
    String team = recipientsOf("jvc/team/prod.gpg");
    assertFalse(team.isEmpty());
    assertFalse(team.equals(recipientsOf("jvc/personal.gpg")));
  }

  private String recipientsOf(String file) throws IOException {
    return gnupg
        .run(
            "gpg",
            "--batch",
            "--list-only",
            "--status-fd",
            "1",
            "--decrypt",
            store.resolve(file).toString())
        .lines()
        .filter(line -> line.contains(" ENC_TO "))
        .reduce("", String::concat);
  }

  private List<String> files() throws IOException {
    try (Stream<Path> all = Files.walk(store)) {
      return all.filter(path -> !path.equals(store))
          .map(path -> store.relativize(path).toString())
          .sorted()
          .toList();
    }
  }
}
