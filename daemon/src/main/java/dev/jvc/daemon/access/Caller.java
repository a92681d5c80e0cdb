package dev.jvc.daemon.access;

import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.platform.ProcessIdentity;
import org.jspecify.annotations.Nullable;

/** What is known of whoever asks for credentials, and which profiles that entitles them to. */
public sealed interface Caller {

  /** Whether this caller may have the profile's credentials at all. */
  boolean mayHave(ProfileName profile);

  /**
   * A program on loopback that showed a client token.
   *
   * @param profile the only profile the token is good for
   * @param process the process a child token was issued to; null for a standing token
   * @param connection by which the program can be found
   */
  record TokenBearer(
      ProfileName profile, TokenKind kind, @Nullable ProcessIdentity process, Connection connection)
      implements Caller {

    @Override
    public boolean mayHave(ProfileName wanted) {
      return profile.equals(wanted);
    }
  }

  /**
   * A program of this user on a listener that serves one profile and asks for no client token.
   *
   * @param profile the only profile that the listener serves
   * @param connection by which the program can be found
   */
  record OwnProgram(ProfileName profile, Connection connection) implements Caller {

    @Override
    public boolean mayHave(ProfileName wanted) {
      return profile.equals(wanted);
    }
  }

  /**
   * This user, through the control socket, which nobody else can open.
   *
   * @param way what the credentials are for, as the client says
   * @param pid the process that they are for, as the client says; 0 when it does not
   */
  record Owner(Way way, long pid) implements Caller {

    @Override
    public boolean mayHave(ProfileName wanted) {
      return true;
    }
  }

  /** Credentials are fetched ahead of time, or to see whether there are any. */
  record Nobody() implements Caller {

    @Override
    public boolean mayHave(ProfileName wanted) {
      return true;
    }
  }
}
