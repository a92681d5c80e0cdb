package dev.jvc.daemon;

import dev.jvc.daemon.access.ClientTokens;
import dev.jvc.daemon.access.LastUsers;
import dev.jvc.daemon.access.MetricsToken;
import dev.jvc.daemon.access.OwnProcesses;
import dev.jvc.daemon.access.OwnPrograms;
import dev.jvc.daemon.aws.StsIssuer;
import dev.jvc.daemon.awsfiles.AwsFiles;
import dev.jvc.daemon.config.ConfigProblem;
import dev.jvc.daemon.config.JvcConfigException;
import dev.jvc.daemon.config.ReloadingConfig;
import dev.jvc.daemon.endpoint.ContainerDocument;
import dev.jvc.daemon.endpoint.EndpointBindException;
import dev.jvc.daemon.endpoint.ProcessDocument;
import dev.jvc.daemon.endpoint.Scraping;
import dev.jvc.daemon.endpoint.control.ControlListener;
import dev.jvc.daemon.endpoint.control.ControlParts;
import dev.jvc.daemon.endpoint.control.DaemonFacts;
import dev.jvc.daemon.endpoint.control.SocketClaim;
import dev.jvc.daemon.keys.KeyEntry;
import dev.jvc.daemon.keys.KeyIndex;
import dev.jvc.daemon.keys.StoreChoices;
import dev.jvc.daemon.platform.BootClock;
import dev.jvc.daemon.platform.BootId;
import dev.jvc.daemon.platform.Directories;
import dev.jvc.daemon.platform.OperatingSystem;
import dev.jvc.daemon.platform.PrivateFiles;
import dev.jvc.daemon.platform.ProcessHardening;
import dev.jvc.daemon.platform.VolatileKeys;
import dev.jvc.daemon.profile.AwsEnvironment;
import dev.jvc.daemon.profile.AwsProfiles;
import dev.jvc.daemon.profile.Profiles;
import dev.jvc.daemon.seal.SealedLogins;
import dev.jvc.daemon.telemetry.Meters;
import dev.jvc.daemon.vending.Vending;
import dev.jvc.daemon.vending.VendingPorts;
import java.io.IOException;
import java.lang.System.Logger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The composition root of the daemon: makes every part in reading order, waits, and closes them in
 * reverse.
 *
 * <p>Neither this class nor anything it makes can name a store or a base key.
 */
final class Daemon {

  private static final Logger LOG = System.getLogger(Daemon.class.getName());

  /** Well under the five seconds within which a token is promised to follow its process. */
  private static final Duration TOKEN_SWEEP = Duration.ofSeconds(2);

  /** How long programs may see an AWS configuration that the person has changed. */
  private static final Duration FILES_CHECK = Duration.ofSeconds(1);

  /** Commands of {@code jvc exec} have started by then. */
  private static final Duration LEARNING = Duration.ofSeconds(1);

  private static final Duration SELF_CHECK = Duration.ofSeconds(10);

  private final OperatingSystem os;
  private final Map<String, String> environment;
  private final Directories directories;
  private final List<String> unprotected;
  private final InstantSource clock = InstantSource.system();
  private final Instant startedAt = clock.instant();
  private final StopSignal stop;
  private final ServiceReport service;

  private Daemon(
      OperatingSystem os,
      Map<String, String> environment,
      Directories directories,
      List<String> unprotected,
      StopSignal stop) {
    this.os = os;
    this.environment = environment;
    this.directories = directories;
    this.unprotected = unprotected;
    this.stop = stop;
    this.service = ServiceReport.of(environment, os, ProcessHandle.current().pid());
  }

  /** Runs until somebody wants it to stop; says on stderr why it could not run. */
  static DaemonExit run(Map<String, String> environment) {
    OperatingSystem os = OperatingSystem.current();
    List<String> unprotected = ProcessHardening.apply(os);
    StopSignal stop = new StopSignal();
    try {
      return new Daemon(os, environment, Directories.of(environment, os), unprotected, stop)
          .serve();
    } catch (JvcConfigException wrong) {
      wrong.problems().stream().map(ConfigProblem::text).forEach(Daemon::complain);
      return DaemonExit.USAGE;
    } catch (SocketClaim.HeldByAnother running) {
      complain(running.getMessage());
      return DaemonExit.ALREADY_RUNNING;
    } catch (EndpointBindException taken) {
      complain(taken.getMessage());
      return DaemonExit.CANNOT_LISTEN;
    } catch (IOException | IllegalArgumentException unusable) {
      complain(unusable.getMessage());
      return DaemonExit.FAILED;
    } finally {
      stop.closed();
    }
  }

  private DaemonExit serve() throws JvcConfigException, SocketClaim.HeldByAnother, IOException {
    PrivateFiles.folder(directories.state());
    ReloadingConfig config = ReloadingConfig.open(directories.config(), aws().home(), clock);
    KeyIndex keys = new KeyIndex(directories.keyIndex(), aws().home(), clock);
    StoreReport stores =
        new StoreReport(
            config, new StoreChoices(directories.storeChoice(), aws().home(), clock)::last, keys);
    Profiles profiles = new AwsProfiles(aws(), new ConfiguredProfiles(config), keys::stores, clock);
    AwsFiles files = new AwsFiles(directories, aws(), profiles, keys::stores, launcher(), clock);
    OwnProcesses processes = new OwnProcesses(os);
    Meters meters = new Meters();
    Observers observers = new Observers(meters);
    SealedLogins kept =
        new SealedLogins(
            directories.state().resolve("logins.sealed"),
            VolatileKeys.of(os, environment),
            BootId.of(os),
            () -> config.get().surviveRestart().value());
    Map<String, String> network = NetworkVariables.of(environment);
    try (SocketClaim claim = SocketClaim.of(directories.controlSocket());
        // Closed after the issuer, whose calls it runs: closing waits for them.
        var background = Executors.newVirtualThreadPerTaskExecutor();
        StsIssuer sts = new StsIssuer(network, clock);
        Vending vending =
            new Vending(
                new VendingPorts(
                    profiles,
                    aws().sts(),
                    sts,
                    sts,
                    new ContainerDocument(() -> config.get().accountId().value()),
                    observers,
                    kept,
                    processes,
                    clock,
                    BootClock.of(os),
                    background,
                    new SplittableRandom()))) {
      ClientTokens tokens =
          ClientTokens.open(
              directories.tokens(), directories.state().resolve("tokens.json"), processes);
      LastUsers users =
          new LastUsers(
              new OwnPrograms(os, processes), background, clock, vending.events()::stateChanged);
      MetricsToken metricsToken = MetricsToken.open(directories.metricsToken());
      try (Endpoints endpoints =
              Endpoints.open(
                  config.get(),
                  os,
                  tokens,
                  vending.broker(),
                  users,
                  profiles,
                  new Scraping(metricsToken, meters::scrape),
                  observers,
                  clock,
                  background);
          ControlListener control =
              ControlListener.start(
                  claim,
                  new ControlParts(
                      vending,
                      tokens,
                      metricsToken,
                      users,
                      endpoints.imds(),
                      new DescribedPlans(profiles),
                      files,
                      key -> keys.find(key).map(KeyEntry::keyTail).orElse(null),
                      credentials ->
                          ProcessDocument.of(credentials, config.get().accountId().value()),
                      network,
                      facts(
                          config, keys, stores, profiles, files, kept, endpoints, meters,
                          vending)));
          Clockwork clockwork = new Clockwork()) {
        Gauges.add(meters, vending.overview(), endpoints, tokens);
        // A client of a metadata listener waits half a second only, also after a restart.
        vending.overview().logins().forEach(login -> endpoints.imds().loggedIn(login.key()));
        files.resume();
        Supplier<String> inWords = () -> inWords(endpoints, vending);
        SelfCheck check =
            new SelfCheck(control, directories.controlSocket(), service, inWords, stop);
        clockwork
            .every(Vending.TICK, "renewal", vending::tick)
            .every(TOKEN_SWEEP, "the sweep of client tokens", tokens::sweep)
            .every(FILES_CHECK, "the check of AWS files", files::keepCurrent)
            .every(LEARNING, "learning the names of commands", users::learn)
            .every(service.pauseBetweenChecks(SELF_CHECK), "the self-check", check);
        stop.listenToSignals();
        LOG.log(Logger.Level.INFO, "serving credentials at " + endpoints.credentials().base());
        service.ready(inWords.get());
        DaemonExit exit = stop.await();
        service.stopping();
        return exit;
      }
    }
  }

  private AwsEnvironment aws() {
    return AwsEnvironment.of(directories, environment);
  }

  /** The client's program, which lies beside the daemon's. */
  private @Nullable Path launcher() {
    String folder = environment.get("JVC_BIN");
    return folder == null || folder.isEmpty() ? null : Path.of(folder).resolve("jvc");
  }

  private DaemonFacts facts(
      ReloadingConfig config,
      KeyIndex keys,
      StoreReport stores,
      Profiles profiles,
      AwsFiles files,
      SealedLogins kept,
      Endpoints endpoints,
      Meters meters,
      Vending vending) {
    return new DaemonFacts(
        Version.current(),
        ProcessHandle.current().pid(),
        startedAt,
        endpoints.credentials().base(),
        endpoints.linkLocal(),
        config.get().listen().value().port() != 0,
        directories.controlSocket(),
        stores::members,
        () -> problems(config, keys, stores, profiles, files, endpoints),
        () -> degraded(kept, endpoints),
        endpoints::failedChecks,
        meters::scrape,
        () -> {
          service.reloading(System.nanoTime());
          config.reload();
          service.ready(inWords(endpoints, vending));
          return problems(config, keys, stores, profiles, files, endpoints);
        },
        () -> stop.request(DaemonExit.DONE));
  }

  private List<String> degraded(SealedLogins kept, Endpoints endpoints) {
    List<String> degraded = new ArrayList<>(unprotected);
    degraded.addAll(endpoints.degraded());
    kept.problem().ifPresent(degraded::add);
    return degraded;
  }

  private static List<String> problems(
      ReloadingConfig config,
      KeyIndex keys,
      StoreReport stores,
      Profiles profiles,
      AwsFiles files,
      Endpoints endpoints) {
    List<String> problems =
        new ArrayList<>(config.problems().stream().map(ConfigProblem::text).toList());
    problems.addAll(profiles.problems());
    keys.problem().ifPresent(problems::add);
    problems.addAll(stores.problems());
    problems.addAll(files.problems());
    problems.addAll(endpoints.imds().problems());
    return problems;
  }

  private static String inWords(Endpoints endpoints, Vending vending) {
    int logins = vending.overview().logins().size();
    return "serving credentials at "
        + endpoints.credentials().base()
        + (logins == 0 ? ", no login" : logins == 1 ? ", 1 login" : ", " + logins + " logins");
  }

  private static void complain(@Nullable String sentence) {
    LOG.log(Logger.Level.ERROR, sentence);
  }
}
