package dev.jvc.daemon.vault.migration;

import static dev.jvc.daemon.vault.migration.ImportHome.lines;
import static dev.jvc.daemon.vault.migration.ImportHome.tail;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.daemon.credential.ExitCode;
import dev.jvc.daemon.credential.Problem;
import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.Secret;
import dev.jvc.daemon.vault.Prompt;
import dev.jvc.sandbox.fault.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Moving keys out of the AWS files, and what keeps one where it is. */
@Timeout(120)
final class ImportProcessTest {

  private static final String UNDO =
      "; what was there before is kept encrypted, and jvc import --undo puts it back";

  @TempDir private Path folder;
  private ImportHome home;
  private String before = "";

  @BeforeEach
  void twoKeys() throws IOException {
    home = new ImportHome(folder);
    before = "# mine\n[personal]\n" + lines(home.mine) + "[bot]\nregion = x\n" + lines(home.robots);
    Files.writeString(home.credentials, before);
  }

  @AfterEach
  void stop() throws IOException {
    home.close();
    assertEquals(0, home.daemon.tickets(), "a ticket was not given back");
    String all = String.join("\n", home.said()) + String.join("\n", home.table());
    assertFalse(all.contains(home.mine.secret()) || all.contains(home.mine.id()), all);
    home.said().forEach(line -> assertTrue(line.matches("(jvc|hint): .*[^.]"), line));
  }

  private static Optional<Prompt> typing(String answer) {
    return Optional.of(new OneAnswer(answer));
  }

  /** A person who answers the one question of a run. */
  private record OneAnswer(String answer) implements Prompt {

    @Override
    public Secret visible(String question) throws ProblemException {
      assertEquals("Move 2 keys? [y/N] ", question);
      return Secret.ofString(answer);
    }

    @Override
    public Secret hidden(String question) throws ProblemException {
      throw new ProblemException(Problem.of(ProblemCode.CANCELLED, "cancelled"));
    }

    @Override
    public void tell(String sentence) {
      throw new AssertionError(sentence);
    }
  }

  private void requireUntouched() throws IOException {
    assertEquals(before, Files.readString(home.credentials));
    assertEquals(List.of(), home.indexed());
    assertEquals(List.of(), home.backups());
    assertEquals(List.of(), home.daemon.changed());
  }

  @Test
  void keysMoveOnceTheirOwnerHasSeenTheTable() throws Exception {
    Files.writeString(home.config, "[profile third]\n" + lines(home.mine));

    assertEquals(ExitCode.DONE, home.run("--yes"), String.join("; ", home.said()));

    assertEquals(
        List.of(
            "PROFILE   FROM                  KEY       WHAT HAPPENS",
            "bot       ~/.aws/credentials:7  %s  move to the file store"
                .formatted(tail(home.robots)),
            "personal  ~/.aws/credentials:3  %s  move to the file store".formatted(tail(home.mine)),
            "third     ~/.aws/config:2       %s  move to the file store"
                .formatted(tail(home.mine))),
        home.table());
    assertEquals(
        List.of(
            "jvc: moved key %s of bot from ~/.aws/credentials to the file store"
                .formatted(tail(home.robots)),
            "jvc: moved key %s of personal from ~/.aws/credentials to the file store"
                .formatted(tail(home.mine)),
            "jvc: moved key %s of third from ~/.aws/config to the file store"
                .formatted(tail(home.mine)),
            "jvc: moved 3 keys" + UNDO),
        home.said());
    assertEquals("# mine\n[personal]\n[bot]\nregion = x\n", Files.readString(home.credentials));
    assertEquals("[profile third]\n", Files.readString(home.config));
    assertEquals(home.mine.secret(), home.stored("personal"));
    assertEquals(home.robots.secret(), home.stored("bot"));
    assertEquals(home.mine.secret(), home.stored("third"));
    assertEquals(List.of("bot", "personal", "third"), home.indexed());
    assertEquals(List.of("bot", "personal", "third"), home.daemon.changed());
    assertEquals(3, home.aws.calls("GetCallerIdentity"));
  }

  @Test
  void theStoreIsUnlockedOnceForTheWholeRun() throws Exception {
    home.store("old", home.mine);

    assertEquals(ExitCode.DONE, home.run(typing("y")));

    assertEquals(1, home.unlocked());
    assertEquals(home.mine.secret(), home.stored("personal"));
  }

  @Test
  void nothingMovesWithoutAYes() throws Exception {
    assertEquals(ExitCode.STORE_FAILED, home.run(typing("n")));
    assertEquals(List.of("jvc: cancelled"), home.said());
    requireUntouched();

    assertEquals(ExitCode.USAGE, home.run());
    assertEquals(
        List.of(
            "jvc: there is no terminal to confirm the import: give --yes, or --dry-run to look only"),
        home.said());
    requireUntouched();
    assertEquals(0, home.unlocked());
  }

  @Test
  void aDryRunShowsTheTableAndLeavesNoTrace() throws Exception {
    assertEquals(ExitCode.DONE, home.run("--dry-run"));

    assertEquals(3, home.table().size());
    assertEquals(List.of("jvc: nothing was changed"), home.said());
    requireUntouched();
    assertFalse(Files.exists(folder.resolve("data")));
  }

  @Test
  void onlyWhatWasAskedForMoves() throws Exception {
    assertEquals(ExitCode.DONE, home.run("--yes", "--only", "bot"));

    assertEquals(before.replace(lines(home.robots), ""), Files.readString(home.credentials));
    assertEquals("", home.stored("personal"));

    assertEquals(ExitCode.USAGE, home.run("--yes", "--only", "nobody"));
    assertEquals(
        List.of("jvc: no key of nobody was found: jvc import --dry-run shows what there is"),
        home.said());
  }

  @Test
  void withoutKeysThereIsNothingToDo() throws Exception {
    Files.delete(home.credentials);

    assertEquals(ExitCode.DONE, home.run());
    assertEquals(
        List.of("jvc: found no keys in ~/.aws/credentials, ~/.aws/config: nothing to move"),
        home.said());
  }

  @Test
  void aKeyThatTheStoreHasIsOnlyTakenAway() throws Exception {
    home.store("personal", home.mine);

    assertEquals(ExitCode.DONE, home.run("--yes", "--only", "personal"));

    assertEquals(
        "jvc: took key %s of personal out of ~/.aws/credentials: the file store has it"
            .formatted(tail(home.mine)),
        home.said().getFirst());
    assertEquals(before.replace(lines(home.mine), ""), Files.readString(home.credentials));
    assertEquals(List.of(), home.daemon.changed());
  }

  @Test
  void anotherKeyUnderTheNameIsNeverReplaced() throws Exception {
    home.store("personal", home.robots);

    assertEquals(ExitCode.FAILED, home.run("--yes"));

    assertEquals(
        List.of(
            "jvc: moved key %s of bot from ~/.aws/credentials to the file store"
                .formatted(tail(home.robots)),
            "jvc: key %s of personal stays: the file store has another key, %s, under this name"
                .formatted(tail(home.mine), tail(home.robots)),
            "hint: run: jvc remove personal",
            "jvc: moved 1 key" + UNDO),
        home.said());
    assertEquals(home.robots.secret(), home.stored("personal"));
    assertEquals(before.replace(lines(home.robots), ""), Files.readString(home.credentials));
  }

  @Test
  void whatTheIndexKnowsIsSaidInTheTable() throws Exception {
    assertEquals(ExitCode.DONE, home.run("--yes"));
    Files.writeString(
        home.credentials, "[personal]\n" + lines(home.robots) + "[bot]\n" + lines(home.robots));

    assertEquals(ExitCode.FAILED, home.run("--dry-run"));

    assertEquals(
        List.of(
            "PROFILE   FROM                  KEY       WHAT HAPPENS",
            "bot       ~/.aws/credentials:5  %s  take away: the file store has it"
                .formatted(tail(home.robots)),
            "personal  ~/.aws/credentials:2  %s  stays: the file store has another key, %s"
                .formatted(tail(home.robots), tail(home.mine))),
        home.table());
  }

  @Test
  void aKeyThatAwsDoesNotTakeStays() throws Exception {
    home.mine.setActive(false);

    assertEquals(ExitCode.REFUSED_BY_AWS, home.run("--yes"));

    assertTrue(
        home.said().get(1).startsWith("jvc: key %s of personal stays: ".formatted(tail(home.mine))),
        home.said().toString());
    assertEquals("", home.stored("personal"));
    assertEquals(home.robots.secret(), home.stored("bot"));
    assertEquals(before.replace(lines(home.robots), ""), Files.readString(home.credentials));
  }

  @Test
  void withoutAwsKeysMoveOnlyWhenToldTo() throws Exception {
    home.aws.faults().inject(Fault.down());

    assertEquals(ExitCode.FAILED, home.run("--yes"));
    assertTrue(
        home.said().getFirst().endsWith("; --no-verify moves it without asking AWS"),
        home.said().toString());
    requireUntouched();

    assertEquals(ExitCode.DONE, home.run("--yes", "--no-verify"));
    assertEquals(home.mine.secret(), home.stored("personal"));
  }

  @Test
  void whatMayBeAnyPasswordIsOpenedOnlyForAProfileAndStaysWhenItIsNone() throws Exception {
    Files.delete(home.credentials);
    home.daemon.profile("personal");
    PasswordList passwords = new PasswordList("bank", "mail", "personal");
    home.alsoIn(passwords);

    assertEquals(ExitCode.DONE, home.run("--yes"), home.said().toString());

    assertEquals(
        List.of(
            "PROFILE   FROM                KEY  WHAT HAPPENS",
            "personal  passwords/personal  -    move to the file store, if it is a key"),
        home.table());
    assertEquals(List.of("personal"), passwords.opened());
    assertEquals(
        List.of("jvc: passwords/personal is not a key that aws-vault stored: it stays"),
        home.said());
    assertEquals(List.of(), home.indexed());

    assertEquals(ExitCode.DONE, home.run("--yes", "--only", "bank"));
    assertEquals(List.of("personal", "bank"), passwords.opened());
  }

  @Test
  void aProfileThatLeadsNowhereKeepsItsKey() throws Exception {
    home.daemon.refuse("personal", "profile personal: region is wrong");

    assertEquals(ExitCode.FAILED, home.run("--yes"));

    assertTrue(
        home.table().getLast().endsWith("stays: profile personal: region is wrong"),
        home.table().toString());
    assertEquals(before.replace(lines(home.robots), ""), Files.readString(home.credentials));
  }

  @Test
  void aStoreThatStaysLockedEndsTheRun() throws Exception {
    home.store("old", home.mine);
    home.passphraseIs("wrong");

    assertEquals(ExitCode.STORE_FAILED, home.run("--yes"));

    assertEquals(1, home.unlocked());
    assertEquals(
        "jvc: 2 keys were not moved: jvc import goes on where it stopped", home.said().getLast());
    assertEquals(before, Files.readString(home.credentials));
    assertEquals(List.of(), home.backups());
  }

  @Test
  void withoutADaemonNothingHappens() throws Exception {
    home.daemon.close();

    assertEquals(ExitCode.DAEMON_UNREACHABLE, home.run("--yes"));
    requireUntouched();
  }

  @Test
  void aFileThatCannotBeReadIsSaidAndTheOtherOneServed() throws Exception {
    Files.writeString(home.config, "[profile third]\n" + lines(home.mine));
    Files.writeString(home.credentials, "#".repeat(1024 * 1024 + 1));

    assertEquals(ExitCode.STORE_FAILED, home.run("--yes"));

    assertEquals("jvc: ~/.aws/credentials is larger than 1024 KiB", home.said().getFirst());
    assertEquals(home.mine.secret(), home.stored("third"));
  }

  @Test
  void twoRunsAtOnceAreOneTooMany() throws Exception {
    try (Backups.Lock _ = new Backups(folder.resolve("data/import")).lock()) {
      assertEquals(ExitCode.STORE_FAILED, home.run("--yes"));
    }
    assertEquals(List.of("jvc: another jvc import is at work: wait for it"), home.said());
    requireUntouched();
  }
}
