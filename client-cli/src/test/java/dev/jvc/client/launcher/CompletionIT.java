package dev.jvc.client.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.client.scripted.Golden;
import dev.jvc.client.scripted.ScriptedJvcd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real shells complete what is typed behind {@code jvc}. */
final class CompletionIT {

  @TempDir private Path home;
  private Launched launched;
  private ScriptedJvcd daemon;

  @BeforeEach
  void start() throws Exception {
    launched = new Launched(home);
    launched.environment().put("PATH", Golden.root().resolve("bin") + ":" + System.getenv("PATH"));
    daemon = ScriptedJvcd.start(home);
    daemon.answer(
        "GET /v1/profiles",
        """
        {"profiles":[{"profile":"personal","login":"needed","session":"none"},\
        {"profile":"prod-eu","login":"needed","session":"none"},\
        {"profile":"dev","login":"needed","session":"none"}]}\
        """);
    for (String shell : List.of("bash", "zsh", "fish")) {
      Launched.Run script = launched.jvc("completion", shell);
      assertEquals(0, script.exit(), script.err());
      Files.writeString(home.resolve("jvc." + shell), script.out());
    }
  }

  @AfterEach
  void stop() throws IOException {
    daemon.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "jvc lo | lock login logout",
        "jvc --quiet e | env exec explain export",
        "jvc login p | personal prod-eu",
        "jvc se | setup",
        "jvc setup --d | --debug --desktop --dry-run",
        "jvc setup p | personal prod-eu",
        "jvc login --force d | dev",
        "jvc login dev p | ''",
        "jvc login --d | --debug --duration",
        "jvc env --shell f | fish",
        "jvc env dev --shell d | dotenv",
        "jvc export --format e | env export-env",
        "jvc login --duration d | ''",
        "jvc daemon st | start status stop",
        "jvc completion b | bash",
        "jvc whoami --j | --json",
        "jvc status --w | --watch",
        "jvc add --csv jvc.b | jvc.bash",
        "jvc exec p | personal prod-eu"
      })
  void everyShellCompletes(String line, String expected) throws Exception {
    Set<String> wanted =
        new TreeSet<>(Arrays.stream(expected.split(" ")).filter(w -> !w.isEmpty()).toList());

    assertEquals(wanted, bash(line), "bash");
    assertEquals(wanted, zsh(line), "zsh");
    assertEquals(wanted, fish(line), "fish");
  }

  @ParameterizedTest
  @CsvSource({"jvc exec dev -- lognam", "jvc exec dev lognam", "jvc exec --frozen dev -- lognam"})
  void behindExecTheCommandIsCompleted(String line) throws Exception {
    assertTrue(bash(line).contains("logname"), "bash");
    assertTrue(fish(line).contains("logname"), "fish");
  }

  @Test
  void behindExecTheCommandsOwnWordsAreCompleted() throws Exception {
    Files.writeString(home.resolve("some-file"), "");

    for (String line : List.of("jvc exec dev -- cat some-f", "jvc exec dev cat some-f")) {
      assertEquals(Set.of("some-file"), bash(line), "bash " + line);
      assertEquals(Set.of("some-file"), fish(line), "fish " + line);
    }
    assertEquals(Set.of(), fish("jvc exec dev -- cat --jso"), "jvc's options behind the command");
  }

  @Test
  void namesThatAShellWouldDivideAreQuoted() throws Exception {
    daemon.answer(
        "GET /v1/profiles",
        "{\"profiles\":[{\"profile\":\"my own $(x)\",\"login\":\"needed\",\"session\":\"none\"}]}");

    assertEquals(Set.of("my\\ own\\ \\$\\(x\\)"), bash("jvc login m"));
    assertEquals(Set.of("my own $(x)"), zsh("jvc login m"));
  }

  @Test
  void withoutADaemonNothingIsSaidAndNothingStarted() throws Exception {
    daemon.close();

    assertEquals(Set.of(), bash("jvc login p"));
    assertEquals(Set.of(), zsh("jvc login p"));
    assertEquals(Set.of(), fish("jvc login p"));
    assertTrue(Files.notExists(home.resolve(".local/state/jvc/jvcd.log")));
  }

  private Set<String> bash(String line) throws Exception {
    String script =
        """
        source "$1"; shift
        COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
        _jvc
        printf '%s\\n' "${COMPREPLY[@]}"
        """;
    return run("bash", line, List.of("bash", "--norc", "-c", script, "bash"));
  }

  /** The functions by which zsh learns of candidates print them instead. */
  private Set<String> zsh(String line) throws Exception {
    String script =
        """
        compdef() { : }
        compadd() { if [[ $1 == -a ]]; then print -l -- ${(P)2}; else print -l -- "$@"; fi }
        _describe() { print -l -- ${${(P)2}%%:*} }
        _files() { print -l -- *(N) }
        source "$1"; shift
        words=("$@") CURRENT=$#
        _jvc | grep -- "^${words[CURRENT]}"
        true
        """;
    return run("zsh", line, List.of("zsh", "-f", "-c", script, "zsh"));
  }

  private Set<String> fish(String line) throws Exception {
    String script = "source $argv[1]; complete -C \"$argv[2]\"";
    Launched.Run run =
        launched.run(List.of("fish", "--no-config", "-c", script, home + "/jvc.fish", line));
    assertEquals("", run.err());
    Set<String> words = new TreeSet<>();
    run.out().lines().map(l -> l.split("\t", 2)[0]).forEach(words::add);
    return words;
  }

  private Set<String> run(String shell, String line, List<String> command) throws Exception {
    List<String> all = new ArrayList<>(command);
    all.add(home + "/jvc." + shell);
    all.addAll(List.of(line.split(" ", -1)));
    Launched.Run run = launched.run(all);
    assertEquals("", run.err());
    return new TreeSet<>(run.out().lines().filter(word -> !word.isEmpty()).toList());
  }
}
