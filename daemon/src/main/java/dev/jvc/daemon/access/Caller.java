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
   * @param peerPort the client's end of the connection, from which its processes can be found
   */
  record TokenBearer(
      ProfileName profile, TokenKind kind, @Nullable ProcessIdentity process, int peerPort)
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
   * @param peerPort the client's end of the connection, from which its processes can be found
   */
  record OwnProgram(ProfileName profile, int peerPort) implements Caller {

    @Override
    public boolean mayHave(ProfileName wanted) {
      return profile.equals(wanted);
    }
  }

  /** This user, through the control socket, which nobody else can open. */
  record Owner() implements Caller {

    @Override
    public boolean mayHave(ProfileName wanted) {
      return true;
    }
  }
}
