package dev.jvc.daemon.vault;

import dev.jvc.daemon.credential.BaseKey;
import dev.jvc.daemon.credential.CallerIdentity;
import dev.jvc.daemon.credential.IssueException;
import dev.jvc.daemon.credential.LoginRequest;
import dev.jvc.daemon.credential.Problem;
import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.credential.SessionCredentials;
import dev.jvc.daemon.keys.KeyEntry;

/** {@code jvcd vault login}: key, MFA code, one call, deposit. */
final class LoginTask {

  private final Stores stores;
  private final KeyCatalog catalog;
  private final KeyOwner owner;
  private final MfaCodes codes;
  private final LoginIssuers issuers;

  LoginTask(
      Stores stores, KeyCatalog catalog, KeyOwner owner, MfaCodes codes, LoginIssuers issuers) {
    this.stores = stores;
    this.catalog = catalog;
    this.owner = owner;
    this.codes = codes;
    this.issuers = issuers;
  }

  void run(Task.Login task, DaemonClient daemon)
      throws ProblemException, DaemonUnreachableException {
    try (LoginIssuer issuer = issuers.with(task.aws().environment());
        SecretStore store = stores.open(task.store());
        BaseKey key = readAndLock(store, task.key())) {
      // Asked before the MFA code, whose life is short.
      CallerIdentity identity = owner.of(task, store.name(), key, issuer);
      try (SessionCredentials session = session(task, key, identity, issuer)) {
        daemon.deposit(session);
      }
    }
  }

  /** What unlocked the store is not needed while the person looks for the MFA device. */
  private BaseKey readAndLock(SecretStore store, ProfileName name) throws ProblemException {
    try (store) {
      return store.read(name);
    } catch (ProblemException missing) {
      throw missing.problem().code() == ProblemCode.KEY_MISSING
          ? catalog
              .stored(name)
              .filter(entry -> !entry.store().equals(store.name()))
              .map(entry -> elsewhere(entry, store.name(), missing))
              .orElse(missing)
          : missing;
    }
  }

  /** The configuration names one store, and the key is in another. */
  private static ProblemException elsewhere(
      KeyEntry entry, String store, ProblemException missing) {
    return new ProblemException(
        new Problem(
            ProblemCode.KEY_MISSING,
            "the key of "
                + entry.name()
                + " is in the "
                + entry.store()
                + " store, but jvc.yaml names the "
                + store
                + " store for it: move it, or correct jvc.yaml",
            "jvc move " + entry.name().shellWord() + " --to " + store),
        missing);
  }

  private SessionCredentials session(
      Task.Login task, BaseKey key, CallerIdentity identity, LoginIssuer issuer)
      throws ProblemException {
    LoginRequest request = task.request();
    String mfaSerial = request.mfaSerial();
    if (mfaSerial != null) {
      return codes.session(
          mfaSerial, code -> issuer.login(key, request, code, task.aws().sts(), identity));
    }
    try {
      return issuer.login(key, request, null, task.aws().sts(), identity);
    } catch (IssueException failed) {
      throw new ProblemException(failed.problem(), failed);
    }
  }
}
