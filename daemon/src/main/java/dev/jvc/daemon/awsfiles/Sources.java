package dev.jvc.daemon.awsfiles;

import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.platform.TrustedFile;
import dev.jvc.daemon.platform.WatchedFile;
import dev.jvc.daemon.platform.WatchedFile.Reading;
import dev.jvc.daemon.profile.AwsEnvironment;
import dev.jvc.daemon.profile.Profiles;
import dev.jvc.daemon.profile.SessionPlan;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What generated files are made from: the person's AWS files, and what jvc serves. */
final class Sources {

  private static final int MAX_BYTES = 1024 * 1024;

  private final AwsEnvironment environment;
  private final Profiles profiles;
  private final Supplier<Map<ProfileName, String>> storedKeys;
  private final WatchedFile<Configuration> config;
  private final WatchedFile<Set<String>> credentials;

  /** A configuration file, or that it cannot be understood. */
  private record Configuration(@Nullable RawConfig understood) {}

  /** The state of everything; equal as long as nothing has changed. */
  record State(Reading<?> config, Reading<?> credentials, Map<ProfileName, String> storedKeys) {}

  Sources(
      AwsEnvironment environment,
      Profiles profiles,
      Supplier<Map<ProfileName, String>> storedKeys,
      InstantSource clock) {
    this.environment = environment;
    this.profiles = profiles;
    this.storedKeys = storedKeys;
    this.config =
        new WatchedFile<>(
            trusted(environment.configFile()), clock, WatchedFile.INTERVAL, Sources::parse);
    this.credentials =
        new WatchedFile<>(
            trusted(environment.credentialsFile()),
            clock,
            WatchedFile.INTERVAL,
            CredentialNames::parse);
  }

  private TrustedFile trusted(Path file) {
    return new TrustedFile(file, environment.home(), MAX_BYTES);
  }

  private static Configuration parse(ByteBuffer bytes) {
    try {
      return new Configuration(RawConfigParser.parse(bytes));
    } catch (IllegalArgumentException notUnderstood) {
      return new Configuration(null);
    }
  }

  /** The name of the person's configuration file as people see it. */
  String shown() {
    return config.shown();
  }

  /** The person's shared credentials file. */
  Path ownCredentials() {
    return environment.credentialsFile().toAbsolutePath();
  }

  /** Looks at the files now. */
  State latest() {
    return new State(config.latest(), credentials.latest(), storedKeys.get());
  }

  /** Looks at the files if that is a while ago. */
  State current() {
    return new State(config.current(), credentials.current(), storedKeys.get());
  }

  /** The person's configuration; null while it cannot be acted on. */
  @Nullable RawConfig own() {
    return config.current() instanceof Reading.Parsed<Configuration>(Configuration(var understood))
        ? understood
        : null;
  }

  /**
   * The names that the credentials file says anything about; null while it cannot be acted on, and
   * may therefore say anything about any.
   */
  @Nullable Set<String> credentialNames() {
    return credentials.current() instanceof Reading.Parsed<Set<String>>(Set<String> names)
        ? names
        : null;
  }

  /** The profiles whose plan ends at a key that is stored. */
  Map<ProfileName, GeneratedConfig.Served> served() {
    Map<ProfileName, GeneratedConfig.Served> served = new HashMap<>();
    for (ProfileName name : profiles.names()) {
      try {
        SessionPlan plan = profiles.plan(name);
        if (storedKeys.get().containsKey(plan.login().key())) {
          served.put(name, new GeneratedConfig.Served(configuredRegion(plan)));
        }
      } catch (ProblemException notServed) {
        // Such a profile stays as it is.
      }
    }
    return served;
  }

  /** The profiles that exist for the credentials file alone, and that jvc does not serve. */
  Set<ProfileName> unserved(Map<ProfileName, GeneratedConfig.Served> served) {
    Set<ProfileName> unserved = new HashSet<>(profiles.names());
    unserved.removeAll(served.keySet());
    return unserved;
  }

  /** The region that a line of the configuration gives, in the profile or in what it includes. */
  private static String configuredRegion(SessionPlan plan) {
    for (SessionPlan.ValueSource value : plan.sources()) {
      if (value.name().equals("region") && value.source().endsWith("]")) {
        return value.value();
      }
    }
    return "";
  }
}
