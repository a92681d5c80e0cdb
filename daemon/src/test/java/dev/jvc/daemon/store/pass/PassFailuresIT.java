package dev.jvc.daemon.store.pass;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.daemon.credential.Problem;
import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.vault.Keys;
import dev.jvc.daemon.vault.SecretStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Everything that can go wrong with a real {@code pass} and a real agent, provoked. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PassFailuresIT {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Duration SHORT = Duration.ofSeconds(3);
  private static final ProfileName PERSONAL = new ProfileName("personal");

  private final GnuPg gnupg;
  private Path store;
  private int stores;

  PassFailuresIT() throws IOException {
    gnupg = GnuPg.create();
    store = gnupg.folder().resolve("none");
  }

  @BeforeEach
  void makeStore() throws Exception {
    store = gnupg.initialised(gnupg.folder().resolve("store" + stores++));
    gnupg.person(GnuPg.Person.ANSWERS);
    try (SecretStore keys = gnupg.open(store, LIMIT)) {
      keys.write(PERSONAL, Keys.key(1));
    }
    gnupg.forget();
  }

  @AfterAll
  void stop() throws IOException {
    gnupg.close();
  }

  private static Problem read(SecretStore store) {
    try (store) {
      return assertThrows(ProblemException.class, () -> store.read(PERSONAL)).problem();
    }
  }

  private Problem read() {
    return read(gnupg.open(store, LIMIT));
  }

  private Problem write() {
    try (SecretStore keys = gnupg.open(store, LIMIT)) {
      return assertThrows(ProblemException.class, () -> keys.write(PERSONAL, Keys.key(2)))
          .problem();
    }
  }

  private void requireUntouched() throws Exception {
    try (SecretStore keys = gnupg.open(store, LIMIT)) {
      assertEquals(1, Keys.numberIn(keys, PERSONAL));
      assertEquals(List.of(PERSONAL), keys.names());
    }
  }

  private static void require(Problem problem, ProblemCode code, String message) {
    assertEquals(code, problem.code(), problem.message());
    assertEquals(message, problem.message());
  }

  private Path script(String name, String text) throws IOException {
    Path script = gnupg.folder().resolve(name);
    Files.createDirectories(script.getParent());
    Files.writeString(script, text);
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    return script;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GIVES_UP | CANCELLED | unlocking jvc/personal was cancelled in pinentry",
        "MISTYPES | WRONG_PASSPHRASE | wrong passphrase for the GnuPG key of jvc/personal: run the"
            + " command again",
        "KILLS_PINENTRY | STORE_FAILED | pinentry ended without an answer: check pinentry-program"
            + " in gpg-agent.conf, then run the command again",
      })
  void whatThePersonDoesIsTold(GnuPg.Person person, ProblemCode code, String message)
      throws Exception {
    gnupg.person(person);

    require(read(), code, message);
    assertEquals(1, gnupg.asked(), "exactly one attempt");

    gnupg.person(GnuPg.Person.ANSWERS);
    requireUntouched();
  }

  @Test
  void aPinentryThatNobodyAnswersIsEndedAndBlocksNobody() throws Exception {
    gnupg.person(GnuPg.Person.IS_AWAY);

    require(
        read(gnupg.open(store, SHORT)),
        ProblemCode.STORE_FAILED,
        "nobody answered pinentry within 3 s: run the command again");
    assertEquals(1, gnupg.asked());

    gnupg.person(GnuPg.Person.ANSWERS);
    requireUntouched();
  }

  @Test
  void aMissingPinentryIsNamed() throws Exception {
    String before = Files.readString(gnupg.home().resolve("gpg-agent.conf"));
    gnupg.configureAgent("pinentry-program /nowhere/pinentry\n");
    try {
      require(
          read(),
          ProblemCode.STORE_FAILED,
          "gpg-agent has no pinentry to ask for the passphrase with: install one, such as"
              + " pinentry-curses");
    } finally {
      gnupg.configureAgent(before);
    }
    requireUntouched();
  }

  @Test
  void aPinentryWithNowhereToAskSaysWhereToRunTheCommand() throws Exception {
    String before = Files.readString(gnupg.home().resolve("gpg-agent.conf"));
    gnupg.configureAgent("pinentry-program /usr/bin/pinentry-curses\n");
    try {
      require(
          read(),
          ProblemCode.STORE_FAILED,
          "pinentry has neither a terminal nor a desktop to ask on: run the command in a terminal");
    } finally {
      gnupg.configureAgent(before);
    }
  }

  @Test
  void anAgentThatCannotBeStartedIsNamed() throws Exception {
    // No socket has so long a path.
    Path home = Files.createDirectories(gnupg.folder().resolve("h".repeat(120)));
    Map<String, String> environment = new HashMap<>(gnupg.environment(store));
    environment.put("GNUPGHOME", home.toString());

    require(
        read(gnupg.open(environment, Optional.empty(), LIMIT)),
        ProblemCode.STORE_FAILED,
        "gpg-agent cannot be reached: run gpgconf --launch gpg-agent to see why");
  }

  @Test
  void aMissingSecretKeyIsNamed() throws Exception {
    Path empty =
        Files.createDirectory(
            gnupg.folder().resolve("e"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Map<String, String> environment = new HashMap<>(gnupg.environment(store));
    environment.put("GNUPGHOME", empty.toString());
    try {
      require(
          read(gnupg.open(environment, Optional.empty(), LIMIT)),
          ProblemCode.STORE_FAILED,
          "the secret key for jvc/personal is not on this machine: import it, or insert the smart"
              + " card and run gpg --card-status");
    } finally {
      gnupg.run("gpgconf", "--homedir", empty.toString(), "--kill", "gpg-agent");
    }
  }

  @ParameterizedTest
  @CsvSource({"cut short", "flipped", "empty", "text"})
  void aDamagedEntryIsNamed(String damage) throws Exception {
    Path file = store.resolve("jvc/personal.gpg");
    byte[] content = Files.readAllBytes(file);
    switch (damage) {
      case "cut short" -> Files.write(file, java.util.Arrays.copyOf(content, content.length - 20));
      case "flipped" -> {
        content[content.length - 5] ^= 1;
        Files.write(file, content);
      }
      case "empty" -> Files.write(file, new byte[0]);
      default -> Files.writeString(file, "not encrypted at all\n");
    }

    require(
        read(),
        ProblemCode.STORE_FAILED,
        "the entry jvc/personal in pass is damaged: restore it from the store's history, or add"
            + " the key again");
  }

  @Test
  void anEntryThatHoldsSomethingElseIsNamed() throws Exception {
    gnupg.run(store, "sh", "-c", "echo hunter2 | pass insert -m -f jvc/personal");

    require(
        read(),
        ProblemCode.STORE_FAILED,
        "the entry jvc/personal in pass has no line aws_access_key_id: with the access key id");
  }

  @Test
  void anEntryThatWasPutInAnothersPlaceIsRefused() throws Exception {
    try (SecretStore keys = gnupg.open(store, LIMIT)) {
      keys.write(new ProfileName("work"), Keys.key(2));
    }
    Files.copy(
        store.resolve("jvc/work.gpg"),
        store.resolve("jvc/personal.gpg"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);

    require(
        read(),
        ProblemCode.STORE_FAILED,
        "the entry jvc/personal in pass says that it is of another profile: move it back");
  }

  @Test
  void tooLargeAnEntryIsRefusedBeforeAndAfterDecrypting() throws Exception {
    gnupg.run(
        store, "sh", "-c", "head -c 2000000 /dev/zero | pass insert -m -f jvc/personal >/dev/null");
    require(
        read(), ProblemCode.STORE_FAILED, "the entry jvc/personal in pass is too large for a key");

    // Small while it is compressed.
    gnupg.run(
        store,
        "sh",
        "-c",
        "head -c 2000000 /dev/zero | gpg --batch --yes -z 9 -r me@example.org --trust-model always"
            + " -o "
            + store.resolve("jvc/personal.gpg")
            + " -e");
    assertTrue(Files.size(store.resolve("jvc/personal.gpg")) < 10_000);
    require(
        read(), ProblemCode.STORE_FAILED, "the entry jvc/personal in pass is too large for a key");
  }

  @Test
  void aStoreThatIsNotInitialisedIsNamedWithWhatToRun() {
    store = gnupg.folder().resolve("never");

    for (Problem problem : List.of(read(), write())) {
      require(
          problem,
          ProblemCode.STORE_FAILED,
          "the password store " + store + " is not initialised: run pass init KEY");
    }
    assertFalse(Files.exists(store));
  }

  @Test
  void aLinkOutOfTheStoreIsNotFollowed() throws Exception {
    Path outside = Files.createDirectory(gnupg.folder().resolve("outside" + stores));
    Files.move(store.resolve("jvc/personal.gpg"), outside.resolve("personal.gpg"));
    Files.createSymbolicLink(store.resolve("jvc/personal.gpg"), outside.resolve("personal.gpg"));
    String message =
        "the entry jvc/personal lies outside of the password store, behind a link: put it into the"
            + " store itself";

    require(read(), ProblemCode.STORE_FAILED, message);
    byte[] before = Files.readAllBytes(outside.resolve("personal.gpg"));
    require(write(), ProblemCode.STORE_FAILED, message);
    assertArrayEquals(before, Files.readAllBytes(outside.resolve("personal.gpg")));

    Files.delete(store.resolve("jvc/personal.gpg"));
    Files.delete(store.resolve("jvc"));
    Files.createSymbolicLink(store.resolve("jvc"), outside);
    require(read(), ProblemCode.STORE_FAILED, message);
    require(write(), ProblemCode.STORE_FAILED, message);
  }

  @Test
  void aStoreBehindALinkIsFine() throws Exception {
    Path link = gnupg.folder().resolve("link" + stores);
    Files.createSymbolicLink(link, store);
    store = link;

    requireUntouched();
  }

  @Test
  void aHookThatRefusesChangesNothing() throws Exception {
    gnupg.run(store, "pass", "git", "init");
    Path hook = script("refuse", "#!/bin/sh\necho 'no keys here' >&2\nexit 1\n");
    Files.move(hook, store.resolve(".git/hooks/pre-commit"));
    byte[] before = Files.readAllBytes(store.resolve("jvc/personal.gpg"));

    require(
        write(),
        ProblemCode.STORE_FAILED,
        "git did not take the change of jvc/personal, so nothing was changed: no keys here");
    assertArrayEquals(before, Files.readAllBytes(store.resolve("jvc/personal.gpg")));
    try (SecretStore keys = gnupg.open(store, LIMIT)) {
      ProfileName fresh = new ProfileName("fresh");
      assertThrows(ProblemException.class, () -> keys.write(fresh, Keys.key(3)));
      ProblemException kept = assertThrows(ProblemException.class, () -> keys.remove(PERSONAL));
      require(
          kept.problem(),
          ProblemCode.STORE_FAILED,
          "git did not take the change of jvc/personal, so nothing was changed: no keys here");
    }
    assertEquals("", gnupg.run(store, "pass", "git", "status", "--porcelain"));
    requireUntouched();
  }

  @Test
  void aHookThatHangsIsEndedAndChangesNothing() throws Exception {
    gnupg.run(store, "pass", "git", "init");
    Path hook = script("hang", "#!/bin/sh\nexec sleep 600\n");
    Files.move(hook, store.resolve(".git/hooks/pre-commit"));

    try (SecretStore keys = gnupg.open(store, SHORT)) {
      ProblemException late =
          assertThrows(ProblemException.class, () -> keys.write(PERSONAL, Keys.key(2)));
      require(
          late.problem(),
          ProblemCode.STORE_FAILED,
          "pass took longer than 3 s and was ended: run the command again, and answer what it"
              + " asks");
    }
    assertEquals("", gnupg.run(store, "pass", "git", "status", "--porcelain"));
    requireUntouched();
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "needs Linux: mounts a folder read-only")
  @EnabledIfSystemProperty(
      named = "user.name",
      matches = "root",
      disabledReason = "needs root: acts as another user")
  void aReadOnlyStoreIsReadAndNotChanged() throws Exception {
    gnupg.run("mount", "--bind", store.toString(), store.toString());
    try {
      gnupg.run("mount", "-o", "remount,ro,bind", store.toString());
      Problem problem = write();
      assertEquals(ProblemCode.STORE_FAILED, problem.code());
      assertTrue(
          problem.message().startsWith("pass could not store jvc/personal: gpg: ")
              && problem.message().endsWith("Read-only file system"),
          problem.message());
      try (SecretStore keys = gnupg.open(store, LIMIT)) {
        ProblemException kept = assertThrows(ProblemException.class, () -> keys.remove(PERSONAL));
        assertEquals(
            "the entry jvc/personal was not removed: rm: cannot remove '"
                + store
                + "/jvc/personal.gpg': Read-only file system",
            kept.problem().message());
      }
      requireUntouched();
    } finally {
      gnupg.run("umount", store.toString());
    }
  }

  @Test
  void recipientsWithoutAPublicKeyAreNamed() throws Exception {
    Files.writeString(store.resolve(".gpg-id"), "nobody@example.org\n");

    Problem problem = write();
    assertEquals(ProblemCode.STORE_FAILED, problem.code());
    assertTrue(
        problem
            .message()
            .startsWith("pass could not store jvc/personal: gpg: [stdin]: encryption failed: "),
        problem.message());
    requireUntouched();
  }

  @Test
  void recipientsThatAreNotSignedAreRefused() throws Exception {
    Map<String, String> environment = new HashMap<>(gnupg.environment(store));
    environment.put("PASSWORD_STORE_SIGNING_KEY", "A".repeat(40));

    try (SecretStore keys = gnupg.open(environment, Optional.empty(), LIMIT)) {
      ProblemException unsigned =
          assertThrows(ProblemException.class, () -> keys.write(PERSONAL, Keys.key(2)));
      require(
          unsigned.problem(),
          ProblemCode.STORE_FAILED,
          "pass could not store jvc/personal: Signature for " + store + "/.gpg-id does not exist.");
    }
    requireUntouched();
  }

  @ParameterizedTest
  @CsvSource({"gpg, read", "pass, write"})
  void aProgramThatIsNotInstalledIsNamed(String program, String use) throws Exception {
    Path bin = Files.createDirectories(gnupg.folder().resolve("bin-" + program));
    Map<String, String> environment = new HashMap<>(gnupg.environment(store));
    environment.put("PATH", bin.toString());

    try (SecretStore keys = gnupg.open(environment, Optional.empty(), LIMIT)) {
      ProblemException missing =
          assertThrows(
              ProblemException.class,
              () -> {
                if (use.equals("read")) {
                  keys.read(PERSONAL).close();
                } else {
                  keys.write(PERSONAL, Keys.key(2));
                }
              });
      require(missing.problem(), ProblemCode.STORE_FAILED, program + " is not installed");
    }
  }

  @Test
  void aProgramThatOthersCanReplaceIsNotRun() throws Exception {
    Path fake = script("shared/gpg", "#!/bin/sh\ntouch '" + gnupg.folder() + "/ran'\n");
    Files.setPosixFilePermissions(fake.getParent(), PosixFilePermissions.fromString("rwxrwxrwx"));
    Map<String, String> environment = new HashMap<>(gnupg.environment(store));
    environment.put("PATH", fake.getParent() + ":" + environment.get("PATH"));

    try (SecretStore keys = gnupg.open(environment, Optional.empty(), LIMIT)) {
      assertEquals(1, Keys.numberIn(keys, PERSONAL));
    }
    assertFalse(Files.exists(gnupg.folder().resolve("ran")));
  }

  @Test
  void gpgIsStartedOnceWithFixedArgumentsAndWithoutSecrets() throws Exception {
    Path fake =
        script(
            "own/gpg",
            "#!/bin/sh\necho \"$@\" >> '%1$s/argv'\nenv >> '%1$s/env'\nexit 2\n"
                .formatted(gnupg.folder()));
    Map<String, String> environment = new HashMap<>(gnupg.environment(store));
    environment.put("PATH", fake.getParent() + ":" + environment.get("PATH"));
    environment.put("AWS_SECRET_ACCESS_KEY", "canary");
    environment.put("JVC_TICKET", "canary");
    environment.put("PASSWORD_STORE_GPG_OPTS", "--canary");

    require(
        read(gnupg.open(environment, Optional.empty(), LIMIT)),
        ProblemCode.STORE_FAILED,
        "gpg could not decrypt jvc/personal: exit code 2");
    assertEquals(
        List.of("--batch --no-tty --pinentry-mode ask --status-fd 2 --decrypt"),
        Files.readAllLines(gnupg.folder().resolve("argv")));
    assertFalse(Files.readString(gnupg.folder().resolve("env")).contains("canary"));
  }

  @Test
  void thePersonsTerminalIsNamedToTheAgent() throws Exception {
    Path terminals = gnupg.folder().resolve("terminals");
    Files.deleteIfExists(terminals);

    try (SecretStore keys =
        gnupg.open(gnupg.environment(store), Optional.of(Path.of("/dev/pts/4711")), LIMIT)) {
      assertEquals(1, Keys.numberIn(keys, PERSONAL));
    }
    assertEquals(List.of("OPTION ttyname=/dev/pts/4711"), Files.readAllLines(terminals));
  }
}
