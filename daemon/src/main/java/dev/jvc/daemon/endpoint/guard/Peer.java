package dev.jvc.daemon.endpoint.guard;

/** Whose the other end of a connection is. */
public enum Peer {
  /** This user's. */
  OURS,
  /** Another user's, or one that this network namespace does not know. */
  FOREIGN,
  /** Nobody's any more: the client has hung up. */
  GONE
}
