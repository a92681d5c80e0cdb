package dev.jvc.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.jvc.daemon.config.JvcConfig;
import dev.jvc.daemon.config.JvcConfig.SessionMode;
import dev.jvc.daemon.config.JvcConfig.Setting;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.profile.ProfileSettings;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class ConfiguredProfilesTest {

  private static final ProfileName PROD = new ProfileName("prod");
  private static final ProfileName DEV = new ProfileName("dev");

  private final AtomicReference<JvcConfig> config = new AtomicReference<>(JvcConfig.DEFAULTS);
  private final ConfiguredProfiles profiles = new ConfiguredProfiles(config::get);

  private static JvcConfig with(Duration login, Map<ProfileName, JvcConfig.Profile> profiles) {
    JvcConfig defaults = JvcConfig.DEFAULTS;
    return new JvcConfig(
        defaults.listen(),
        defaults.imds(),
        defaults.linkLocal(),
        defaults.store(),
        defaults.pass(),
        new Setting<>(login, "jvc.yaml:2"),
        defaults.surviveRestart(),
        defaults.commands(),
        defaults.accountId(),
        profiles);
  }

  @Test
  void withoutAFileTheDefaultsHold() {
    ProfileSettings settings = profiles.get();

    assertEquals(Duration.ofHours(12), settings.loginDuration().value());
    assertEquals("default", settings.loginDuration().source());
    assertEquals("auto", settings.store().value());
    assertEquals(Map.of(), settings.stores());
    assertEquals(Map.of(), settings.direct());
  }

  @Test
  void aProfilesOwnSettingsKeepTheirSource() {
    config.set(
        with(
            Duration.ofHours(8),
            Map.of(
                PROD,
                new JvcConfig.Profile(
                    new Setting<>("file", "jvc.yaml:5"),
                    new Setting<>(SessionMode.DIRECT, "jvc.yaml:6")),
                DEV,
                new JvcConfig.Profile(null, new Setting<>(SessionMode.CHAINED, "jvc.yaml:8")))));

    ProfileSettings settings = profiles.get();

    assertEquals(
        new ProfileSettings.Setting<>(Duration.ofHours(8), "jvc.yaml:2"), settings.loginDuration());
    assertEquals(
        Map.of(PROD, new ProfileSettings.Setting<>("file", "jvc.yaml:5")), settings.stores());
    assertEquals(
        Map.of(
            PROD, new ProfileSettings.Setting<>(true, "jvc.yaml:6"),
            DEV, new ProfileSettings.Setting<>(false, "jvc.yaml:8")),
        settings.direct());
  }

  @Test
  void nothingIsMadeAnewUntilTheConfigurationChanges() {
    ProfileSettings first = profiles.get();
    config.set(with(Duration.ofHours(12), Map.of()));
    ProfileSettings second = profiles.get();

    assertNotEquals(first, second);
    config.set(with(Duration.ofHours(12), Map.of()));
    assertSame(second, profiles.get());
  }
}
