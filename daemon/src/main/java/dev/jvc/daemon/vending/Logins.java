package dev.jvc.daemon.vending;

import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.credential.SessionCredentials;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Hands out the tickets that vault processes work under, and takes the sessions they deposit.
 *
 * <p>A ticket is good for one deposit, for {@link #TICKET_LIFE}, and while the process that asked
 * for it lives.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class Logins {

  /** How long a person may take over passphrase, PIN and MFA code. */
  public static final Duration TICKET_LIFE = Duration.ofMinutes(10);

  Logins() {}

  /**
   * Opens a task.
   *
   * @throws ProblemException {@code LoginInProgress} when another living process is logging in to
   *     the same key; {@code UnknownProfile}, {@code BadProfile} or {@code BadConfiguration} when
   *     the profile leads to no login; {@code BadRequest} when the duration is out of bounds or the
   *     process does not exist
   */
  public TaskAnswer open(TaskRequest request) throws ProblemException {
    throw new UnsupportedOperationException();
  }

  /**
   * The task that a ticket stands for.
   *
   * @throws ProblemException {@code TicketUnknown} when it was used, given up or never issued
   */
  public Task task(String ticket) throws ProblemException {
    throw new UnsupportedOperationException();
  }

  /**
   * Takes the session of a login, which then belongs to this object; the ticket is used up.
   *
   * @throws ProblemException {@code TicketUnknown}; {@code BadRequest} when the task is no login;
   *     {@code AwsUnexpected} when the session has ended, lasts longer than asked for or belongs to
   *     another account, and then the ticket can still be used
   */
  public Deposited deposit(String ticket, SessionCredentials session) throws ProblemException {
    throw new UnsupportedOperationException();
  }

  /**
   * Ends a task that changed a stored key: every login and session made from the old key is
   * dropped; the ticket is used up.
   *
   * @return how many logins and sessions were dropped
   * @throws ProblemException {@code TicketUnknown}; {@code BadRequest} when the task is a login
   */
  public int keyChanged(String ticket) throws ProblemException {
    throw new UnsupportedOperationException();
  }

  /** Gives a ticket back; one that is unknown is ignored. */
  public void giveUp(String ticket) {
    throw new UnsupportedOperationException();
  }

  /**
   * A login that was accepted.
   *
   * @param serves every profile that it provides for, sorted
   */
  public record Deposited(ProfileName profile, Instant expiration, List<ProfileName> serves) {

    public Deposited {
      serves = List.copyOf(serves);
    }
  }
}
