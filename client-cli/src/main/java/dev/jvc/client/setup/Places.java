package dev.jvc.client.setup;

import dev.jvc.client.outcome.ExitCode;
import dev.jvc.client.outcome.Failure;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The files that shells and desktops read when they start.
 *
 * @param home the person's home folder
 * @param config where {@code $XDG_CONFIG_HOME} is
 * @param zdotdir where zsh looks for its files
 * @param shell the person's shell, such as {@code zsh}
 */
record Places(Path home, Path config, Path zdotdir, String shell) {

  private static final String ENVIRONMENT_D = "environment.d/60-jvc.conf";
  private static final String LAUNCH_AGENT = "Library/LaunchAgents/dev.jvc.environment.plist";

  /** A start file and whether fish reads it. */
  record StartFile(Path path, boolean fish) {}

  /**
   * The places that an environment names.
   *
   * @throws Failure when there is no home folder
   */
  static Places of(Map<String, String> environment) throws Failure {
    String home = environment.getOrDefault("HOME", "");
    if (!home.startsWith("/")) {
      throw Failure.of(ExitCode.FAILED, "HOME is not set: set it to your home folder");
    }
    Path folder = Path.of(home);
    String shell = environment.getOrDefault("SHELL", "");
    return new Places(
        folder,
        absolute(environment, "XDG_CONFIG_HOME", folder.resolve(".config")),
        absolute(environment, "ZDOTDIR", folder),
        shell.substring(shell.lastIndexOf('/') + 1));
  }

  private static Path absolute(Map<String, String> environment, String name, Path otherwise) {
    String value = environment.getOrDefault(name, "");
    return value.startsWith("/") ? Path.of(value) : otherwise;
  }

  /**
   * The start files of the shells that the person uses: the login shell, and those that have a
   * start file already. Each shell has one for logging in and one for terminals, which are not the
   * same everywhere.
   */
  List<StartFile> startFiles() {
    List<StartFile> files = new ArrayList<>();
    boolean bash =
        shell.equals("bash") || anyExists(home, ".bashrc", ".bash_profile", ".bash_login");
    boolean zsh = shell.equals("zsh") || anyExists(zdotdir, ".zshrc", ".zprofile", ".zshenv");
    boolean fish = shell.equals("fish") || exists(config.resolve("fish"));
    if (bash) {
      files.add(new StartFile(home.resolve(".bashrc"), false));
    }
    if (bash || (!zsh && !fish)) {
      files.add(new StartFile(loginFile(), false));
    }
    if (zsh) {
      files.add(new StartFile(zdotdir.resolve(".zprofile"), false));
      files.add(new StartFile(zdotdir.resolve(".zshrc"), false));
    }
    if (fish) {
      files.add(new StartFile(config.resolve("fish/conf.d/jvc.fish"), true));
    }
    return files;
  }

  /** The first of three that exists is the only one that a bash reads when it logs in. */
  private Path loginFile() {
    for (String name : List.of(".bash_profile", ".bash_login")) {
      if (exists(home.resolve(name))) {
        return home.resolve(name);
      }
    }
    return home.resolve(".profile");
  }

  /** The file of the systemd user manager. */
  Path environmentD() {
    return config.resolve(ENVIRONMENT_D);
  }

  /** The launch agent of macOS. */
  Path launchAgent() {
    return home.resolve(LAUNCH_AGENT);
  }

  /** Every file that a setup may ever have written to, whatever shells were used then. */
  List<Path> everywhere() {
    List<Path> all = new ArrayList<>();
    for (String name : List.of(".bashrc", ".bash_profile", ".bash_login", ".profile")) {
      all.add(home.resolve(name));
    }
    all.add(zdotdir.resolve(".zprofile"));
    all.add(zdotdir.resolve(".zshrc"));
    all.add(config.resolve("fish/conf.d/jvc.fish"));
    all.add(environmentD());
    return all;
  }

  private static boolean anyExists(Path folder, String... names) {
    for (String name : names) {
      if (exists(folder.resolve(name))) {
        return true;
      }
    }
    return false;
  }

  private static boolean exists(Path path) {
    return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
  }
}
