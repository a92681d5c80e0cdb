package dev.jvc.daemon.profile;

import dev.jvc.daemon.credential.Problem;
import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.platform.TrustedFile;
import dev.jvc.daemon.platform.WatchedFile;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The profiles of the AWS configuration file, as they are now.
 *
 * <p>Edits take effect within 100 ms, or at once where a profile is asked for that was not there. A
 * file that cannot be acted on changes nothing: what it said before stays in force, and {@link
 * #problems()} says so. So does the plan of a single profile whose settings have become impossible.
 *
 * <p>A profile exists when the configuration file has a section for it, when the credentials file
 * has one, or when a key is stored under its name. Keys in either file are never read.
 */
public final class AwsProfiles implements Profiles {

  private static final int MAX_BYTES = 1024 * 1024;

  private final AwsEnvironment environment;
  private final Supplier<ProfileSettings> settings;
  private final Supplier<Map<ProfileName, String>> storedKeys;
  private final WatchedFile<ScannedFile> config;
  private final WatchedFile<ScannedFile> credentials;
  private final ReentrantLock renewing = new ReentrantLock();
  private volatile Snapshot snapshot;

  /**
   * Reads the files for the first time; whatever is wrong with them is reported by {@link
   * #problems()} and {@link #plan}, never here.
   *
   * @param settings what jvc's own configuration says now; asked at every call
   * @param storedKeys the names that base keys are stored under now, each with its store; asked at
   *     every call
   */
  public AwsProfiles(
      AwsEnvironment environment,
      Supplier<ProfileSettings> settings,
      Supplier<Map<ProfileName, String>> storedKeys,
      InstantSource clock) {
    this.environment = environment;
    this.settings = settings;
    this.storedKeys = storedKeys;
    this.config = watch(environment.configFile(), FileText.Kind.CONFIG, clock);
    this.credentials = watch(environment.credentialsFile(), FileText.Kind.CREDENTIALS, clock);
    this.snapshot = Snapshot.first(environment, inputs());
  }

  @Override
  public List<ProfileName> names() {
    return upToDate().names();
  }

  @Override
  public SessionPlan plan(ProfileName profile) throws ProblemException {
    Outcome outcome = upToDate().outcome(profile);
    if (outcome == null) {
      outcome = latest().outcome(profile);
    }
    return plan(profile, outcome);
  }

  @Override
  public SessionPlan planWithOwnKey(ProfileName profile) throws ProblemException {
    return plan(profile, latest().outcomeWithOwnKey(environment, profile));
  }

  private SessionPlan plan(ProfileName profile, @Nullable Outcome outcome) throws ProblemException {
    return switch (outcome) {
      case Outcome.Planned planned -> planned.plan();
      case Outcome.Unserved unserved -> throw new ProblemException(unserved.problem());
      case Outcome.Invalid invalid -> throw new ProblemException(problem(profile, invalid));
      case null -> throw new ProblemException(unknown(profile));
    };
  }

  @Override
  public List<String> problems() {
    return upToDate().problems();
  }

  /** The snapshot of what is known; while one thread makes a new one, others use the old. */
  private Snapshot upToDate() {
    if (!inputs().equals(snapshot.inputs()) && renewing.tryLock()) {
      try {
        renew();
      } finally {
        renewing.unlock();
      }
    }
    return snapshot;
  }

  /** The snapshot of what the files say at this moment. */
  private Snapshot latest() {
    config.latest();
    credentials.latest();
    renewing.lock();
    try {
      return renew();
    } finally {
      renewing.unlock();
    }
  }

  private Snapshot renew() {
    Snapshot.Inputs inputs = inputs();
    if (!inputs.equals(snapshot.inputs())) {
      snapshot = snapshot.next(environment, inputs);
    }
    return snapshot;
  }

  private Snapshot.Inputs inputs() {
    return new Snapshot.Inputs(
        config.current(), credentials.current(), settings.get(), storedKeys.get());
  }

  private Problem unknown(ProfileName profile) {
    List<Fault> broken = snapshot.unreadable();
    if (!broken.isEmpty()) {
      return new Problem(
          ProblemCode.BAD_CONFIGURATION, broken.getFirst().text() + more(broken), theRest(broken));
    }
    return new Problem(
        ProblemCode.UNKNOWN_PROFILE,
        "no profile "
            + profile
            + " in "
            + config.shown()
            + Names.suggestion(profile.value(), names()),
        "jvc list");
  }

  private static Problem problem(ProfileName profile, Outcome.Invalid invalid) {
    Fault first = invalid.faults().getFirst();
    return new Problem(
        ProblemCode.BAD_PROFILE,
        "profile "
            + profile
            + ": "
            + first.message()
            + " ("
            + first.place()
            + ")"
            + more(invalid.faults()),
        theRest(invalid.faults()));
  }

  /** The command that shows what one sentence has no room for. */
  private static @Nullable String theRest(List<Fault> faults) {
    return faults.size() == 1 ? null : "jvc list";
  }

  private static String more(List<Fault> faults) {
    return faults.size() == 1 ? "" : " and " + (faults.size() - 1) + " more";
  }

  private WatchedFile<ScannedFile> watch(Path path, FileText.Kind kind, InstantSource clock) {
    TrustedFile file = new TrustedFile(path, environment.home(), MAX_BYTES);
    return new WatchedFile<>(
        file,
        clock,
        WatchedFile.INTERVAL,
        bytes -> FileScanner.scan(file.shown(), FileText.of(bytes, kind), kind));
  }
}
