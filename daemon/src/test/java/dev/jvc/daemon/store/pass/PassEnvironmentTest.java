package dev.jvc.daemon.store.pass;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jvc.daemon.store.pass.PassSettings.Manager;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PassEnvironmentTest {

  private static final Map<String, String> OWN =
      Map.ofEntries(
          Map.entry("HOME", "/home/me"),
          Map.entry("PATH", "/usr/bin"),
          Map.entry("LC_MESSAGES", "de"),
          Map.entry("GPG_TTY", "/dev/pts/99"),
          Map.entry("PASSWORD_STORE_SIGNING_KEY", "ABC"),
          Map.entry("PASSWORD_STORE_ENABLE_EXTENSIONS", "true"),
          Map.entry("AWS_SECRET_ACCESS_KEY", "secret"),
          Map.entry("JVC_TICKET", "ticket"),
          Map.entry("JVC_FILE_PASSPHRASE", "secret"),
          Map.entry("LD_PRELOAD", "/tmp/x.so"),
          Map.entry("BASH_ENV", "/tmp/x.sh"),
          Map.entry("GIT_DIR", "/elsewhere"));

  @Test
  void gpgSeesWhatItNeedsToFindItsFilesAndThePerson() {
    assertEquals(
        Map.of(
            "HOME", "/home/me",
            "PATH", "/usr/bin",
            "LC_MESSAGES", "de",
            "GPG_TTY", "/dev/pts/3"),
        new PassEnvironment(OWN, Optional.of(Path.of("/dev/pts/3"))).forGpg());
  }

  @Test
  void withoutATerminalNoneIsNamed() {
    assertEquals(
        Map.of("HOME", "/home/me", "PATH", "/usr/bin", "LC_MESSAGES", "de"),
        new PassEnvironment(OWN, Optional.empty()).forGpg());
  }

  @Test
  void theManagerSeesItsOwnSettingsAsWell() {
    assertEquals(
        Map.of(
            "HOME", "/home/me",
            "PATH", "/usr/bin",
            "LC_MESSAGES", "de",
            "PASSWORD_STORE_SIGNING_KEY", "ABC",
            "PASSWORD_STORE_DIR", "/store"),
        new PassEnvironment(OWN, Optional.empty()).forManager(Manager.PASS, Path.of("/store")));
  }

  @ParameterizedTest
  @CsvSource(
      value = {
        "PASS, '', '', /home/me/.password-store",
        "PASS, '', /named, /named",
        "PASS, '', relative, /home/me/.password-store",
        "PASS, /configured, /named, /configured",
        "PASSAGE, '', '', /home/me/.passage/store",
        "PASSAGE, '', /named, /named",
      })
  void theFolderIsTheConfiguredOneOrTheManagers(
      Manager manager, String configured, String named, String expected) {
    PassEnvironment environment =
        new PassEnvironment(
            Map.of("HOME", "/home/me", "PASSWORD_STORE_DIR", named, "PASSAGE_DIR", named),
            Optional.empty());
    PassSettings settings =
        new PassSettings(manager, configured.isEmpty() ? null : Path.of(configured), "jvc");

    assertEquals(Path.of(expected), environment.folder(settings));
  }
}
