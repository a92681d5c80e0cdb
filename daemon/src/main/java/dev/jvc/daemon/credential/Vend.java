package dev.jvc.daemon.credential;

/** The outcome of asking for a profile's credentials. */
public sealed interface Vend {

  /** Credentials with enough life left to be worth having. */
  record Granted(Grant grant) implements Vend {}

  /** Only a person can go on, by logging in: trying again by itself is useless. */
  record NeedsPerson(Problem problem) implements Vend {}

  /** The profile, the caller's rights or AWS's policy rule it out. */
  record Denied(Problem problem) implements Vend {}

  /** Nothing to serve at the moment; a later try may succeed. */
  record Unavailable(Problem problem) implements Vend {}
}
