package dev.jvc.daemon.aws;

import dev.jvc.daemon.credential.IssueException;
import dev.jvc.daemon.credential.RoleRequest;
import dev.jvc.daemon.credential.SessionCredentials;
import dev.jvc.daemon.credential.StsEndpoint;
import dev.jvc.daemon.vending.IdentityChecker;
import dev.jvc.daemon.vending.SessionIssuer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/**
 * The calls to STS that the daemon makes, all of them with sessions.
 *
 * <p>Each is over within eight seconds, two of them for the connection, and is repeated once when
 * no connection came about.
 */
public final class StsIssuer implements SessionIssuer, IdentityChecker, AutoCloseable {

  private final StsCalls calls;

  /**
   * @param environment where {@code AWS_CA_BUNDLE} and the proxy variables are looked up
   */
  public StsIssuer(Map<String, String> environment, InstantSource clock) {
    this(environment, clock, StsCalls.TOTAL);
  }

  StsIssuer(Map<String, String> environment, InstantSource clock, Duration total) {
    this.calls = new StsCalls(environment, clock, total);
  }

  @Override
  public SessionCredentials assumeRole(
      SessionCredentials parent, RoleRequest request, StsEndpoint sts) throws IssueException {
    Subject subject = Subject.session(request.role(), sts);
    AssumeRoleRequest call =
        Answers.request(request, request.chainedDuration())
            .overrideConfiguration(madeWith(parent))
            .build();
    return Answers.session(
        calls.make(sts, true, subject, client -> client.assumeRole(call)), subject);
  }

  @Override
  public Identity identity(SessionCredentials session, StsEndpoint sts) throws IssueException {
    Subject subject = Subject.session(null, sts);
    GetCallerIdentityRequest call =
        GetCallerIdentityRequest.builder().overrideConfiguration(madeWith(session)).build();
    GetCallerIdentityResponse answer =
        calls.make(sts, true, subject, client -> client.getCallerIdentity(call));
    if (Answers.isBlank(answer.account())
        || Answers.isBlank(answer.arn())
        || Answers.isBlank(answer.userId())) {
      throw Answers.incomplete(subject);
    }
    return new Identity(answer.account(), answer.arn(), answer.userId());
  }

  private static AwsRequestOverrideConfiguration madeWith(SessionCredentials session) {
    return AwsRequestOverrideConfiguration.builder()
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsSessionCredentials.create(
                    session.accessKeyId().value(),
                    session.secretAccessKey().revealString(),
                    session.sessionToken().revealString())))
        .build();
  }

  @Override
  public void close() {
    calls.close();
  }
}
