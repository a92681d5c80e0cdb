package dev.jvc.daemon.vending;

import dev.jvc.daemon.credential.CallerIdentity;
import dev.jvc.daemon.credential.Problem;
import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.credential.Secret;
import dev.jvc.daemon.credential.SessionCredentials;
import dev.jvc.daemon.credential.Vend;
import dev.jvc.daemon.platform.ProcessIdentity;
import dev.jvc.daemon.profile.Profiles;
import dev.jvc.daemon.profile.SessionPlan;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** Vending with everything around it in the test's hands; calls to AWS run inline unless told. */
final class Workshop implements Profiles, AutoCloseable {

  static final long PID = 4711;

  final ManualTime time;
  final ScriptedAws aws;
  final RecordingWitness witness = new RecordingWitness();
  final Map<Long, Instant> processes = new ConcurrentHashMap<>(Map.of(PID, Instant.EPOCH));
  final Map<ProfileName, SessionPlan> plans = new ConcurrentSkipListMap<>();
  private final Map<ProfileName, Problem> broken = new ConcurrentSkipListMap<>();
  final Vending vending;
  private volatile boolean tooLarge;
  private volatile int documentLength = 20;

  Workshop() {
    this(Runnable::run, new SplittableRandom(1));
  }

  Workshop(Executor background, RandomGenerator jitter) {
    this(new ManualTime(), LoginKeeper.nothing(), background, jitter);
  }

  /** A daemon that starts at this time, after another with the same keeper perhaps. */
  Workshop(ManualTime time, LoginKeeper keeper) {
    this(time, keeper, Runnable::run, new SplittableRandom(1));
  }

  private Workshop(
      ManualTime time, LoginKeeper keeper, Executor background, RandomGenerator jitter) {
    this.time = time;
    this.aws = new ScriptedAws(time);
    vending =
        new Vending(
            new VendingPorts(
                this,
                Samples.STS,
                aws,
                aws,
                this::render,
                witness,
                keeper,
                pid ->
                    Optional.ofNullable(processes.get(pid)).map(s -> new ProcessIdentity(pid, s)),
                time,
                time,
                background,
                jitter));
  }

  private byte[] render(SessionCredentials credentials) {
    if (tooLarge) {
      throw new IllegalArgumentException("too large");
    }
    return Arrays.copyOf(
        credentials.accessKeyId().value().getBytes(StandardCharsets.UTF_8), documentLength);
  }

  void documentsHave(int bytes) {
    documentLength = bytes;
  }

  void documentsAreTooLarge() {
    tooLarge = true;
  }

  Workshop with(SessionPlan... more) {
    for (SessionPlan plan : more) {
      plans.put(plan.profile(), plan);
    }
    return this;
  }

  @Override
  public List<ProfileName> names() {
    return Stream.concat(plans.keySet().stream(), broken.keySet().stream()).sorted().toList();
  }

  /** Puts a section into the configuration that leads nowhere. */
  void broken(ProfileName profile, Problem problem) {
    broken.put(profile, problem);
  }

  @Override
  public SessionPlan plan(ProfileName profile) throws ProblemException {
    SessionPlan plan = plans.get(profile);
    if (broken.containsKey(profile)) {
      throw new ProblemException(broken.get(profile));
    }
    if (plan == null) {
      throw new ProblemException(
          Problem.of(ProblemCode.UNKNOWN_PROFILE, "there is no profile " + profile));
    }
    return plan;
  }

  @Override
  public SessionPlan planWithOwnKey(ProfileName profile) throws ProblemException {
    return plan(profile);
  }

  @Override
  public List<String> problems() {
    return List.of();
  }

  /** Logs in for the profile's usual time. */
  Workshop loggedIn(String profile) {
    return loggedIn(profile, Samples.USER, Duration.ofHours(12));
  }

  Workshop loggedIn(String profile, CallerIdentity identity, Duration length) {
    try {
      Secret ticket = ticket(profile, true);
      vending
          .logins()
          .deposit(ticket.revealString(), Samples.session(identity, time.instant().plus(length)));
      return this;
    } catch (ProblemException problem) {
      throw new AssertionError(problem);
    }
  }

  Secret ticket(String profile, boolean force) throws ProblemException {
    TaskAnswer answer =
        vending
            .logins()
            .open(new TaskRequest(TaskKind.LOGIN, new ProfileName(profile), PID, null, force));
    return ((TaskAnswer.Ticketed) answer).ticket();
  }

  Vend vend(String profile) {
    return vending.broker().vend(new ProfileName(profile));
  }

  SessionCredentials granted(String profile) {
    Vend vend = vend(profile);
    if (vend instanceof Vend.Granted(var grant)) {
      return grant.credentials();
    }
    throw new AssertionError("not granted: " + vend);
  }

  Problem refused(String profile) {
    return problem(vend(profile));
  }

  static Problem problem(Vend vend) {
    return switch (vend) {
      case Vend.Granted granted -> throw new AssertionError("granted: " + granted);
      case Vend.NeedsPerson(Problem problem) -> problem;
      case Vend.Denied(Problem problem) -> problem;
      case Vend.Unavailable(Problem problem) -> problem;
    };
  }

  /** How much life the credentials have left. */
  Duration left(SessionCredentials credentials) {
    return Duration.between(time.instant(), credentials.expiration());
  }

  /** Time passes while the daemon ticks as it does in life. */
  void live(Duration span) {
    for (Duration lived = Duration.ZERO;
        lived.compareTo(span) < 0;
        lived = lived.plus(Vending.TICK)) {
      time.pass(Vending.TICK);
      vending.tick();
    }
  }

  /** Time passes, ticks happen, and somebody asks for the profile's credentials every minute. */
  void liveUsing(String profile, Duration span) {
    for (Duration lived = Duration.ZERO;
        lived.compareTo(span) < 0;
        lived = lived.plus(Duration.ofMinutes(1))) {
      live(Duration.ofMinutes(1));
      vend(profile);
    }
  }

  @Override
  public void close() {
    vending.close();
  }
}
