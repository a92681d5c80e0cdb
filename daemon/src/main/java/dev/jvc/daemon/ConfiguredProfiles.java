package dev.jvc.daemon;

import dev.jvc.daemon.config.JvcConfig;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.profile.ProfileSettings;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** What jvc's configuration says about profiles, made anew only when the configuration changes. */
final class ConfiguredProfiles implements Supplier<ProfileSettings> {

  private final Supplier<JvcConfig> config;
  private volatile Made made;

  ConfiguredProfiles(Supplier<JvcConfig> config) {
    this.config = config;
    JvcConfig now = config.get();
    this.made = new Made(now, settings(now));
  }

  @Override
  public ProfileSettings get() {
    JvcConfig now = config.get();
    Made last = made;
    if (!last.of().equals(now)) {
      last = new Made(now, settings(now));
      made = last;
    }
    return last.settings();
  }

  private static ProfileSettings settings(JvcConfig config) {
    Map<ProfileName, ProfileSettings.Setting<String>> stores = new HashMap<>();
    Map<ProfileName, ProfileSettings.Setting<Boolean>> direct = new HashMap<>();
    config
        .profiles()
        .forEach((name, profile) -> {
          JvcConfig.Setting<String> store = profile.store();
          if (store != null) {
            stores.put(name, new ProfileSettings.Setting<>(store.value(), store.source()));
          }
          JvcConfig.Setting<JvcConfig.SessionMode> session = profile.session();
          if (session != null) {
            boolean isDirect = session.value() == JvcConfig.SessionMode.DIRECT;
            direct.put(name, new ProfileSettings.Setting<>(isDirect, session.source()));
          }
        });
    return new ProfileSettings(
        new ProfileSettings.Setting<>(
            config.loginDuration().value(), config.loginDuration().source()),
        new ProfileSettings.Setting<>(config.store().value(), config.store().source()),
        stores,
        direct);
  }

  private record Made(JvcConfig of, ProfileSettings settings) {}
}
