package dev.jvc.daemon.vault;

import dev.jvc.daemon.credential.BaseKey;
import dev.jvc.daemon.credential.CallerIdentity;
import dev.jvc.daemon.credential.IssueException;
import dev.jvc.daemon.credential.LoginRequest;
import dev.jvc.daemon.credential.MfaCode;
import dev.jvc.daemon.credential.SessionCredentials;
import dev.jvc.daemon.credential.StsEndpoint;
import org.jspecify.annotations.Nullable;

/** The calls to AWS that a base key is used for. */
public interface LoginIssuer extends AutoCloseable {

  /** {@code GetCallerIdentity}: whose key this is. */
  CallerIdentity identity(BaseKey key, StsEndpoint sts) throws IssueException;

  /**
   * The one call of a login; never repeated with the same code once AWS has answered.
   *
   * @param code null exactly when the request names no MFA device
   * @param identity whom the key belongs to, which {@code GetSessionToken} does not say
   */
  SessionCredentials login(
      BaseKey key,
      LoginRequest request,
      @Nullable MfaCode code,
      StsEndpoint sts,
      CallerIdentity identity)
      throws IssueException;

  /** Ends what connects to AWS. */
  @Override
  void close();
}
