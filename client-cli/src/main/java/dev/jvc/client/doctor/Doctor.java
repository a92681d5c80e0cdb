package dev.jvc.client.doctor;

import dev.jvc.client.awsfiles.SharedProfiles;
import dev.jvc.client.control.ControlClient;
import dev.jvc.client.outcome.Failure;
import dev.jvc.client.process.Programs;
import dev.jvc.client.process.Tool;
import dev.jvc.client.protocol.ProfileName;
import dev.jvc.client.terminal.Times;
import dev.jvc.client.wiring.ProcessLine;
import dev.jvc.client.wiring.Sdk;
import dev.jvc.client.wiring.Sight;
import dev.jvc.client.wiring.Trace;
import dev.jvc.client.wiring.Wiring;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks at a machine, and changes nothing on it. */
public final class Doctor {

  private final Map<String, String> environment;
  private final ControlClient control;
  private final Tool tool;
  private final String version;
  private final InstantSource clock;
  private final Times times;

  /**
   * @param tool runs the programs that are asked
   * @param version the client's
   */
  public Doctor(
      Map<String, String> environment,
      ControlClient control,
      Tool tool,
      String version,
      InstantSource clock,
      Times times) {
    this.environment = Map.copyOf(environment);
    this.control = control;
    this.tool = tool;
    this.version = version;
    this.clock = clock;
    this.times = times;
  }

  /**
   * Everything.
   *
   * @throws Failure when there is no home folder or no program to look with
   */
  public Diagnosis look() throws Failure {
    Places places = Places.of(environment);
    DaemonState daemon = DaemonState.ask(control);
    SelfCheck own = SelfCheck.of(tool, Programs.jvcd(environment));
    SharedProfiles person = SharedProfiles.ofPerson(environment);
    SharedProfiles seen = SharedProfiles.seenBySdks(environment);
    String wire = wire(daemon, person);
    boolean mac = System.getProperty("os.name", "").startsWith("Mac");
    return Diagnosis.of(
        List.of(
            new DaemonCheck(daemon, version, times),
            new ServiceCheck(daemon, tool, mac, lingers()),
            new PortCheck(own, daemon),
            new StoreCheck(own),
            new LoginCheck(daemon, times),
            new WiringCheck(wiring(seen, daemon, wire), daemon, isMeant(seen), wire),
            new VariableCheck(environment),
            new AwsVaultCheck(environment, person),
            new PlaintextCheck(person),
            new ConfigCheck(own, daemon, person.plaintextKeys().keySet()),
            new NamedProgramCheck(person, environment),
            PermissionCheck.of(places),
            new ClockCheck(daemon, places, clock),
            new ProtectionCheck(daemon)));
  }

  /**
   * One SDK.
   *
   * @param profile the profile that an option or the program's code names, or null
   */
  public SdkReport look(Sdk sdk, @Nullable ProfileName profile) {
    DaemonState daemon = DaemonState.ask(control);
    SharedProfiles seen = SharedProfiles.seenBySdks(environment);
    String wire = wire(daemon, SharedProfiles.ofPerson(environment));
    Wiring wiring = wiring(seen, daemon, wire);
    Trace trace = wiring.of(sdk, profile == null ? null : profile.value());
    Finding finding = new WiringCheck(wiring, daemon, isMeant(seen), wire).about(trace);
    return new SdkReport(trace, finding);
  }

  private Wiring wiring(SharedProfiles seen, DaemonState daemon, String wire) {
    URI endpoint = null;
    Map<String, String> metadata = new HashMap<>();
    if (daemon instanceof DaemonState.Running running) {
      endpoint = URI.create(running.status().endpoint());
      running
          .status()
          .imds()
          .forEach(listener -> metadata.put(listener.endpoint(), listener.profile()));
    }
    return new Wiring(new Sight(environment, seen, endpoint, metadata), wire);
  }

  /** Whether something in this shell or in its AWS files was set to make SDKs ask jvc. */
  private boolean isMeant(SharedProfiles seen) {
    return environment.getOrDefault("AWS_CONTAINER_CREDENTIALS_FULL_URI", "").contains("/v1/cred")
        || seen.all("credential_process").values().stream()
            .anyMatch(line -> ProcessLine.isJvc(line.value()));
  }

  /** The command that points this shell at jvc, for the profile that is meant most likely. */
  private String wire(DaemonState daemon, SharedProfiles person) {
    String profile = ProfileName.defaultOf(environment);
    // A variable may name a profile that is nowhere.
    boolean named = !profile.equals("default") && person.has(profile);
    if (!named
        && daemon instanceof DaemonState.Running running
        && running.status().logins().size() == 1
        && !running.status().logins().getFirst().serves().isEmpty()) {
      profile = running.status().logins().getFirst().serves().getFirst();
      named = true;
    }
    String word = named && isPlain(profile) ? profile : "PROFILE";
    return environment.getOrDefault("SHELL", "").endsWith("/fish")
        ? "jvc env " + word + " | source"
        : "eval \"$(jvc env " + word + ")\"";
  }

  private static boolean isPlain(String profile) {
    return profile.chars().allMatch(c -> Character.isLetterOrDigit(c) || "._-".indexOf(c) >= 0);
  }

  private boolean lingers() {
    String user = environment.getOrDefault("USER", "");
    return !user.isEmpty()
        && user.indexOf('/') < 0
        && Files.exists(Path.of("/var/lib/systemd/linger").resolve(user));
  }
}
