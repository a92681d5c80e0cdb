package dev.jvc.daemon.vending;

import dev.jvc.daemon.credential.CallerIdentity;
import dev.jvc.daemon.credential.SessionCredentials;

/** A login session that a person obtained. */
record Login(LoginKey key, Held held) {

  SessionCredentials credentials() {
    return held.credentials();
  }

  CallerIdentity identity() {
    return held.credentials().identity();
  }
}
