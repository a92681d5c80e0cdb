package dev.jvc.daemon.vending;

import dev.jvc.daemon.access.ProcessLiveness;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.Secret;
import dev.jvc.daemon.platform.ProcessIdentity;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The tickets that are out.
 *
 * <p>Only their hashes are kept, so that looking one up takes the same time whatever is guessed and
 * nothing in memory can be used as one.
 */
final class Tickets {

  /** More than anybody has terminals. */
  static final int MAXIMUM = 64;

  private static final int BYTES = 32;

  private final ProcessLiveness processes;
  private final Clocks clocks;
  private final Duration life;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, Ticket> byHash = new HashMap<>();

  /**
   * A task that is being worked on.
   *
   * @param login the login it is about, or null when it is about the key itself
   * @param asker the process that it dies with
   * @param endsAt in milliseconds of the boot clock
   */
  record Ticket(Task task, @Nullable LoginKey login, ProcessIdentity asker, long endsAt) {}

  Tickets(ProcessLiveness processes, Clocks clocks, Duration life) {
    this.processes = processes;
    this.clocks = clocks;
    this.life = life;
  }

  /**
   * Makes a ticket; whatever the same process held for the same login is given up.
   *
   * @throws ProblemException {@code LoginInProgress} when another process has one for this login;
   *     {@code TooManyRequests} when too many are out
   */
  synchronized Secret issue(Task task, @Nullable LoginKey login, ProcessIdentity asker)
      throws ProblemException {
    dropTheDead();
    if (login != null) {
      byHash.values().removeIf(each -> login.equals(each.login()) && asker.equals(each.asker()));
      for (Ticket other : byHash.values()) {
        if (login.equals(other.login())) {
          throw new ProblemException(Sentences.loginInProgress(task.key(), other.asker().pid()));
        }
      }
    }
    if (byHash.size() >= MAXIMUM) {
      throw new ProblemException(Sentences.tooManyTickets());
    }
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    String text = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    byHash.put(hash(text), new Ticket(task, login, asker, clocks.bootMillis() + life.toMillis()));
    return Secret.ofString(text);
  }

  /** The ticket with this text, if it is still good. */
  synchronized Optional<Ticket> find(String text) {
    dropTheDead();
    return Optional.ofNullable(byHash.get(hash(text)));
  }

  /** Uses a ticket up; false when somebody else was quicker. */
  synchronized boolean use(String text, Ticket ticket) {
    return byHash.remove(hash(text), ticket);
  }

  /** Takes back the tickets that the condition holds for. */
  synchronized void revoke(Predicate<Ticket> which) {
    byHash.values().removeIf(which);
  }

  synchronized void remove(String text) {
    byHash.remove(hash(text));
  }

  synchronized void dropTheDead() {
    long now = clocks.bootMillis();
    byHash
        .values()
        .removeIf(ticket ->
            now >= ticket.endsAt()
                || processes.find(ticket.asker().pid()).filter(ticket.asker()::equals).isEmpty());
  }

  private static String hash(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
