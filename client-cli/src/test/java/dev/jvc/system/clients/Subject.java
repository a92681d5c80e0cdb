package dev.jvc.system.clients;

import dev.jvc.system.Machine;
import dev.jvc.system.clients.Cell.Outcome;
import dev.jvc.system.clients.Cell.Trial;
import dev.jvc.system.clients.Client.Trait;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/** One client in one wiring, through all its trials. */
final class Subject implements AutoCloseable {

  static final String PROFILE = "personal";
  private static final String ROLE = "arn:aws:sts::111122223333:assumed-role/Developer/";
  private static final String WRONG_TOKEN = "A".repeat(43);

  /** What the daemon says of a token that is not in force, and of a login that is needed. */
  private static final String ANOTHER_TOKEN = "run jvc env again";

  private static final String LOG_IN = "jvc login " + PROFILE;

  private static final Duration PAUSE = Duration.ofSeconds(3);

  /** The daemon renews half a minute after it has fetched a session, however short that is. */
  private static final Duration EARLY = Duration.ofSeconds(36);

  /** Longer than a session of the trials lives. */
  private static final Duration LATE = Duration.ofSeconds(110);

  private final Client client;
  private final Wiring wiring;
  private final Place place;
  private final Cell cell = new Cell();
  private @Nullable Life life;
  private String firstKey = "";
  private String version = "";
  private String loginText = "";

  /**
   * Where the trials happen.
   *
   * @param variables what the wiring adds to the environment
   * @param turns how many clients may talk at a time
   */
  record Place(Machine machine, Bucket bucket, Map<String, String> variables, Semaphore turns) {}

  Subject(Client client, Wiring wiring, Place place) {
    this.client = client;
    this.wiring = wiring;
    this.place = place;
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

  /** Starts the client and asks it for the first time. */
  void begin() throws IOException, InterruptedException {
    Said said;
    // Plain keys age while their client waits for its turn.
    place.turns().acquire();
    try {
      life = start(Map.of());
      said = answer(life);
    } finally {
      place.turns().release();
    }
    version = said.version();
    firstKey = said.key();
    boolean known = isDeveloper(said);
    cell.put(Trial.SUCCESS, known ? Outcome.GOOD : Outcome.BAD);
    if (!known) {
      System.out.println(this + ": " + said);
    }
  }

  private boolean isDeveloper(Said said) {
    return said.ok() && (client.is(Trait.BUCKET) || said.arn().startsWith(ROLE));
  }

  /** A client that starts with a token that is not in force. */
  void tryWrongToken() throws IOException, InterruptedException {
    if (!wiring.hasToken() || !cell.succeeded()) {
      return;
    }
    Path file = Files.createTempFile(place.machine().home(), "token", "");
    Files.writeString(file, WRONG_TOKEN);
    Map<String, String> wrong =
        wiring == Wiring.TOKEN
            ? Map.of(Wiring.TOKEN_VARIABLE, WRONG_TOKEN)
            : Map.of(Wiring.FILE_VARIABLE, file.toString());
    try (Life other = start(wrong)) {
      Said said = ask(other);
      cell.put(Trial.WRONG_TOKEN, refusal(said, said.error(), ANOTHER_TOKEN));
    }
  }

  /** A client that starts after the logins have ended. */
  void tryWithoutLogin() throws IOException, InterruptedException {
    if (!cell.succeeded()) {
      return;
    }
    Life other = start(Map.of());
    Said said;
    try {
      said = ask(other);
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

  private boolean renewsInOneLife() {
    return cell.succeeded() && wiring != Wiring.FROZEN && !client.is(Trait.ONCE);
  }

  /** Waits for other credentials, for as long as those clients take that look early. */
  void awaitEarlyRenewal() {
    if (renewsInOneLife() && changesWithin(EARLY, Set.of(firstKey))) {
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
    if (renewsInOneLife()) {
      cell.putIfAbsent(Trial.RENEWAL, outcome);
    }
  }

  private boolean changesWithin(Duration limit, Set<String> known) {
    Life own = life;
    if (own == null) {
      return false;
    }
    try {
      Awaitility.await()
          .pollInSameThread()
          .pollDelay(Duration.ZERO)
          .pollInterval(PAUSE)
          .atMost(limit)
          .until(() -> {
            Said said = ask(own);
            return isDeveloper(said) && !known.contains(said.key());
          });
      return true;
    } catch (ConditionTimeoutException unchanged) {
      return false;
    }
  }

  private Life start(Map<String, String> more) throws IOException {
    Map<String, String> variables = new HashMap<>(place.variables());
    variables.put("BUCKET", bucketName());
    variables.putAll(more);
    return Life.start(place.machine(), variables, wiring.command(PROFILE, client.command()));
  }

  private String bucketName() {
    return (client.name() + "-" + wiring.title())
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^a-z0-9]+", "-");
  }

  private Said ask(Life who) throws IOException, InterruptedException {
    place.turns().acquire();
    try {
      return answer(who);
    } finally {
      place.turns().release();
    }
  }

  private Said answer(Life who) throws IOException, InterruptedException {
    Said said = who.ask();
    return client.is(Trait.BUCKET)
        ? place.bucket().takeKey(bucketName()).map(said::signedWith).orElse(said.unsigned())
        : said;
  }

  @Override
  public void close() throws IOException {
    if (life != null) {
      life.close();
    }
  }
}
