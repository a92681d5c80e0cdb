package dev.jvc.system.clients;

import dev.jvc.system.clients.Cell.Outcome;
import dev.jvc.system.clients.Cell.Trial;
import dev.jvc.system.clients.Client.Trait;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/** One client in one wiring, through all its trials. */
final class Subject implements AutoCloseable {

  private static final String ROLE = "arn:aws:sts::111122223333:assumed-role/Developer/";
  private static final String WRONG_TOKEN = "A".repeat(43);

  /** What the daemon says of a token that is not in force, and of a login that is needed. */
  private static final String ANOTHER_TOKEN = "run jvc env again";

  private static final String LOG_IN = "jvc login " + Ground.PROFILE;

  /** Nobody listens there. */
  private static final String NOWHERE = "http://127.0.0.1:9/";

  private static final Duration PAUSE = Duration.ofSeconds(3);

  /** The daemon renews half a minute after it has fetched a session, however short that is. */
  private static final Duration EARLY = Duration.ofSeconds(36);

  /** Longer than a session of the trials lives. */
  private static final Duration LATE = Duration.ofSeconds(102);

  private final Client client;
  private final Wiring wiring;
  private final Ground served;
  private final Ground refusing;
  private final Cell cell = new Cell();
  private final CountDownLatch begun = new CountDownLatch(1);
  private @Nullable Life life;
  private String firstKey = "";
  private String version = "";
  private String loginText = "";

  /**
   * A client in a wiring.
   *
   * @param served where it gets credentials
   * @param refusing where it gets none
   */
  Subject(Client client, Wiring wiring, Ground served, Ground refusing) {
    this.client = client;
    this.wiring = wiring;
    this.served = served;
    this.refusing = refusing;
  }

  Client client() {
    return client;
  }

  Wiring wiring() {
    return wiring;
  }

  Cell cell() {
    return cell;
  }

  String version() {
    return version;
  }

  /** What a person is shown when a login is needed; empty when that was not tried. */
  String loginText() {
    return loginText;
  }

  @Override
  public String toString() {
    return client.name() + ", " + wiring.title();
  }

  /** Whether one process of the client renews its credentials. */
  boolean renews() {
    return wiring != Wiring.FROZEN && !client.is(Trait.ONCE);
  }

  /** Starts the client and asks it for the first time. */
  void begin() throws IOException, InterruptedException {
    try {
      Said said;
      // Plain keys age while their client waits for its turn.
      served.turns().acquire();
      try {
        life = start(served, Map.of());
        said = answer(served, life);
      } finally {
        served.turns().release();
      }
      version = said.version();
      firstKey = said.key();
      boolean known = isDeveloper(said);
      cell.put(Trial.SUCCESS, known ? Outcome.GOOD : Outcome.BAD);
      if (!known) {
        System.out.println(this + ": " + said + " " + life.complaints());
      }
    } finally {
      begun.countDown();
    }
  }

  private static boolean isDeveloper(Said said) {
    return said.ok() && said.arn().startsWith(ROLE);
  }

  private boolean succeeded() throws InterruptedException {
    begun.await();
    return cell.succeeded();
  }

  /** A client that starts with a token that is not in force. */
  void tryWrongToken() throws IOException, InterruptedException {
    if (!wiring.hasToken() || !succeeded()) {
      return;
    }
    Path file = Files.createTempFile(refusing.machine().home(), "token", "");
    Files.writeString(file, WRONG_TOKEN);
    Map<String, String> wrong =
        wiring == Wiring.TOKEN
            ? Map.of(Wiring.TOKEN_VARIABLE, WRONG_TOKEN)
            : Map.of(Wiring.FILE_VARIABLE, file.toString());
    try (Life other = start(refusing, wrong)) {
      Said said = ask(refusing, other);
      cell.put(Trial.WRONG_TOKEN, refusal(said, said.error(), ANOTHER_TOKEN));
    }
  }

  /** A client that starts after the logins have ended. */
  void tryWithoutLogin() throws IOException, InterruptedException {
    if (!succeeded()) {
      return;
    }
    Life other = start(refusing, Map.of());
    Said said;
    try {
      said = ask(refusing, other);
    } finally {
      other.close();
    }
    // What went to its standard error is there when it has ended.
    loginText = (other.complaints() + "\n" + said.error()).strip();
    cell.put(Trial.LOGIN, refusal(said, loginText, LOG_IN));
  }

  private static Outcome refusal(Said said, String shown, String sentence) {
    if (said.ok()) {
      return Outcome.BAD;
    }
    return shown.contains(sentence) ? Outcome.GOOD : Outcome.SILENT;
  }

  /** Waits for other credentials, for as long as those clients take that look early. */
  void awaitEarlyRenewal() {
    if (renews() && cell.succeeded() && changesWithin(EARLY, Set.of(firstKey))) {
      cell.put(Trial.RENEWAL, Outcome.GOOD);
    }
  }

  /**
   * Waits for credentials of the daemon that was started again.
   *
   * @param earlier the ids of the keys that its predecessor has handed out
   */
  void awaitNewDaemon(Set<String> earlier) {
    if (!cell.succeeded() || wiring == Wiring.FROZEN) {
      return;
    }
    boolean changed = changesWithin(LATE, earlier);
    if (!changed && wiring == Wiring.IMDS) {
      // Many take metadata for good beyond its end, so that the short sessions here tell nothing.
      return;
    }
    Outcome outcome = changed ? Outcome.GOOD : Outcome.BAD;
    cell.put(Trial.DAEMON, outcome);
    if (renews()) {
      cell.putIfAbsent(Trial.RENEWAL, outcome);
    }
  }

  private boolean changesWithin(Duration limit, Set<String> known) {
    Life own = life;
    if (own == null) {
      return false;
    }
    AtomicReference<Said> last = new AtomicReference<>(Said.nothing("was not asked"));
    try {
      Awaitility.await()
          .pollInSameThread()
          .pollDelay(Duration.ZERO)
          .pollInterval(PAUSE)
          .atMost(limit)
          .until(() -> {
            Said said = ask(served, own);
            last.set(said);
            return isDeveloper(said) && !known.contains(said.key());
          });
      return true;
    } catch (ConditionTimeoutException unchanged) {
      System.out.println(this + ": no new key in " + limit + ": " + last.get());
      return false;
    }
  }

  private Life start(Ground ground, Map<String, String> more) throws IOException {
    Map<String, String> variables = new HashMap<>(ground.variables(wiring));
    variables.put("BUCKET", bucketName());
    if (client.is(Trait.FIXED_METADATA) && wiring == Wiring.PROCESS) {
      variables.put("AWS_CONTAINER_CREDENTIALS_FULL_URI", NOWHERE);
    }
    variables.putAll(more);
    List<String> command = new ArrayList<>();
    if (ground == refusing) {
      // Those that are served have little time.
      command.addAll(List.of("nice", "-n", "10"));
    }
    command.addAll(wiring.command(Ground.PROFILE, client.command()));
    return Life.start(ground.machine(), variables, command);
  }

  private String bucketName() {
    return (client.name() + "-" + wiring.title())
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^a-z0-9]+", "-");
  }

  private Said ask(Ground ground, Life who) throws IOException, InterruptedException {
    ground.turns().acquire();
    try {
      return answer(ground, who);
    } finally {
      ground.turns().release();
    }
  }

  private Said answer(Ground ground, Life who) throws IOException, InterruptedException {
    Said said = who.ask();
    return client.is(Trait.BUCKET)
        ? ground.bucket().takeAsker(bucketName()).map(said::servedAs).orElse(said.refused())
        : said;
  }

  @Override
  public void close() throws IOException {
    if (life != null) {
      life.close();
    }
  }
}
