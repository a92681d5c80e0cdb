package dev.jvc.daemon.profile;

import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.platform.TrustedFile;
import dev.jvc.daemon.platform.WatchedFile.Reading;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Every plan and every problem that one state of the files leads to; it never changes.
 *
 * @param config the last configuration that could be acted on, or null when there was none yet
 * @param unreadable why there is no configuration to act on; empty as soon as there was one
 */
record Snapshot(
    Inputs inputs,
    @Nullable AwsConfig config,
    Map<ProfileName, Outcome> outcomes,
    List<ProfileName> names,
    List<String> problems,
    List<Fault> unreadable) {

  /** What a snapshot is made from. */
  record Inputs(
      Reading<ScannedFile> config,
      Reading<ScannedFile> credentials,
      ProfileSettings settings,
      Map<ProfileName, String> storedKeys) {}

  static Snapshot first(AwsEnvironment environment, Inputs inputs) {
    return new Maker(environment, inputs, null, Map.of()).make();
  }

  /** The snapshot after a change; what has become impossible stays as it was here. */
  Snapshot next(AwsEnvironment environment, Inputs changed) {
    return new Maker(environment, changed, config, outcomes).make();
  }

  /** What planning a profile came to, or null when there is no such profile. */
  @Nullable Outcome outcome(ProfileName profile) {
    return outcomes.get(profile);
  }

  /** What planning a profile would come to with a key under its name, or null without a file. */
  @Nullable Outcome outcomeWithOwnKey(AwsEnvironment environment, ProfileName profile) {
    if (config == null) {
      return null;
    }
    Map<ProfileName, String> keys = new HashMap<>(inputs.storedKeys());
    keys.putIfAbsent(profile, inputs.settings().store().value());
    return new Planner(config, environment, inputs.settings(), outcomes.keySet(), keys)
        .plan(profile);
  }

  private static final class Maker {

    private final AwsEnvironment environment;
    private final Inputs inputs;
    private final @Nullable AwsConfig before;
    private final Map<ProfileName, Outcome> outcomesBefore;
    private final String configFile;
    private final String credentialsFile;
    private final Set<Fault> problems = new TreeSet<>();

    Maker(
        AwsEnvironment environment,
        Inputs inputs,
        @Nullable AwsConfig before,
        Map<ProfileName, Outcome> outcomesBefore) {
      this.environment = environment;
      this.inputs = inputs;
      this.before = before;
      this.outcomesBefore = outcomesBefore;
      this.configFile = TrustedFile.shown(environment.configFile(), environment.home());
      this.credentialsFile = TrustedFile.shown(environment.credentialsFile(), environment.home());
    }

    Snapshot make() {
      List<Fault> faults = new ArrayList<>();
      AwsConfig fresh = read(faults);
      AwsConfig config = fresh == null ? before : fresh;
      problems.addAll(faults);
      if (fresh == null && before != null) {
        problems.add(
            new Fault(
                configFile, 0, "is not acted on until this is mended; what it said before holds"));
      }
      Set<ProfileName> others = credentialProfiles();
      Map<ProfileName, Outcome> outcomes = config == null ? Map.of() : outcomes(config, others);
      return new Snapshot(
          inputs,
          config,
          outcomes,
          outcomes.keySet().stream().sorted().toList(),
          problems.stream().map(Fault::text).toList(),
          config == null ? List.copyOf(faults) : List.of());
    }

    /** The configuration as it is now; null when it cannot be acted on, which is then a fault. */
    private @Nullable AwsConfig read(List<Fault> faults) {
      switch (inputs.config()) {
        case Reading.Refused<ScannedFile>(String reason) ->
            faults.add(new Fault(configFile, 0, reason));
        case Reading.Parsed<ScannedFile>(ScannedFile scanned) -> {
          faults.addAll(scanned.faults());
          problems.addAll(Remarks.onConfig(configFile, scanned, inputs.storedKeys().keySet()));
          if (faults.isEmpty()) {
            try {
              return SdkReader.read(configFile, scanned);
            } catch (IllegalArgumentException unreadable) {
              faults.add(new Fault(configFile, 0, String.valueOf(unreadable.getMessage())));
            }
          }
        }
      }
      return null;
    }

    private Set<ProfileName> credentialProfiles() {
      switch (inputs.credentials()) {
        case Reading.Refused<ScannedFile>(String reason) ->
            problems.add(new Fault(credentialsFile, 0, reason));
        case Reading.Parsed<ScannedFile>(ScannedFile scanned) -> {
          problems.addAll(scanned.faults());
          problems.addAll(
              Remarks.onCredentials(
                  credentialsFile, scanned, configFile, inputs.storedKeys().keySet()));
          return scanned.sections().stream()
              .map(section -> new ProfileName(section.header().name()))
              .collect(Collectors.toSet());
        }
      }
      return Set.of();
    }

    private Map<ProfileName, Outcome> outcomes(AwsConfig config, Set<ProfileName> others) {
      Planner planner =
          new Planner(config, environment, inputs.settings(), others, inputs.storedKeys());
      Set<ProfileName> names = new HashSet<>(config.profiles().keySet());
      names.addAll(others);
      names.addAll(inputs.storedKeys().keySet());
      Map<ProfileName, Outcome> outcomes = new HashMap<>();
      for (ProfileName name : names) {
        outcomes.put(name, keptIfInvalid(name, planner.plan(name)));
      }
      return Map.copyOf(outcomes);
    }

    private Outcome keptIfInvalid(ProfileName name, Outcome now) {
      if (!(now instanceof Outcome.Invalid(List<Fault> faults))) {
        return now;
      }
      problems.addAll(faults);
      if (outcomesBefore.get(name) instanceof Outcome.Planned planned) {
        Fault first = faults.getFirst();
        problems.add(
            new Fault(
                first.where(),
                first.line(),
                "profile " + name + " stays as it was until this is mended"));
        return planned;
      }
      return now;
    }
  }
}
