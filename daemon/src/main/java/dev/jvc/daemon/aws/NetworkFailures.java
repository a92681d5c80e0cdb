package dev.jvc.daemon.aws;

import dev.jvc.daemon.credential.IssueException;
import dev.jvc.daemon.credential.IssueException.Kind;
import dev.jvc.daemon.credential.Problem;
import dev.jvc.daemon.credential.ProblemCode;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;

/** The sentences for calls that got no answer of STS: none at all, or somebody else's. */
final class NetworkFailures {

  private NetworkFailures() {}

  /** What kept the SDK from an answer. */
  static IssueException of(Throwable failure, Subject subject) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException reason) {
        return ofReason(reason, subject);
      }
    }
    return notSts(subject, failure);
  }

  private static IssueException ofReason(IOException reason, Subject subject) {
    String host = subject.host();
    return switch (reason) {
      case BoundedHttpClient.NotStsException foreign -> notSts(subject, foreign);
      case UnknownHostException unknown ->
          unreachable(host + " cannot be found: check the network", unknown);
      case SSLException untrusted ->
          unreachable(
              "no trusted connection to "
                  + host
                  + ": if a proxy inspects it, name its certificates in AWS_CA_BUNDLE",
              untrusted);
      case SocketTimeoutException late -> late(host, late);
      default -> unreachable(host + " cannot be reached: check the network", reason);
    };
  }

  /** The time of the whole call is up. */
  static IssueException timedOut(Subject subject, Exception cause) {
    return late(subject.host(), cause);
  }

  private static IssueException late(String host, Exception cause) {
    return unreachable(host + " does not answer: check the network", cause);
  }

  /** This process gave the call up. */
  static IssueException interrupted(Subject subject, Exception cause) {
    return new IssueException(
        Kind.TRANSIENT,
        Problem.of(
            ProblemCode.CANCELLED, "the call to " + subject.host() + " was cut short: try again"),
        cause);
  }

  /** What answered is not STS: a sign-in page, half an answer, or an answer without the session. */
  static IssueException notSts(Subject subject, Throwable cause) {
    return new IssueException(
        Kind.TRANSIENT,
        Problem.of(
            ProblemCode.AWS_UNEXPECTED,
            "what answers as "
                + subject.host()
                + " is not sts: sign in to the network if it has a sign-in page,"
                + " or check the proxy"),
        cause);
  }

  /** A proxy or the CA bundle that the environment names is no good. */
  static IssueException badEnvironment(IllegalArgumentException cause) {
    return new IssueException(
        Kind.REFUSED,
        Problem.of(ProblemCode.BAD_CONFIGURATION, String.valueOf(cause.getMessage())),
        cause);
  }

  private static IssueException unreachable(String sentence, Exception cause) {
    return new IssueException(
        Kind.TRANSIENT, Problem.of(ProblemCode.AWS_UNREACHABLE, sentence), cause);
  }
}
