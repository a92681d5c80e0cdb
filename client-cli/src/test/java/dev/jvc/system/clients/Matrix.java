package dev.jvc.system.clients;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.jvc.sandbox.fault.Fault;
import dev.jvc.system.Machine;
import dev.jvc.system.clients.Subject.Place;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/**
 * Every client in every wiring on one machine, all at the same time, because most of their time is
 * waiting.
 *
 * <p>Sessions live a minute and a half, so that clients renew them soon: those that look early do
 * when the daemon has renewed, after half a minute; the others at the end.
 */
final class Matrix implements AutoCloseable {

  private static final Duration LIFE = Duration.ofSeconds(95);

  /** Clients that start or talk at a time; SDKs wait a second for an answer at most. */
  private static final int AT_A_TIME = 3;

  /** Most of the time of a refused client is its pauses between attempts. */
  private static final int REFUSED_AT_A_TIME = 6;

  private final Machine machine = Machine.createWithManyCodes();
  private final Bucket bucket = Bucket.start();
  private final List<Subject> subjects = new ArrayList<>();

  Matrix(List<Client> clients) throws IOException, InterruptedException {
    prepare();
    Semaphore turns = new Semaphore(AT_A_TIME);
    for (Wiring wiring : Wiring.values()) {
      Map<String, String> variables = new HashMap<>(wiring.variables(machine, Subject.PROFILE));
      if (wiring != Wiring.IMDS) {
        // Otherwise a client without credentials asks an address that is not on this machine.
        variables.put("AWS_EC2_METADATA_DISABLED", "true");
      }
      Place place = new Place(machine, bucket, variables, turns);
      clients.stream()
          .filter(client -> client.knows(wiring))
          .forEach(client -> subjects.add(new Subject(client, wiring, place)));
    }
  }

  private void prepare() throws IOException, InterruptedException {
    // Clients keep the address for as long as they run, so a daemon that starts again needs it.
    machine.jvcConfig(
        """
        listen: { port: %d }
        imds:
          - { port: %d, profile: personal }
        """
            .formatted(freePort(), freePort()));
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
    machine.aws().faults().inject(Fault.shortLived(LIFE).on("AssumeRole"));
    require(machine.add(Subject.PROFILE));
    require(machine.login(Subject.PROFILE));
    // The first session is there before the first client asks, which may wait a second only.
    require(machine.jvc("credentials", Subject.PROFILE));
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

  /** All trials of all subjects. */
  void run() throws Exception {
    try {
      all(subjects.size(), Subject::begin);
      try (ExecutorService meanwhile = Executors.newSingleThreadExecutor()) {
        Future<?> refused =
            meanwhile.submit(callable(() -> all(REFUSED_AT_A_TIME, Subject::tryWrongToken)));
        all(subjects.size(), Subject::awaitEarlyRenewal);
        refused.get();
      }
      ProcessHandle daemon = machine.daemon();
      daemon.destroyForcibly();
      daemon.onExit().join();
      Set<String> earlier = keys();
      require(machine.jvc("daemon", "start"));
      all(subjects.size(), subject -> subject.awaitNewDaemon(earlier));
    } finally {
      for (Subject subject : subjects) {
        subject.close();
      }
    }
    require(machine.jvc("lock"));
    all(REFUSED_AT_A_TIME, Subject::tryWithoutLogin);
  }

  List<Subject> subjects() {
    return subjects;
  }

  /** What is done with one subject. */
  private interface Step {
    void take(Subject subject) throws Exception;
  }

  /** Something that may fail. */
  private interface Work {
    void run() throws Exception;
  }

  private static Callable<Void> callable(Work work) {
    return () -> {
      work.run();
      return null;
    };
  }

  private void all(int atATime, Step step) throws Exception {
    try (ExecutorService threads =
        Executors.newFixedThreadPool(atATime, Thread.ofVirtual().factory())) {
      List<Future<Void>> running = new ArrayList<>();
      for (Subject subject : subjects) {
        running.add(threads.submit(callable(() -> step.take(subject))));
      }
      for (Future<Void> each : running) {
        each.get();
      }
    }
  }

  /** The ids of all keys that AWS has handed out and that still count. */
  private Set<String> keys() throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(machine.aws().endpoint().resolve("/_sandbox/state")).build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      String state = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
      Set<String> keys = new HashSet<>();
      if (JSON.std.mapFrom(state).get("sessions") instanceof List<?> sessions) {
        for (Object session : sessions) {
          keys.add(String.valueOf(((Map<?, ?>) session).get("accessKeyId")));
        }
      }
      return keys;
    }
  }

  @Override
  public void close() throws IOException {
    Files.copy(
        machine.daemonLog(),
        Machine.root().resolve("target/clients/daemon.log"),
        StandardCopyOption.REPLACE_EXISTING);
    machine.close();
    bucket.close();
  }
}
