package dev.jvc.daemon.vending;

import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.credential.Secret;
import java.time.Instant;

/** What a client that asks for a task is told. */
public sealed interface TaskAnswer {

  /** Go ahead: start the vault process with this ticket. */
  final class Ticketed implements TaskAnswer {

    private final Secret ticket;
    private final Task task;

    Ticketed(Secret ticket, Task task) {
      this.ticket = ticket;
      this.task = task;
    }

    /** 256 random bits in base64url. */
    public Secret ticket() {
      return ticket;
    }

    public Task task() {
      return task;
    }

    @Override
    public String toString() {
      return "ticket for " + task;
    }
  }

  /** Nothing to do: the present login is good for a while. */
  record LoggedIn(ProfileName profile, ProfileName key, Instant until) implements TaskAnswer {}
}
