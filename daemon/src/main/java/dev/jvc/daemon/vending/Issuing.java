package dev.jvc.daemon.vending;

import dev.jvc.daemon.credential.IssueException;
import dev.jvc.daemon.credential.IssueException.Kind;
import dev.jvc.daemon.credential.Problem;
import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.RoleRequest;
import dev.jvc.daemon.credential.SessionCredentials;
import dev.jvc.daemon.credential.StsEndpoint;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** One call to AWS: never too many at a time, timed, its answer checked, its outcome reported. */
final class Issuing {

  /** How many calls may be under way at a time. */
  private static final int CONCURRENT_CALLS = 32;

  private final SessionIssuer issuer;
  private final IdentityChecker identities;
  private final Witness witness;
  private final Clocks clocks;
  private final Semaphore places = new Semaphore(CONCURRENT_CALLS);

  private volatile boolean reachable = true;

  Issuing(SessionIssuer issuer, IdentityChecker identities, Witness witness, Clocks clocks) {
    this.issuer = issuer;
    this.identities = identities;
    this.witness = witness;
    this.clocks = clocks;
  }

  private interface Call<T> {
    T make() throws IssueException;
  }

  /** A role session that is what was asked for. */
  SessionCredentials assumeRole(SessionCredentials parent, RoleRequest request, StsEndpoint sts)
      throws IssueException {
    return timed(
        "AssumeRole",
        request,
        () -> {
          SessionCredentials issued = issuer.assumeRole(parent, request, sts);
          Problem wrong = IssuedCheck.role(issued, request, clocks.now()).orElse(null);
          if (wrong != null) {
            issued.close();
            throw new IssueException(Kind.TRANSIENT, wrong);
          }
          return issued;
        });
  }

  IdentityChecker.Identity identity(SessionCredentials session, StsEndpoint sts)
      throws IssueException {
    return timed("GetCallerIdentity", null, () -> identities.identity(session, sts));
  }

  /** False when the newest call got no answer, or one that was not AWS's. */
  boolean reachable() {
    return reachable;
  }

  private <T> T timed(String operation, @Nullable RoleRequest request, Call<T> call)
      throws IssueException {
    places.acquireUninterruptibly();
    long start = System.nanoTime();
    Kind failure = Kind.TRANSIENT;
    boolean failed = true;
    try {
      T answer = call.make();
      reachable = true;
      failed = false;
      return answer;
    } catch (IssueException refused) {
      failure = refused.kind();
      ProblemCode code = refused.problem().code();
      reachable = code != ProblemCode.AWS_UNREACHABLE && code != ProblemCode.AWS_UNEXPECTED;
      throw refused;
    } finally {
      places.release();
      witness.awsCalled(
          operation,
          request == null ? null : request.role(),
          failed ? failure : null,
          Duration.ofNanos(System.nanoTime() - start));
    }
  }
}
