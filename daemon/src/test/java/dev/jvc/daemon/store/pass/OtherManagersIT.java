package dev.jvc.daemon.store.pass;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.daemon.credential.Problem;
import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.platform.ChildPrograms;
import dev.jvc.daemon.platform.ProgramPath;
import dev.jvc.daemon.vault.Keys;
import dev.jvc.daemon.vault.SecretStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The managers other than {@code pass}, which are stood in for by scripts that take exactly the
 * documented commands of gopass and passage, and fail on anything else.
 */
@Timeout(60)
final class OtherManagersIT {

  private static final ProfileName PERSONAL = new ProfileName("personal");
  private static final ProfileName HOSTILE = new ProfileName("-rf ../*");

  /** The command lines that the script takes; {@code $entry} is set by each. */
  private static final Map<String, String> COMMANDS =
      Map.of(
          "passage",
          """
          dir=${PASSAGE_DIR:?} suffix=.age
          case "$1 $2 $3 $4" in
            'show -- '*) verb=show entry=$3 count=3 ;;
            'insert -m -f --') verb=insert entry=$5 count=5 ;;
            'rm -f -- '*) verb=rm entry=$4 count=4 ;;
            *) exit 64 ;;
          esac
          """,
          "gopass",
          """
          dir=$HOME/.gopass suffix=.txt
          case "$1 $2 $3 $4" in
            'show --unsafe --noparsing --') verb=show entry=$5 count=5 ;;
            'insert --multiline --force --') verb=insert entry=$5 count=5 ;;
            'rm --force -- '*) verb=rm entry=$4 count=4 ;;
            'ls --flat  ') verb=ls entry= count=2 ;;
            *) exit 64 ;;
          esac
          """);

  private static final String REST =
      """
      [ $# = $count ] || exit 64
      file=$dir/$entry$suffix
      case $verb in
        show)
          if [ -e "$HOME/locked" ]; then echo 'asking'; echo 'cannot decrypt' >&2; exit 1; fi
          cat "$file" ;;
        insert) mkdir -p "$(dirname "$file")" && cat > "$file" ;;
        rm) rm -f "$file" ;;
        ls) [ ! -d "$dir" ] || (cd "$dir" && find . -name '*.txt' | sed 's|^\\./||; s|\\.txt$||') ;;
      esac
      """;

  @TempDir private Path home;

  private SecretStore open(PassSettings.Manager manager) throws IOException {
    Path bin = Files.createDirectories(home.resolve("bin"));
    Path program = bin.resolve(manager.program());
    Files.writeString(program, "#!/bin/sh\n" + COMMANDS.get(manager.program()) + REST);
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    String path = bin + ":/usr/bin:/bin";
    return PassStore.open(
        () -> new PassSettings(manager, null, "work/aws"),
        new PassEnvironment(Map.of("HOME", home.toString(), "PATH", path), Optional.empty()),
        new ChildPrograms(ProgramPath.of(path)),
        home.resolve("state/pass.lock"),
        Duration.ofSeconds(30));
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PASS")
  void keysAreStoredListedReadAndRemoved(PassSettings.Manager manager) throws Exception {
    try (SecretStore store = open(manager)) {
      assertEquals(List.of(), store.names());
      store.remove(PERSONAL);
      store.write(PERSONAL, Keys.key(1));
      store.write(HOSTILE, Keys.key(2));
      store.write(PERSONAL, Keys.key(3));

      assertEquals(List.of(HOSTILE, PERSONAL), store.names());
      assertEquals(3, Keys.numberIn(store, PERSONAL));
      assertEquals(2, Keys.numberIn(store, HOSTILE));

      store.remove(PERSONAL);
      assertEquals(List.of(HOSTILE), store.names());
      Problem missing = assertThrows(ProblemException.class, () -> store.read(PERSONAL)).problem();
      assertEquals(ProblemCode.KEY_MISSING, missing.code());
      assertEquals("no key is stored for personal in " + manager.program(), missing.message());
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PASS")
  void whatTheManagerSaysLastIsTold(PassSettings.Manager manager) throws Exception {
    try (SecretStore store = open(manager)) {
      store.write(PERSONAL, Keys.key(1));
      Files.writeString(home.resolve("locked"), "");

      Problem failed = assertThrows(ProblemException.class, () -> store.read(PERSONAL)).problem();

      assertEquals(ProblemCode.STORE_FAILED, failed.code());
      assertEquals(
          manager.program() + " could not decrypt work/aws/personal: cannot decrypt",
          failed.message());
      assertEquals(List.of(PERSONAL), store.names(), "listing asks nobody");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aManagerThatIsNotInstalledOrSetUpIsNoPlaceForKeys(PassSettings.Manager manager)
      throws Exception {
    PassSettings settings = new PassSettings(manager, home.resolve("none"), "jvc");
    Map<String, String> environment = Map.of("HOME", home.toString(), "PATH", "/nowhere");
    ChildPrograms none = new ChildPrograms(ProgramPath.of("/nowhere"));

    Problem missing =
        assertThrows(ProblemException.class, () -> PassStore.check(settings, environment, none))
            .problem();

    assertEquals(manager.program() + " is not installed", missing.message());
    assertFalse(Files.exists(home.resolve("none")));
    if (manager == PassSettings.Manager.PASS) {
      ChildPrograms real = new ChildPrograms(ProgramPath.of("/usr/bin:/bin"));
      Problem bare =
          assertThrows(ProblemException.class, () -> PassStore.check(settings, environment, real))
              .problem();
      assertTrue(bare.message().contains("is not initialised: run pass init KEY"), bare.message());
    }
  }
}
