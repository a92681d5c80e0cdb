package dev.jvc.daemon.profile;

import dev.jvc.daemon.credential.LoginRequest;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.credential.RoleRequest;
import dev.jvc.daemon.credential.StsEndpoint;
import dev.jvc.daemon.profile.ProfileSettings.Setting;
import dev.jvc.daemon.profile.SessionPlan.ValueSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes the plan of each profile from one state of the configuration.
 *
 * @param otherProfiles profiles that exist although the configuration does not name them
 * @param storedKeys the profiles that have a key of their own, with the store it is in
 */
record Planner(
    AwsConfig config,
    AwsEnvironment environment,
    ProfileSettings settings,
    Set<ProfileName> otherProfiles,
    Map<ProfileName, String> storedKeys) {

  /** What STS takes as {@code SerialNumber}: the ARN of a virtual device, or a hardware serial. */
  private static final Pattern MFA_SERIAL = Pattern.compile("[\\w+=/:,.@-]{9,256}");

  private static final List<String> EXPLAINED =
      List.of(
          SettingNames.ROLE_ARN,
          SettingNames.SOURCE_PROFILE,
          SettingNames.EXTERNAL_ID,
          SettingNames.ROLE_SESSION_NAME,
          SettingNames.DURATION_SECONDS,
          SettingNames.SESSION_TAGS,
          SettingNames.TRANSITIVE_SESSION_TAGS,
          SettingNames.SOURCE_IDENTITY);

  /** Plans one profile that exists. */
  Outcome plan(ProfileName profile) {
    List<Fault> faults = new ArrayList<>();
    ChainFinder finder = new ChainFinder(config, otherProfiles, storedKeys.keySet(), faults);
    return switch (finder.walk(profile)) {
      case ChainFinder.Walk.Unserved unserved -> new Outcome.Unserved(unserved.problem());
      case ChainFinder.Walk.Lost() -> new Outcome.Invalid(faults);
      case ChainFinder.Walk.Found found -> plan(profile, found.chain(), faults);
    };
  }

  private Outcome plan(ProfileName profile, Chain chain, List<Fault> faults) {
    List<ValueSource> sources = new ArrayList<>();
    List<RoleRequest> roles = roles(chain, faults, sources);
    String mfaSerial = mfaSerial(chain, faults, sources);
    StsEndpoint sts =
        new StsSettings(config, environment.variables(), faults).resolve(chain, roles, sources);
    LoginRequest login = login(profile, chain.key(), mfaSerial, roles, faults, sources);
    Setting<String> store = store(chain.key());
    sources.add(new ValueSource("store", store.value(), store.source()));
    if (!faults.isEmpty() || sts == null || login == null) {
      return new Outcome.Invalid(faults);
    }
    List<RoleRequest> remaining =
        login instanceof LoginRequest.DirectRole ? roles.subList(1, roles.size()) : roles;
    return new Outcome.Planned(
        new SessionPlan(profile, login, store.value(), remaining, sts, sources));
  }

  /** The roles in the order in which they are assumed, from the key upwards. */
  private List<RoleRequest> roles(Chain chain, List<Fault> faults, List<ValueSource> sources) {
    List<RoleRequest> roles = new ArrayList<>();
    for (Chain.Link link : chain.links().reversed()) {
      if (link.assumesRole()) {
        SettingReader settings = new SettingReader(link.section(), faults);
        RoleRequest role = new RoleSettings(settings, environment.userName()).request();
        if (role != null) {
          roles.add(role);
        }
      }
    }
    for (Chain.Link link : chain.links()) {
      for (String name : EXPLAINED) {
        Located setting = link.section().get(name);
        if (setting != null && (link.assumesRole() || name.equals(SettingNames.SOURCE_PROFILE))) {
          sources.add(new ValueSource(name, setting.value(), setting.source()));
        }
      }
    }
    return roles;
  }

  /** The first serial on the way from the requested profile to the owner of the key. */
  private static @Nullable String mfaSerial(
      Chain chain, List<Fault> faults, List<ValueSource> sources) {
    for (Chain.Link link : chain.links()) {
      if (link.section().has(SettingNames.MFA_SERIAL)) {
        Located serial =
            new SettingReader(link.section(), faults)
                .matching(
                    SettingNames.MFA_SERIAL,
                    MFA_SERIAL,
                    "the ARN or serial number of an MFA device");
        if (serial == null) {
          return null;
        }
        sources.add(new ValueSource(SettingNames.MFA_SERIAL, serial.value(), serial.source()));
        return serial.value();
      }
    }
    return null;
  }

  private @Nullable LoginRequest login(
      ProfileName profile,
      ProfileName key,
      @Nullable String mfaSerial,
      List<RoleRequest> roles,
      List<Fault> faults,
      List<ValueSource> sources) {
    Setting<Boolean> direct = settings.direct().get(profile);
    if (direct != null && direct.value()) {
      if (roles.isEmpty()) {
        faults.add(
            new Fault(
                direct.source(),
                0,
                "session: direct needs a role, and profile " + profile + " has none"));
        return null;
      }
      sources.add(new ValueSource("session", "direct", direct.source()));
      return new LoginRequest.DirectRole(key, mfaSerial, roles.getFirst());
    }
    Setting<Duration> duration = settings.loginDuration();
    sources.add(
        new ValueSource("login duration", Durations.text(duration.value()), duration.source()));
    return new LoginRequest.SessionToken(key, mfaSerial, duration.value());
  }

  /** The profile's own setting, else the store that holds the key, else the general setting. */
  private Setting<String> store(ProfileName key) {
    Setting<String> own = settings.stores().get(key);
    if (own != null) {
      return own;
    }
    String holding = storedKeys.get(key);
    return holding == null ? settings.store() : new Setting<>(holding, "index of keys");
  }
}
