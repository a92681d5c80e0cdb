package dev.jvc.daemon;

import dev.jvc.daemon.config.ConfigProblem;
import dev.jvc.daemon.config.JvcConfig;
import dev.jvc.daemon.config.JvcConfigException;
import dev.jvc.daemon.config.ReloadingConfig;
import dev.jvc.daemon.credential.ExitCode;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.json.JsonObject;
import dev.jvc.daemon.keys.KeyIndex;
import dev.jvc.daemon.keys.StoreChoice;
import dev.jvc.daemon.platform.ChildPrograms;
import dev.jvc.daemon.platform.Directories;
import dev.jvc.daemon.platform.OperatingSystem;
import dev.jvc.daemon.platform.ProgramPath;
import dev.jvc.daemon.profile.AwsEnvironment;
import dev.jvc.daemon.profile.AwsProfiles;
import dev.jvc.daemon.vault.Dialogue;
import dev.jvc.daemon.vault.Stores;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One look at the configuration and the stores of this machine ({@code docs/protocol.md}, "{@code
 * jvcd check}").
 *
 * <p>It needs no daemon, opens no store, asks nobody and changes nothing; each store is looked at
 * for three seconds at most.
 */
final class Check {

  private final Map<String, String> environment;
  private final Directories directories;
  private final Path home;
  private final InstantSource clock = InstantSource.system();
  private final List<String> problems = new ArrayList<>();

  private Check(Map<String, String> environment, Directories directories) {
    this.environment = environment;
    this.directories = directories;
    this.home = Path.of(environment.getOrDefault("HOME", "/"));
  }

  /** Looks, and prints what was found as one JSON object. */
  static ExitCode run(Map<String, String> environment, PrintStream out, PrintStream messages) {
    try {
      Directories directories = Directories.of(environment, OperatingSystem.current());
      byte[] found = JsonObject.write(new Check(environment, directories).look());
      out.write(found, 0, found.length);
      out.println();
      return ExitCode.DONE;
    } catch (IllegalArgumentException unusable) {
      messages.println("jvcd: " + unusable.getMessage());
      return ExitCode.USAGE;
    }
  }

  private Map<String, Object> look() {
    Map<String, Object> found = new LinkedHashMap<>();
    found.put("version", Version.current());
    Optional<JvcConfig> understood = config();
    KeyIndex keys = new KeyIndex(directories.keyIndex(), home, clock);
    JvcConfig config = understood.orElse(JvcConfig.DEFAULTS);
    problems.addAll(
        new AwsProfiles(
                AwsEnvironment.of(directories, environment),
                new ConfiguredProfiles(() -> config),
                keys::stores,
                clock)
            .problems());
    keys.problem().ifPresent(problems::add);
    if (understood.isPresent()) {
      stores(config, keys, found);
    }
    found.put("problems", problems);
    return found;
  }

  private Optional<JvcConfig> config() {
    try {
      return Optional.of(ReloadingConfig.open(directories.config(), home, clock).get());
    } catch (JvcConfigException wrong) {
      wrong.problems().stream().map(ConfigProblem::text).forEach(problems::add);
      return Optional.empty();
    }
  }

  private void stores(JvcConfig config, KeyIndex keys, Map<String, Object> found) {
    JvcConfig.Listen listen = config.listen().value();
    Map<String, Object> address = new LinkedHashMap<>();
    address.put("host", listen.host());
    address.put("port", listen.port());
    found.put("listen", address);
    try (ChildPrograms programs =
        new ChildPrograms(ProgramPath.of(environment.getOrDefault("PATH", "")))) {
      Dialogue nobody = new Dialogue(Optional.empty(), Optional.empty());
      Stores stores =
          new KeyPlaces(environment, directories, programs, nobody, _ -> {}).stores(_ -> {});
      StoreReport report = new StoreReport(() -> config, () -> Optional.of(choice(stores)), keys);
      found.put("stores", report.members());
      problems.addAll(report.problems());
      List<Map<String, Object>> unusable = new ArrayList<>();
      for (String store : report.named()) {
        obstacle(stores, store).ifPresent(reason -> unusable.add(unusable(store, reason)));
      }
      found.put("unusable", unusable);
    }
  }

  private static StoreChoice choice(Stores stores) {
    try {
      return stores.look();
    } catch (ProblemException none) {
      throw new IllegalStateException("the encrypted file is always there", none);
    }
  }

  private static Optional<String> obstacle(Stores stores, String name) {
    try {
      return stores.obstacle(name);
    } catch (ProblemException unknown) {
      return Optional.of(unknown.problem().message());
    }
  }

  private static Map<String, Object> unusable(String store, String reason) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("store", store);
    members.put("reason", reason);
    return members;
  }
}
