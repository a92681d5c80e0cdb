package dev.jvc.daemon.vending;

import dev.jvc.daemon.credential.IssueException;
import dev.jvc.daemon.credential.IssueException.Kind;
import dev.jvc.daemon.credential.Problem;
import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.RoleRequest;
import dev.jvc.daemon.credential.SessionCredentials;
import dev.jvc.daemon.credential.StsEndpoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** An STS that answers as told and remembers what it was asked. */
final class ScriptedAws implements SessionIssuer, IdentityChecker {

  private final ManualTime time;
  private final List<Call> calls = Collections.synchronizedList(new ArrayList<>());
  private volatile Behaviour behaviour;

  /** One call, with the bearer it was made as. */
  record Call(String role, String parent) {}

  /** What happens to a call. */
  @FunctionalInterface
  interface Behaviour {
    SessionCredentials answer(SessionCredentials parent, RoleRequest request)
        throws IssueException, InterruptedException;
  }

  ScriptedAws(ManualTime time) {
    this.time = time;
    this.behaviour = this::issue;
  }

  /** A good answer: the role asked for, for as long as asked. */
  SessionCredentials issue(SessionCredentials parent, RoleRequest request) {
    return issue(request, request.chainedDuration());
  }

  SessionCredentials issue(RoleRequest request, Duration length) {
    return Samples.session(Samples.bearer(request), time.instant().plus(length));
  }

  void behave(Behaviour next) {
    behaviour = next;
  }

  void recover() {
    behaviour = this::issue;
  }

  void fail(Kind kind, ProblemCode code, String message) {
    behaviour =
        (parent, request) -> {
          throw new IssueException(kind, Problem.of(code, message));
        };
  }

  void goDown() {
    fail(Kind.TRANSIENT, ProblemCode.AWS_UNREACHABLE, "AWS cannot be reached: try again later");
  }

  List<Call> calls() {
    return calls;
  }

  @Override
  public SessionCredentials assumeRole(
      SessionCredentials parent, RoleRequest request, StsEndpoint sts) throws IssueException {
    calls.add(new Call(request.role().roleName(), parent.identity().arn()));
    // A call with wiped credentials would be a defect, so read them as the real issuer does.
    if (parent.secretAccessKey().revealString().isEmpty()) {
      throw new IllegalStateException("no secret");
    }
    return answer(parent, request);
  }

  @Override
  public Identity identity(SessionCredentials session, StsEndpoint sts) throws IssueException {
    answer(session, Samples.role("unused"));
    return new Identity(session.identity().accountId(), session.identity().arn(), "AROA:me");
  }

  private SessionCredentials answer(SessionCredentials parent, RoleRequest request)
      throws IssueException {
    try {
      return behaviour.answer(parent, request);
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }
}
