package dev.jvc.daemon.profile;

import dev.jvc.daemon.credential.ProfileName;
import java.time.Duration;
import java.util.Map;

/**
 * What jvc's own configuration says about profiles.
 *
 * <p>Compared by value: a changed value makes every plan anew.
 *
 * @param loginDuration how long a login session is to last, 15 minutes to 36 hours
 * @param store where keys are kept unless a profile says otherwise
 * @param stores where single profiles keep their own keys
 * @param direct the profiles that assume their first role with the base key itself
 */
public record ProfileSettings(
    Setting<Duration> loginDuration,
    Setting<String> store,
    Map<ProfileName, Setting<String>> stores,
    Map<ProfileName, Setting<Boolean>> direct) {

  public ProfileSettings {
    stores = Map.copyOf(stores);
    direct = Map.copyOf(direct);
  }

  /**
   * A value and where it was read.
   *
   * @param source such as {@code ~/.config/jvc/jvc.yaml:3} or {@code default}
   */
  public record Setting<T>(T value, String source) {}
}
