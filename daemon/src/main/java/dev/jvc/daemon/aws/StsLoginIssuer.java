package dev.jvc.daemon.aws;

import dev.jvc.daemon.credential.BaseKey;
import dev.jvc.daemon.credential.CallerIdentity;
import dev.jvc.daemon.credential.IssueException;
import dev.jvc.daemon.credential.LoginRequest;
import dev.jvc.daemon.credential.MfaCode;
import dev.jvc.daemon.credential.RoleRequest;
import dev.jvc.daemon.credential.SessionCredentials;
import dev.jvc.daemon.credential.StsEndpoint;
import dev.jvc.daemon.vault.LoginIssuer;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;
import software.amazon.awssdk.services.sts.model.GetSessionTokenRequest;

/**
 * The calls to STS that the vault process makes, all of them with a base key.
 *
 * <p>A call that carries an MFA code is made exactly once: AWS takes each code once, and after a
 * broken connection nobody knows whether it did.
 */
public final class StsLoginIssuer implements LoginIssuer, AutoCloseable {

  private final StsCalls calls;

  /**
   * @param environment where {@code AWS_CA_BUNDLE} and the proxy variables are looked up
   */
  public StsLoginIssuer(Map<String, String> environment, InstantSource clock) {
    this.calls = new StsCalls(environment, clock, StsCalls.TOTAL);
  }

  @Override
  public CallerIdentity identity(BaseKey key, StsEndpoint sts) throws IssueException {
    Subject subject = Subject.baseKey(key.id(), null, null, sts);
    GetCallerIdentityRequest call =
        GetCallerIdentityRequest.builder().overrideConfiguration(madeWith(key)).build();
    GetCallerIdentityResponse answer =
        calls.make(sts, true, subject, client -> client.getCallerIdentity(call));
    if (Answers.isBlank(answer.account()) || Answers.isBlank(answer.arn())) {
      throw Answers.incomplete(subject);
    }
    return new CallerIdentity(answer.account(), answer.arn());
  }

  @Override
  public SessionCredentials login(
      BaseKey key,
      LoginRequest request,
      @Nullable MfaCode code,
      StsEndpoint sts,
      CallerIdentity identity)
      throws IssueException {
    return switch (request) {
      case LoginRequest.SessionToken token -> sessionToken(key, token, code, sts, identity);
      case LoginRequest.DirectRole direct -> directRole(key, direct, code, sts);
    };
  }

  private SessionCredentials sessionToken(
      BaseKey key,
      LoginRequest.SessionToken request,
      @Nullable MfaCode code,
      StsEndpoint sts,
      CallerIdentity identity)
      throws IssueException {
    GetSessionTokenRequest.Builder call =
        GetSessionTokenRequest.builder()
            .durationSeconds(Math.toIntExact(request.duration().toSeconds()))
            .overrideConfiguration(madeWith(key));
    String serial = code == null ? null : request.mfaSerial();
    if (code != null) {
      call.serialNumber(serial).tokenCode(code.digits().revealString());
    }
    Subject subject = Subject.baseKey(key.id(), null, serial, sts);
    GetSessionTokenRequest built = call.build();
    return Answers.session(
        calls
            .make(sts, code == null, subject, client -> client.getSessionToken(built))
            .credentials(),
        identity,
        subject);
  }

  private SessionCredentials directRole(
      BaseKey key, LoginRequest.DirectRole request, @Nullable MfaCode code, StsEndpoint sts)
      throws IssueException {
    RoleRequest role = request.role();
    AssumeRoleRequest.Builder call =
        Answers.request(role, role.duration()).overrideConfiguration(madeWith(key));
    String serial = code == null ? null : request.mfaSerial();
    if (code != null) {
      call.serialNumber(serial).tokenCode(code.digits().revealString());
    }
    Subject subject = Subject.baseKey(key.id(), role.role(), serial, sts);
    AssumeRoleRequest built = call.build();
    return Answers.session(
        calls.make(sts, code == null, subject, client -> client.assumeRole(built)), subject);
  }

  private static AwsRequestOverrideConfiguration madeWith(BaseKey key) {
    return AwsRequestOverrideConfiguration.builder()
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(key.id().value(), key.secret().revealString())))
        .build();
  }

  @Override
  public void close() {
    calls.close();
  }
}
