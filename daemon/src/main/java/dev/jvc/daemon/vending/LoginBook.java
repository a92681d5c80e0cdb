package dev.jvc.daemon.vending;

import dev.jvc.daemon.credential.Problem;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.credential.SessionCredentials;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The logins that hold, and how the others ended. */
final class LoginBook {

  /** How long before its end a login is warned of, at most. */
  static final Duration WARNING = Duration.ofMinutes(30);

  private final DocumentRenderer renderer;
  private final Witness witness;
  private final Clocks clocks;
  private final Disposal disposal;
  private final KeptLogins kept;

  private final ConcurrentMap<LoginKey, Login> logins = new ConcurrentHashMap<>();
  private final ConcurrentMap<LoginKey, DropReason> ended = new ConcurrentHashMap<>();
  private final Set<Login> warned = ConcurrentHashMap.newKeySet();

  LoginBook(
      DocumentRenderer renderer,
      Witness witness,
      LoginKeeper keeper,
      Clocks clocks,
      Disposal disposal) {
    this.renderer = renderer;
    this.witness = witness;
    this.clocks = clocks;
    this.disposal = disposal;
    this.kept = new KeptLogins(keeper, logins::values, clocks);
    for (Login login : kept.takeOver(renderer)) {
      logins.put(login.key(), login);
    }
  }

  /** The login that holds, or null. */
  @Nullable Login find(LoginKey key) {
    Login login = logins.get(key);
    return login != null && login.held().servable(clocks.wallMillis()) ? login : null;
  }

  /** The logins that hold. */
  List<Login> all() {
    long now = clocks.wallMillis();
    return logins.values().stream().filter(login -> login.held().servable(now)).toList();
  }

  /**
   * Keeps a login in place of an earlier one.
   *
   * @return the earlier one, or null
   */
  @Nullable Login put(LoginKey key, SessionCredentials credentials) {
    Login login = new Login(key, Held.of(credentials, renderer, clocks, 0));
    Login replaced = logins.put(key, login);
    kept.keep();
    ended.remove(key);
    if (replaced != null) {
      dispose(replaced, DropReason.REPLACED);
    }
    witness.loginStarted(
        key.key(), login.identity(), credentials.accessKeyId(), credentials.expiration());
    return replaced;
  }

  /** Ends a login, unless another has taken its place; on return nothing of it is kept. */
  boolean end(Login login, DropReason reason) {
    return end(List.of(login), reason) > 0;
  }

  /**
   * Ends the logins whose key the condition holds for, and tells how many there were; on return
   * nothing of them is kept.
   */
  int end(Predicate<LoginKey> which, DropReason reason) {
    int gone =
        end(logins.values().stream().filter(login -> which.test(login.key())).toList(), reason);
    if (kept.isClosed()) {
      kept.keep();
    }
    return gone;
  }

  private int end(List<Login> ending, DropReason reason) {
    List<Login> gone = ending.stream().filter(login -> logins.remove(login.key(), login)).toList();
    gone.forEach(login -> ended.put(login.key(), reason));
    if (!gone.isEmpty()) {
      kept.keep();
    }
    gone.forEach(login -> dispose(login, reason));
    return gone.size();
  }

  /** What a person has to do about a login that does not hold. */
  Problem need(LoginKey key, ProfileName profile) {
    DropReason reason = logins.containsKey(key) ? DropReason.EXPIRED : ended.get(key);
    return switch (reason) {
      case EXPIRED -> Sentences.loginEnded(profile);
      case REFUSED_BY_AWS -> Sentences.loginRefused(profile);
      case null, default -> Sentences.loginNeeded(profile);
    };
  }

  /** Whether a login ends so soon that a person had better log in again. */
  boolean endsSoon(Login login) {
    Lifetime life = login.held().life();
    Duration quarter = life.length().dividedBy(4);
    Duration warning = quarter.compareTo(WARNING) < 0 ? quarter : WARNING;
    return life.remaining(clocks.wallMillis(), clocks.bootMillis()) <= warning.toMillis();
  }

  /** Works every moment out again after the wall clock was set. */
  void reckon(long wallNow, long bootNow) {
    logins.values().forEach(login -> login.held().reckon(wallNow, bootNow));
  }

  /** Ends what is over; true when anything was. */
  boolean endTheExpired(long wallNow, long bootNow) {
    List<Login> over =
        logins.values().stream()
            .filter(login -> login.held().life().isOver(wallNow, bootNow))
            .toList();
    return end(over, DropReason.EXPIRED) > 0;
  }

  /** Obeys a change of mind about whether logins are kept. */
  void keepAsWanted() {
    kept.heed();
  }

  /** The logins that end soon and have not been returned here before. */
  Collection<Login> dueForWarning() {
    return all().stream().filter(login -> endsSoon(login) && warned.add(login)).toList();
  }

  /** Lets go of every login; what is kept of them stays for the next daemon. */
  void close() {
    List<Login> all = new ArrayList<>();
    kept.close(() -> {
      all.addAll(logins.values());
      logins.clear();
    });
    all.forEach(login -> dispose(login, DropReason.DAEMON_ENDED));
  }

  private void dispose(Login login, DropReason reason) {
    warned.remove(login);
    disposal.add(login.held());
    witness.loginDropped(
        login.key().key(), login.identity(), login.credentials().accessKeyId(), reason);
  }
}
