package dev.jvc.daemon.vault.migration;

import static dev.jvc.daemon.vault.migration.ImportHome.lines;
import static dev.jvc.daemon.vault.migration.ImportHome.tail;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.daemon.credential.ExitCode;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.vault.SecretStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Putting back what was moved. */
@Timeout(120)
final class UndoTest {

  @TempDir private Path folder;
  private ImportHome home;
  private String before = "";

  @BeforeEach
  void moveTwoKeys() throws Exception {
    home = new ImportHome(folder);
    before =
        "# mine\r\n[personal]\r\n" + lines(home.mine) + "[bot]\nregion = x\n" + lines(home.robots);
    Files.writeString(home.credentials, before);
    assertEquals(ExitCode.DONE, home.run("--yes"));
  }

  @AfterEach
  void stop() throws IOException {
    home.close();
    assertEquals(0, home.daemon.tickets(), "a ticket was not given back");
  }

  @Test
  void everythingIsAsItWas() throws Exception {
    assertEquals(ExitCode.DONE, home.run("--undo", "--yes"), home.said().toString());

    assertEquals(1, home.unlocked());
    assertEquals(before, Files.readString(home.credentials));
    assertEquals(List.of(), home.names());
    assertEquals(List.of(), home.indexed());
    assertEquals(List.of(), home.backups());
    assertEquals(List.of("bot", "personal", "personal", "bot"), home.daemon.changed());
    assertEquals(
        List.of(
            "PROFILE   FROM            KEY       WHAT HAPPENS",
            "personal  the file store  %s  back into ~/.aws/credentials".formatted(tail(home.mine)),
            "bot       the file store  %s  back into ~/.aws/credentials"
                .formatted(tail(home.robots))),
        home.table());
    assertEquals(
        "jvc: put key %s of personal back into ~/.aws/credentials, and took it out of the file store"
            .formatted(tail(home.mine)),
        home.said().getFirst());

    assertEquals(ExitCode.DONE, home.run("--undo"));
    assertEquals(List.of("jvc: there is no import to undo"), home.said());
  }

  @Test
  void lookingOnlyChangesNothing() throws Exception {
    String after = Files.readString(home.credentials);

    assertEquals(ExitCode.DONE, home.run("--undo", "--dry-run"));

    assertEquals(3, home.table().size());
    assertEquals(after, Files.readString(home.credentials));
    assertEquals(ExitCode.USAGE, home.run("--undo"));
    assertEquals(after, Files.readString(home.credentials));
  }

  @Test
  void theBackupIsNoPlaintext() throws Exception {
    for (String file : home.backups()) {
      String text =
          Files.readString(folder.resolve("data/import").resolve(file), StandardCharsets.UTF_8);
      for (String secret : List.of(home.mine.secret(), home.robots.secret(), home.mine.id())) {
        assertFalse(text.contains(secret), file);
        assertFalse(
            text.contains(
                Base64.getEncoder()
                    .encodeToString(secret.substring(0, 15).getBytes(StandardCharsets.UTF_8))),
            file);
      }
      assertTrue(text.contains("\"place\":\"~/.aws/credentials\""), text);
    }
    assertEquals(2, home.backups().size());
  }

  @Test
  void laterEditsAreKept() throws Exception {
    String edited = Files.readString(home.credentials) + "[new]\nregion = y\n";
    Files.writeString(home.credentials, edited);

    assertEquals(ExitCode.STORE_FAILED, home.run("--undo", "--yes"));

    assertEquals(
        List.of(
            "jvc: ~/.aws/credentials was changed since the import, and is left as it is: move it away to get back what was there before"),
        home.said());
    assertEquals(edited, Files.readString(home.credentials));
    assertEquals(home.mine.secret(), home.stored("personal"));

    Files.move(home.credentials, folder.resolve("edited"));
    assertEquals(ExitCode.DONE, home.run("--undo", "--yes"));
    assertEquals(before, Files.readString(home.credentials));
  }

  @Test
  void aKeyThatWasChangedSinceStaysInTheStore() throws Exception {
    home.store("personal", home.robots);

    assertEquals(ExitCode.DONE, home.run("--undo", "--yes"));

    assertEquals(before, Files.readString(home.credentials));
    assertEquals(home.robots.secret(), home.stored("personal"));
    assertEquals(
        "jvc: put key %s of personal back into ~/.aws/credentials; what jvc has under this name stays in its store"
            .formatted(tail(home.mine)),
        home.said().getFirst());
  }

  @Test
  void aKeyThatWasMovedToAnotherStoreStaysThere() throws Exception {
    home.indexedIn("personal", "pass");

    assertEquals(ExitCode.DONE, home.run("--undo", "--yes"));

    assertEquals(before, Files.readString(home.credentials));
    assertEquals(List.of("personal"), home.indexed());
    assertEquals(home.mine.secret(), home.stored("personal"));
  }

  @Test
  void aKeyThatWasThereBeforeTheImportStaysInTheStore() throws Exception {
    assertEquals(ExitCode.DONE, home.run("--undo", "--yes"));
    home.store("personal", home.mine);
    assertEquals(ExitCode.DONE, home.run("--yes"));

    assertEquals(ExitCode.DONE, home.run("--undo", "--yes"));

    assertEquals(before, Files.readString(home.credentials));
    assertEquals(List.of("personal"), home.names());
  }

  @Test
  void aBackupThatWasTamperedWithIsNotPutBack() throws Exception {
    String name = home.backups().stream().sorted().toList().getLast();
    Path file = folder.resolve("data/import").resolve(name);
    Files.writeString(file, Files.readString(file).replace("\"personal\"", "\"default\""));
    String after = Files.readString(home.credentials);

    assertEquals(ExitCode.STORE_FAILED, home.run("--undo", "--yes"));

    assertEquals(
        List.of(
            "jvc: the backup of default was made with another key than the file store has, or was changed: it cannot be opened"),
        home.said());
    assertEquals(after, Files.readString(home.credentials));
  }

  @Test
  void aBackupThatIsNoneIsNamed() throws Exception {
    Path file = folder.resolve("data/import/000001.json");
    Files.writeString(file, "{\"version\":2}");

    assertEquals(ExitCode.STORE_FAILED, home.run("--undo", "--yes"));
    assertEquals(
        List.of(
            "jvc: %s cannot be used (it was written by a newer jvc): move it away".formatted(file)),
        home.said());
  }

  @Test
  void withoutTheBackupKeyNothingIsTouched() throws Exception {
    try (SecretStore store = home.store()) {
      store.remove(new ProfileName("jvc-import-backup"));
    }

    assertEquals(ExitCode.STORE_FAILED, home.run("--undo", "--yes"));
    assertEquals(
        List.of(
            "jvc: the file store has no jvc-import-backup entry, without which the backups cannot be opened",
            "jvc: nothing else was put back: jvc import --undo goes on where it stopped"),
        home.said());
    assertEquals(home.mine.secret(), home.stored("personal"));
  }
}
