package dev.jvc.client.verb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.client.scripted.Golden;
import dev.jvc.client.scripted.Person;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code jvc setup} writes into a home, and that it takes it out again. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "needs Linux: uses the systemd user manager")
final class SetupVerbTest extends WithScriptedDaemon {

  private static final Map<String, String> DOTFILES =
      Map.of(
          ".bashrc", "case $- in *i*) ;; *) return ;; esac\nalias ll='ls -l'",
          ".bash_profile", ". ~/.bashrc\n",
          ".zshrc", "",
          ".config/fish/config.fish", "set -g fish_greeting\n",
          ".aws/config", "[default]\r\nregion = eu-west-2\r\n[profile personal]\r\nregion = r");

  @BeforeEach
  void someone() throws IOException {
    daemon.answer("GET /v1/profiles/personal/wiring", Golden.text("wiring.json"));
    daemon.answer("POST /v1/files", Golden.text("files-desktop.json"));
    daemon.answer("DELETE /v1/files", "{\"removed\":true}");
  }

  private void dotfiles() throws IOException {
    for (Map.Entry<String, String> file : DOTFILES.entrySet()) {
      Path path = home.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
  }

  /** Every file and folder of the home, with its mode and content, except for jvc's own state. */
  private Map<String, String> snapshot() throws IOException {
    Map<String, String> found = new TreeMap<>();
    try (Stream<Path> all = Files.walk(home)) {
      for (Path path : all.toList()) {
        String name = home.relativize(path).toString();
        if (name.startsWith("jvc") || name.startsWith(".local") || name.startsWith("bin")) {
          continue;
        }
        String kind =
            Files.isSymbolicLink(path)
                ? "link " + Files.readSymbolicLink(path)
                : Files.isDirectory(path)
                    ? "folder"
                    : new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1);
        found.put(
            name,
            PosixFilePermissions.toString(
                    Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS))
                + " "
                + kind);
      }
    }
    return found;
  }

  private String read(String file) throws IOException {
    return Files.readString(home.resolve(file));
  }

  private Person.Run succeed(String words) {
    Person.Run run = person.line(words);
    assertEquals(0, run.exit(), run.err());
    return run;
  }

  @Test
  void theDefaultIsEveryShellAndTheDesktop() throws IOException {
    dotfiles();

    Person.Run run = succeed("setup personal --yes");

    for (String file :
        List.of(
            ".bashrc",
            ".bash_profile",
            ".zshrc",
            ".zprofile",
            ".config/fish/conf.d/jvc.fish",
            ".config/environment.d/60-jvc.conf")) {
      assertTrue(
          read(file).contains("http://127.0.0.1:9911/v1/credentials/personal"), "not in " + file);
      assertTrue(run.out().contains("+++ ~/" + file + "\n"), run.out());
      assertFalse(read(file).contains("tokentoken"), "a secret is in " + file);
    }
    assertFalse(Files.exists(home.resolve(".profile")), "bash would not read it");
    assertEquals(DOTFILES.get(".aws/config"), read(".aws/config"));
    assertTrue(daemon.lines().contains("POST /v1/tokens"), "the token file is made");
    assertTrue(daemon.bodyOf("POST /v1/files").contains("desktop"), "so are the AWS files");
    assertTrue(
        run.err().contains("jvc: wrote ~/.bashrc, ~/.bash_profile, ~/.zprofile,"), run.err());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "--shell",
        "--desktop",
        "--credential-process",
        "--shell --desktop --own-config",
        "--shell --credential-process"
      })
  void undoRestoresEveryFileToTheByte(String parts) throws IOException {
    dotfiles();
    Files.setPosixFilePermissions(
        home.resolve(".bashrc"), PosixFilePermissions.fromString("rw-r-----"));
    Map<String, String> before = snapshot();

    succeed("setup personal --yes " + parts);
    Map<String, String> after = snapshot();
    assertFalse(before.equals(after), "nothing was written");
    assertTrue(after.getOrDefault(".bashrc", "").startsWith("rw-r-----"), after.toString());
    Person.Run undo = succeed("setup --undo --yes");

    assertEquals(before, snapshot());
    assertTrue(undo.err().contains("took jvc's lines out of"), undo.err());
    assertTrue(daemon.lines().contains("DELETE /v1/files"));
    assertFalse(Files.exists(home.resolve(".local/state/jvc/setup.json")));
    assertEquals("jvc: nothing to take back\n", undone().err());
  }

  private Person.Run undone() {
    daemon.answer("DELETE /v1/files", "{\"removed\":false}");
    return succeed("setup --undo");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "--shell", "--credential-process"})
  void aSecondTimeThereIsNothingToDo(String parts) throws IOException {
    dotfiles();
    succeed("setup personal --yes " + parts);
    Map<String, String> once = snapshot();

    Person.Run again = succeed("setup personal " + parts);

    assertEquals("", again.out());
    assertEquals("jvc: nothing to do: all of it is set up for personal\n", again.err());
    assertEquals(once, snapshot());
  }

  @Test
  void aDryRunShowsTheDifferenceAndMakesNothing() throws IOException {
    Files.writeString(home.resolve(".profile"), "# mine\n");
    Map<String, String> before = snapshot();

    Person.Run run = succeed("setup personal --dry-run");

    assertTrue(run.out().startsWith("--- ~/.profile\n+++ ~/.profile\n@@ -1 +1,"), run.out());
    assertTrue(run.out().contains("\n # mine\n+# >>> jvc setup >>>\n"), run.out());
    assertTrue(
        run.out().contains("--- /dev/null\n+++ ~/.config/environment.d/60-jvc.conf\n"), run.out());
    assertEquals(before, snapshot());
    assertEquals(List.of("GET /v1/profiles/personal/wiring"), daemon.lines());
  }

  @Test
  void withoutATerminalItIsNotAssumedThatItIsMeant() throws IOException {
    Map<String, String> before = snapshot();

    Person.Run run = person.line("setup personal");

    assertEquals(2, run.exit());
    assertEquals(
        "jvc: there is no terminal to confirm the change: give --yes, or --dry-run to look only\n",
        run.err());
    assertEquals(before, snapshot());
    assertFalse(daemon.lines().contains("POST /v1/files"));
  }

  @Test
  void anotherProfileReplacesTheLines() throws IOException {
    dotfiles();
    Map<String, String> before = snapshot();
    succeed("setup personal --yes");
    daemon.answer(
        "GET /v1/profiles/other/wiring", Golden.text("wiring.json").replace("personal", "other"));
    daemon.answer("GET /v1/profiles/other", Golden.text("profile.json"));

    Person.Run run = succeed("setup other --yes");

    assertTrue(run.out().contains("\n-  export JVC_PROFILE='personal'\n"), run.out());
    assertTrue(run.out().contains("\n+  export JVC_PROFILE='other'\n"), run.out());
    assertFalse(read(".bashrc").contains("personal"), read(".bashrc"));
    succeed("setup --undo --yes");
    assertEquals(before, snapshot());
  }

  @Test
  void whatWasEditedAroundTheLinesStays() throws IOException {
    dotfiles();
    succeed("setup personal --yes --shell");
    Path bashrc = home.resolve(".bashrc");
    Files.writeString(bashrc, "first=1\n" + Files.readString(bashrc) + "\nlast=1\n");
    Path fish = home.resolve(".config/fish/conf.d/jvc.fish");
    Files.writeString(fish, Files.readString(fish) + "set -g mine 1\n");
    Path zshrc = home.resolve(".zshrc");
    Files.writeString(zshrc, Files.readString(zshrc).replace("  unset", "  mine=1\n  unset"));

    Person.Run undo = succeed("setup --undo --yes");

    assertEquals("first=1\n" + DOTFILES.get(".bashrc") + "\nlast=1\n", read(".bashrc"));
    assertEquals("set -g mine 1\n", read(".config/fish/conf.d/jvc.fish"));
    assertEquals("  mine=1\n", read(".zshrc"));
    assertTrue(
        undo.err().contains("~/.bashrc was changed since: only jvc's own lines are taken out"),
        undo.err());
    assertTrue(undo.err().contains("~/.zshrc has lines of yours between"), undo.err());
    assertFalse(undo.err().contains(".bash_profile was changed"), undo.err());
  }

  @Test
  void linesAreFoundAlsoWhenNobodyRememberedThem() throws IOException {
    dotfiles();
    Map<String, String> before = snapshot();
    succeed("setup personal --yes --shell --desktop --credential-process");
    Files.delete(home.resolve(".local/state/jvc/setup.json"));

    succeed("setup --undo --yes");

    Map<String, String> after = snapshot();
    after.keySet().removeAll(List.of(".zprofile", ".config/fish/conf.d", ".config/environment.d"));
    assertEquals(before, after);
    assertEquals("", read(".zprofile"), "it cannot be known that this was made");
  }

  @Test
  void aLinkStaysOneAndIsNamed() throws IOException {
    Path real = Files.createDirectory(home.resolve("dotfiles")).resolve("profile");
    Files.writeString(real, "# mine\n");
    Files.createSymbolicLink(home.resolve(".profile"), real);
    Map<String, String> before = snapshot();

    Person.Run run = succeed("setup personal --yes --shell");

    assertTrue(
        run.err().contains("jvc: ~/.profile is a link: the lines go into ~/dotfiles/profile\n"),
        run.err());
    assertTrue(Files.isSymbolicLink(home.resolve(".profile")));
    assertTrue(Files.readString(real).contains("JVC_PROFILE"));
    succeed("setup --undo --yes");
    assertEquals(before, snapshot());
  }

  @Test
  void twoNamesOfOneFileGetTheLinesOnce() throws IOException {
    Files.writeString(home.resolve(".bashrc"), "");
    Files.createSymbolicLink(home.resolve(".bash_profile"), Path.of(".bashrc"));

    succeed("setup personal --yes --shell");

    assertEquals(1, read(".bashrc").split(">>> jvc setup >>>", -1).length - 1);
    succeed("setup --undo --yes");
    assertEquals("", read(".bashrc"));
  }

  @Test
  void aLinkToNowhereAndAFolderAreRefusedAndNothingElseIsChanged() throws IOException {
    Files.createSymbolicLink(home.resolve(".bash_profile"), Path.of("nowhere"));
    Map<String, String> before = snapshot();
    Person.Run nowhere = person.line("setup personal --yes");
    assertEquals(1, nowhere.exit());
    assertEquals(
        "jvc: ~/.bash_profile is a link to nowhere: make the file it leads to, or remove it\n",
        nowhere.err());
    assertEquals(before, snapshot());

    Files.delete(home.resolve(".bash_profile"));
    Files.createDirectory(home.resolve(".bash_profile"));
    Person.Run folder = person.line("setup personal --yes");
    assertEquals("jvc: ~/.bash_profile is not a text file: move it away\n", folder.err());
  }

  @ParameterizedTest
  @CsvSource({"'# >>> jvc setup >>>\n',1", "'a\n# <<< jvc setup <<<\n',2"})
  void halfOfTheMarksIsLeftToThePerson(String content, int line) throws IOException {
    Files.writeString(home.resolve(".profile"), content);

    for (String words : List.of("setup personal --yes", "setup --undo --yes")) {
      Person.Run run = person.line(words);
      assertEquals(1, run.exit(), run.err());
      assertTrue(run.err().startsWith("jvc: ~/.profile:" + line + " has only one"), run.err());
      assertEquals(content, read(".profile"));
    }
  }

  @Test
  void aListOfChangesThatIsDamagedIsNotGuessedAt() throws IOException {
    Path journal = home.resolve(".local/state/jvc/setup.json");
    Files.createDirectories(journal.getParent());
    for (String content :
        List.of("", "{", "[]", "{\"version\":2}", "{\"version\":1,\"files\":[{}]}")) {
      Files.writeString(journal, content);
      Person.Run run = person.line("setup --undo --yes");
      assertEquals(1, run.exit(), content);
      assertTrue(run.err().contains("setup.json is damaged: move it away"), run.err());
    }
  }

  @Test
  void anAddressThatChangesIsNotWrittenDown() throws IOException {
    daemon.answer(
        "GET /v1/profiles/personal/wiring",
        Golden.text("wiring.json").replace("\"uriStays\":true", "\"uriStays\":false"));
    Map<String, String> before = snapshot();

    Person.Run run = person.line("setup personal --yes");

    assertEquals(1, run.exit());
    assertTrue(run.err().contains("set listen.port in jvc.yaml"), run.err());
    assertEquals(before, snapshot());
    assertEquals(0, person.line("setup personal --yes --credential-process").exit());
  }

  @Test
  void aProfileByNameIsAProcessInThePersonsOwnFile() throws IOException {
    dotfiles();

    Person.Run run = succeed("setup personal --yes --credential-process");

    assertEquals(
        DOTFILES.get(".aws/config")
            + "\r\n# >>> jvc setup personal >>>\r\ncredential_process = "
            + home
            + "/bin/jvc credentials personal\r\n# <<< jvc setup personal <<<",
        read(".aws/config"));
    assertTrue(run.err().contains("programs find them by the name personal as well"), run.err());
    assertFalse(daemon.lines().contains("POST /v1/files"), "nothing else is made");
    assertFalse(daemon.lines().contains("POST /v1/tokens"), "nothing else is made");
  }

  @Test
  void theNameInThePathIsUsedWhereItIsTheSameProgram() throws IOException {
    Path folder = Files.createDirectory(home.resolve("path"));
    Files.createSymbolicLink(folder.resolve("jvc"), home.resolve("bin/jvc"));
    person.environment().put("PATH", folder + ":" + System.getenv("PATH"));

    succeed("setup personal --yes --credential-process");

    assertTrue(
        read(".aws/config").contains("credential_process = " + folder + "/jvc credentials "),
        read(".aws/config"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "setup personal --undo",
        "setup --undo --shell",
        "setup --undo --desktop",
        "setup --undo --credential-process",
        "setup personal --credential-process --own-config",
        "setup personal other",
        "setup --everything"
      })
  void whatMakesNoSenseIsSaidBeforeAnythingIsAsked(String words) {
    Person.Run run = person.line(words);

    assertEquals(2, run.exit(), run.err());
    assertEquals(1, run.err().lines().filter(line -> line.startsWith("jvc: ")).count());
    assertEquals(List.of(), daemon.lines());
  }

  @Test
  void aProfileThatLeadsNowhereIsRefusedByTheDaemon() throws IOException {
    daemon.answer(
        "GET /v1/profiles/nobody/wiring",
        404,
        "{\"code\":\"UnknownProfile\",\"message\":\"no profile nobody\",\"exitCode\":2}");
    Map<String, String> before = snapshot();

    Person.Run run = person.line("setup nobody --yes");

    assertEquals(new Person.Run(2, "", "jvc: no profile nobody\n"), run);
    assertEquals(before, snapshot());
  }

  @Test
  void withoutADaemonUndoTakesTheFilesAwayItself() throws IOException {
    succeed("setup personal --yes");
    daemon.close();
    Path aws = Files.createDirectories(home.resolve(".local/state/jvc/aws"));
    Files.writeString(aws.resolve("config"), "# jvc\n");
    Files.createSymbolicLink(aws.resolve("credentials"), home.resolve(".aws/credentials"));

    succeed("setup --undo --yes");

    try (Stream<Path> left = Files.list(aws)) {
      assertEquals(List.of(), left.toList());
    }
    Files.writeString(aws.resolve("credentials"), "[written by a program]\n");
    succeed("setup --undo --yes");
    assertTrue(Files.exists(aws.resolve("credentials")));
  }

  @Test
  void aLoginThatIsNeededIsNamed() throws IOException {
    daemon.answer("GET /v1/profiles/personal", Golden.text("profile-needs-login.json"));

    assertTrue(succeed("setup personal --yes").err().endsWith("hint: run: jvc login personal\n"));
  }

  @Test
  void theFoldersOfOthersAreFollowed() throws IOException {
    Map<String, String> folders = new HashMap<>();
    folders.put("XDG_CONFIG_HOME", home.resolve("c").toString());
    folders.put("ZDOTDIR", home.resolve("z").toString());
    folders.put("SHELL", "/usr/bin/zsh");
    person.environment().putAll(folders);
    Map<String, String> before = snapshot();

    succeed("setup personal --yes");

    for (String file : List.of("c/environment.d/60-jvc.conf", "z/.zshrc", "z/.zprofile")) {
      assertTrue(Files.exists(home.resolve(file)), file);
    }
    succeed("setup --undo --yes");
    assertEquals(before, snapshot());
  }
}
