package dev.jvc.daemon;

import dev.jvc.daemon.config.JvcConfig;
import dev.jvc.daemon.config.JvcConfigException;
import dev.jvc.daemon.config.ReloadingConfig;
import dev.jvc.daemon.credential.Problem;
import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.platform.ChildPrograms;
import dev.jvc.daemon.platform.Directories;
import dev.jvc.daemon.platform.TerminalName;
import dev.jvc.daemon.store.pass.AwsVaultPass;
import dev.jvc.daemon.store.pass.PassSettings;
import dev.jvc.daemon.store.pass.PassStore;
import dev.jvc.daemon.vault.ForeignKeys;
import dev.jvc.daemon.vault.SecretStore;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;

/** The store in a password manager, as jvc's configuration describes it. */
final class ConfiguredPass {

  private final Map<String, String> environment;
  private final Directories directories;
  private final ChildPrograms programs;

  /**
   * @param environment of this process
   */
  ConfiguredPass(Map<String, String> environment, Directories directories, ChildPrograms programs) {
    this.environment = environment;
    this.directories = directories;
    this.programs = programs;
  }

  /** The store; the configuration is read when it is first used. */
  SecretStore open() {
    return PassStore.open(this::settings, environment, TerminalName.current(), programs, lock());
  }

  /** What aws-vault keeps in the password store, which is not jvc's own. */
  ForeignKeys awsVault() {
    return AwsVaultPass.in(environment, TerminalName.current(), programs, ownPrefix(), lock());
  }

  private String ownPrefix() {
    try {
      return settings().prefix();
    } catch (ProblemException wrong) {
      return JvcConfig.DEFAULTS.pass().prefix();
    }
  }

  private Path lock() {
    return directories.state().resolve("pass.lock");
  }

  /**
   * Makes sure that keys can be kept there.
   *
   * @throws ProblemException when its program or its store is missing, with what is missing
   */
  void check() throws ProblemException {
    PassStore.check(settings(), environment, programs);
  }

  /** Read anew: this process does one thing and ends. */
  private PassSettings settings() throws ProblemException {
    Path home = Path.of(environment.getOrDefault("HOME", "/"));
    try {
      JvcConfig.Pass pass =
          ReloadingConfig.open(directories.config(), home, InstantSource.system()).get().pass();
      String dir = pass.dir();
      Path folder =
          dir == null ? null : dir.startsWith("~/") ? home.resolve(dir.substring(2)) : Path.of(dir);
      return new PassSettings(
          PassSettings.Manager.valueOf(pass.command().toUpperCase(Locale.ROOT)),
          folder,
          pass.prefix());
    } catch (JvcConfigException wrong) {
      throw new ProblemException(
          Problem.of(ProblemCode.BAD_CONFIGURATION, wrong.problems().getFirst().text()), wrong);
    }
  }
}
