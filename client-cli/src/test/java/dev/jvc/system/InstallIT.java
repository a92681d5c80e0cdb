package dev.jvc.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code bin/install}: a person's own installation, from this checkout. */
final class InstallIT {

  private Machine machine;
  private Path local;

  @BeforeEach
  void create() throws IOException {
    machine = Machine.create();
    local = machine.home().resolve(".local");
  }

  @AfterEach
  void close() throws Exception {
    installed("daemon", "stop");
    machine.close();
  }

  private Machine.Result install(String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(List.of(Machine.root().resolve("bin/install").toString()));
    command.addAll(Arrays.asList(arguments));
    // Makes a runtime and its caches, which takes longer than any other command of a test.
    Path err = Files.createTempFile(machine.home(), "install", "");
    Process process =
        machine
            .builder(Map.of("JAVA_HOME", System.getProperty("java.home")), command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(err.toFile())
            .start();
    assertTrue(process.waitFor(5, TimeUnit.MINUTES), "bin/install does not end");
    return new Machine.Result(process.exitValue(), "", Files.readString(err));
  }

  private Machine.Result installed(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(local.resolve("bin/jvc").toString()));
    command.addAll(Arrays.asList(arguments));
    return Files.exists(local.resolve("bin/jvc"))
        ? machine.run(Map.of("JVC_FILE_PASSPHRASE", Machine.PASSPHRASE), "", command)
        : new Machine.Result(127, "", "");
  }

  private static Machine.Result succeed(Machine.Result result) {
    assertEquals(0, result.exit(), result.toString());
    return result;
  }

  private Set<String> filesBelow(Path folder) throws IOException {
    try (Stream<Path> found = Files.walk(folder)) {
      Set<String> names = new TreeSet<>();
      found
          .filter(Files::isRegularFile)
          .forEach(file -> names.add(machine.home().relativize(file).toString()));
      return names;
    }
  }

  @Test
  void anInstallationWorksIsUpgradedInPlaceWithItsLoginAndIsTakenBack() throws Exception {
    succeed(install("--no-service"));
    assertTrue(installed("--version").out().startsWith("jvc "));
    assertTrue(
        filesBelow(local)
            .containsAll(
                List.of(
                    ".local/bin/jvc",
                    ".local/bin/jvcd",
                    ".local/lib/jvc/runtime/bin/java",
                    ".local/share/bash-completion/completions/jvc",
                    ".local/share/man/man1/jvc-login.1",
                    ".local/share/man/man1/jvcd.1")));
    succeed(machine.add("personal"));
    succeed(machine.login("personal"));
    succeed(machine.jvc("daemon", "stop"));
    succeed(installed("credentials", "personal"));
    long before = machine.daemon().pid();
    int logins = machine.aws().calls("GetSessionToken");

    Machine.Result again = succeed(install("--no-service"));

    assertTrue(again.err().contains("jvc: installed jvc "), again.err());
    succeed(installed("daemon", "status"));
    assertFalse(before == machine.daemon().pid(), "the old daemon goes on");
    succeed(installed("credentials", "personal"));
    assertEquals(logins, machine.aws().calls("GetSessionToken"));

    // What a person changed is neither overwritten nor removed without a word.
    Path page = local.resolve("share/man/man1/jvc.1");
    Files.writeString(page, "mine\n");
    Machine.Result refused = install("--no-service");
    assertEquals(1, refused.exit(), refused.toString());
    assertTrue(
        refused
            .err()
            .endsWith(
                "jvc: "
                    + page
                    + " is not as jvc left it: move it away, or run bin/install --force, which keeps it beside as .old\n"),
        refused.err());
    assertEquals("mine\n", Files.readString(page));

    Machine.Result removed = succeed(install("--uninstall"));
    assertTrue(removed.err().contains("jvc: kept " + page + ", which was changed"), removed.err());
    assertEquals(new TreeSet<>(List.of(".local/share/man/man1/jvc.1")), filesBelow(local));
    assertTrue(Files.exists(machine.keyFile()));
    assertEquals("jvc: jvc is not installed in " + local + "\n", install("--uninstall").err());
  }

  @Test
  void wrongArgumentsAndForeignFilesAreRefusedBeforeAnythingIsDone() throws Exception {
    String usage =
        ": usage is bin/install [--uninstall] [--no-service] [--prefix FOLDER] [--force]\n";

    Machine.Result unknown = install("--everywhere");
    assertEquals(2, unknown.exit());
    assertEquals("jvc: unknown argument --everywhere" + usage, unknown.err());
    assertEquals("jvc: --prefix needs a folder" + usage, install("--prefix").err());
    assertEquals("jvc: not an absolute folder: here" + usage, install("--prefix", "here").err());
    assertFalse(Files.exists(local));

    Files.createDirectories(local.resolve("lib/jvc"));
    Machine.Result foreign = install("--no-service");
    assertEquals(1, foreign.exit());
    assertEquals(
        "jvc: " + local + "/lib/jvc is not of this program: move it away\n", foreign.err());
  }
}
