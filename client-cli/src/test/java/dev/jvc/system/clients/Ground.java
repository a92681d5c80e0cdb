package dev.jvc.system.clients;

import dev.jvc.sandbox.fault.Fault;
import dev.jvc.system.Machine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;

/**
 * A machine on which clients are tried: logged in, with a bucket, and with sessions that live a
 * minute and a half.
 */
final class Ground implements AutoCloseable {

  /** The profile whose credentials the clients are to have. */
  static final String PROFILE = "personal";

  /**
   * So that clients renew soon: those that look early do when the daemon has renewed, after half a
   * minute; the others at the end.
   */
  private static final Duration LIFE = Duration.ofSeconds(95);

  private final Machine machine = Machine.createWithManyCodes();
  private final LiveKeys live = new LiveKeys(machine.aws().endpoint());
  private final Bucket bucket = Bucket.start(live);
  private final Map<Wiring, Map<String, String>> variables = new EnumMap<>(Wiring.class);
  private final Semaphore turns;

  /**
   * Prepares a machine.
   *
   * @param atATime how many clients may start or talk at a time
   */
  Ground(int atATime) throws IOException, InterruptedException {
    this(atATime, "");
  }

  /** The same with further lines in jvc's own configuration. */
  Ground(int atATime, String settings) throws IOException, InterruptedException {
    turns = new Semaphore(atATime, true);
    // Clients keep the address for as long as they run, so a daemon that starts again needs it.
    machine.jvcConfig(
        """
        listen: { port: %d }
        imds:
          - { port: %d, profile: personal }
        """
                .formatted(freePort(), freePort())
            + settings);
    machine.awsConfig(
        """
        [default]
        region = eu-west-2

        [profile personal]
        region = eu-west-2
        mfa_serial = arn:aws:iam::111122223333:mfa/me
        role_arn = arn:aws:iam::111122223333:role/Developer

        [profile personal-by-process]
        region = eu-west-2
        credential_process = JVC credentials personal
        """
            .replace("JVC", Machine.jvcCommand().getFirst()));
    machine.environment().put("AWS_REGION", "eu-west-2");
    machine.environment().put("BUCKETS", bucket.url());
    // Terraform asks its maker for news otherwise.
    machine.environment().put("CHECKPOINT_DISABLE", "1");
    machine.aws().faults().inject(Fault.shortLived(LIFE).on("AssumeRole"));
    require(machine.add(PROFILE));
    require(machine.login(PROFILE));
    // The first session is there before the first client asks, which may wait a second only.
    require(machine.jvc("credentials", PROFILE));
    for (Wiring wiring : Wiring.values()) {
      variables.put(wiring, found(wiring));
    }
  }

  private Map<String, String> found(Wiring wiring) throws IOException, InterruptedException {
    Map<String, String> found = new HashMap<>(wiring.variables(machine, PROFILE));
    if (wiring != Wiring.IMDS) {
      // Otherwise a client without credentials asks an address that is not on this machine.
      found.put("AWS_EC2_METADATA_DISABLED", "true");
    }
    return found;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void require(Machine.Result result) throws IOException {
    if (result.exit() != 0) {
      throw new IOException(result.toString());
    }
  }

  Machine machine() {
    return machine;
  }

  Bucket bucket() {
    return bucket;
  }

  /** What a client holds while it starts or talks. */
  Semaphore turns() {
    return turns;
  }

  /** What a wiring adds to a client's environment. */
  Map<String, String> variables(Wiring wiring) {
    return variables.getOrDefault(wiring, Map.of());
  }

  /**
   * Kills the daemon and starts another.
   *
   * @return the ids of the keys that the first one has handed out
   */
  Set<String> restartDaemon() throws IOException, InterruptedException {
    ProcessHandle daemon = machine.daemon();
    daemon.destroyForcibly();
    daemon.onExit().join();
    Set<String> earlier = Set.copyOf(live.byId().keySet());
    require(machine.jvc("daemon", "start"));
    return earlier;
  }

  /** Ends all logins. */
  void lock() throws IOException, InterruptedException {
    require(machine.jvc("lock"));
  }

  @Override
  public void close() throws IOException {
    machine.close();
    bucket.close();
    live.close();
  }
}
