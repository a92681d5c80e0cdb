package dev.jvc.daemon.profile;

import static java.util.Objects.requireNonNull;

import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.profile.ProfileSettings.Setting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Assertions;

/** A home folder with AWS files that a test writes and edits, and a clock that it moves. */
final class AwsHome implements InstantSource {

  static final ProfileSettings DEFAULTS =
      new ProfileSettings(
          new Setting<>(Duration.ofHours(12), "default"),
          new Setting<>("auto", "default"),
          Map.of(),
          Map.of());

  final Path home;
  final Map<String, String> variables = new HashMap<>();
  Map<ProfileName, String> storedKeys = Map.of();
  ProfileSettings settings = DEFAULTS;
  private volatile Instant now = Instant.parse("2026-11-24T08:00:00Z");

  AwsHome(Path home) {
    this.home = home;
  }

  AwsHome config(String text) {
    return config(text.getBytes(StandardCharsets.UTF_8));
  }

  AwsHome config(byte[] content) {
    write("config", content);
    return this;
  }

  AwsHome credentials(String text) {
    write("credentials", text.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  AwsHome key(String... names) {
    Map<ProfileName, String> keys = new HashMap<>(storedKeys);
    for (String name : names) {
      keys.put(new ProfileName(name), "file");
    }
    storedKeys = Map.copyOf(keys);
    return this;
  }

  AwsHome variable(String name, String value) {
    variables.put(name, value);
    return this;
  }

  AwsProfiles open() {
    AwsEnvironment environment =
        new AwsEnvironment(file("config"), file("credentials"), home, "me", variables);
    return new AwsProfiles(environment, () -> settings, () -> storedKeys, this);
  }

  SessionPlan plan(String profile) throws ProblemException {
    return open().plan(new ProfileName(profile));
  }

  /** The message with which a plan is refused. */
  String refusal(String profile) {
    return refusal(open(), profile);
  }

  static String refusal(AwsProfiles profiles, String profile) {
    ProblemException refused =
        Assertions.assertThrows(
            ProblemException.class, () -> profiles.plan(new ProfileName(profile)));
    return refused.problem().code().wire() + ": " + refused.problem().message();
  }

  Path file(String name) {
    return home.resolve(".aws").resolve(name);
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  @Override
  public Instant instant() {
    return now;
  }

  private void write(String name, byte[] content) {
    try {
      Path file = file(name);
      Files.createDirectories(requireNonNull(file.getParent()));
      Files.write(file, content);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
