package dev.jvc.daemon.store.pass;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What of this process's environment the password manager and GnuPG get to see: where their own
 * files are, and where and in which language they may ask a person. Everything else stays here,
 * above all the variables of AWS and of jvc itself.
 */
final class PassEnvironment {

  private static final Set<String> PASSED_ON =
      Set.of(
          "HOME",
          "USER",
          "LOGNAME",
          "PATH",
          "TMPDIR",
          "LANG",
          "LANGUAGE",
          "TERM",
          "DISPLAY",
          "WAYLAND_DISPLAY",
          "XAUTHORITY",
          "DBUS_SESSION_BUS_ADDRESS",
          "GTK_IM_MODULE",
          "QT_IM_MODULE",
          "XMODIFIERS",
          "PINENTRY_USER_DATA",
          "INSIDE_EMACS",
          "GNUPGHOME",
          "XDG_RUNTIME_DIR",
          "XDG_CONFIG_HOME",
          "XDG_DATA_HOME",
          "XDG_CACHE_HOME",
          "XDG_SESSION_TYPE",
          "XDG_CURRENT_DESKTOP",
          "SSH_AUTH_SOCK");

  private static final Set<String> PASSED_ON_TO_MANAGERS =
      Set.of(
          "PASSWORD_STORE_KEY",
          "PASSWORD_STORE_GPG_OPTS",
          "PASSWORD_STORE_UMASK",
          "PASSWORD_STORE_SIGNING_KEY",
          "PASSAGE_IDENTITIES_FILE",
          "PASSAGE_RECIPIENTS",
          "PASSAGE_RECIPIENTS_FILE",
          "PASSAGE_AGE",
          "GOPASS_CONFIG",
          "GOPASS_HOMEDIR",
          "GIT_AUTHOR_NAME",
          "GIT_AUTHOR_EMAIL",
          "GIT_COMMITTER_NAME",
          "GIT_COMMITTER_EMAIL");

  private final Map<String, String> own;
  private final Optional<Path> terminal;

  /**
   * @param own this process's environment
   * @param terminal the device of the terminal in which a person can be asked, if there is one
   */
  PassEnvironment(Map<String, String> own, Optional<Path> terminal) {
    this.own = own;
    this.terminal = terminal;
  }

  boolean hasTerminal() {
    return terminal.isPresent();
  }

  /** For GnuPG's own programs. */
  Map<String, String> forGpg() {
    Map<String, String> passed = new HashMap<>();
    own.forEach((name, value) -> {
      if (PASSED_ON.contains(name) || name.startsWith("LC_")) {
        passed.put(name, value);
      }
    });
    terminal.ifPresent(device -> passed.put("GPG_TTY", device.toString()));
    return passed;
  }

  /**
   * For a password manager.
   *
   * @param folder the folder of its store
   */
  Map<String, String> forManager(PassSettings.Manager manager, Path folder) {
    Map<String, String> passed = forGpg();
    own.forEach((name, value) -> {
      if (PASSED_ON_TO_MANAGERS.contains(name)) {
        passed.put(name, value);
      }
    });
    String variable = folderVariable(manager);
    // Where gopass keeps its stores is written in its own configuration.
    if (manager != PassSettings.Manager.GOPASS || own.containsKey(variable)) {
      passed.put(variable, folder.toString());
    }
    return passed;
  }

  /** The folder of the store: the configured one, the manager's variable, or its default. */
  Path folder(PassSettings settings) {
    Path configured = settings.folder();
    if (configured != null) {
      return configured;
    }
    String named = own.get(folderVariable(settings.manager()));
    if (named != null && named.startsWith("/")) {
      return Path.of(named);
    }
    Path home = Path.of(own.getOrDefault("HOME", "/"));
    return switch (settings.manager()) {
      case PASS, GOPASS -> home.resolve(".password-store");
      case PASSAGE -> home.resolve(".passage/store");
    };
  }

  private static String folderVariable(PassSettings.Manager manager) {
    return switch (manager) {
      case PASS, GOPASS -> "PASSWORD_STORE_DIR";
      case PASSAGE -> "PASSAGE_DIR";
    };
  }
}
