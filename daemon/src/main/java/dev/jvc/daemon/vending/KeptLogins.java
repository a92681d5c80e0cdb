package dev.jvc.daemon.vending;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

/** Has the keeper keep the logins that hold, neither fewer nor more, and takes over kept ones. */
final class KeptLogins {

  private static final System.Logger LOG = System.getLogger(KeptLogins.class.getPackageName());

  private final LoginKeeper keeper;
  private final Supplier<Collection<Login>> logins;
  private final Clocks clocks;
  private boolean wanted;
  private boolean closed;

  /**
   * @param logins the logins that hold at the moment of asking
   */
  KeptLogins(LoginKeeper keeper, Supplier<Collection<Login>> logins, Clocks clocks) {
    this.keeper = keeper;
    this.logins = logins;
    this.clocks = clocks;
    this.wanted = keeper.wanted();
  }

  /** The logins that a daemon before this one kept and whose time is not over. */
  synchronized List<Login> takeOver(DocumentRenderer renderer) {
    if (!wanted) {
      keeper.forget();
      return List.of();
    }
    byte[] document = keeper.kept().orElse(null);
    if (document == null) {
      return List.of();
    }
    try {
      List<Login> good =
          LoginDocument.read(document, renderer, clocks).stream()
              .filter(
                  login -> !login.held().life().isOver(clocks.wallMillis(), clocks.bootMillis()))
              .toList();
      good.forEach(login ->
          LOG.log(
              Level.INFO,
              () ->
                  "login to key "
                      + login.key().key()
                      + " as "
                      + login.identity().arn()
                      + " holds on until "
                      + login.credentials().expiration()));
      return good;
    } catch (LoginDocument.MalformedException malformed) {
      LOG.log(
          Level.INFO,
          () -> "the logins of the daemon before are dropped: " + malformed.getMessage());
      keeper.forget();
      return List.of();
    } finally {
      Arrays.fill(document, (byte) 0);
    }
  }

  /** Keeps what holds now; called after each change, and whoever comes last sees them all. */
  synchronized void keep() {
    List<Login> present = List.copyOf(logins.get());
    if (!wanted || closed || present.isEmpty()) {
      // A change that comes after closing cannot be written down: which logins there were is gone.
      keeper.forget();
      return;
    }
    long now = clocks.bootMillis();
    long life =
        present.stream().mapToLong(login -> login.held().life().endsBoot() - now).max().orElse(0);
    byte[] document = LoginDocument.write(present);
    try {
      keeper.keep(document, Duration.ofMillis(Math.max(life, 0)));
    } finally {
      Arrays.fill(document, (byte) 0);
    }
  }

  /** Obeys a change of mind about whether logins are kept. */
  synchronized void heed() {
    if (!closed && wanted != keeper.wanted()) {
      wanted = !wanted;
      keep();
    }
  }

  /** Lets go of the logins while what is kept of them stays. */
  synchronized void close(Runnable letGo) {
    closed = true;
    letGo.run();
  }

  synchronized boolean isClosed() {
    return closed;
  }
}
