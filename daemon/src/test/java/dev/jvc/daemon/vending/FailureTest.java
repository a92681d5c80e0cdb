package dev.jvc.daemon.vending;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jvc.daemon.credential.IssueException.Kind;
import dev.jvc.daemon.credential.Problem;
import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.vending.Failure.Attempt;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FailureTest {

  private static final long FAILED_AT = 1_000_000;

  @ParameterizedTest(name = "{0} {1} times: {2} may after {3} ms")
  @CsvSource({
    // kind, failures in a row, who asks, first moment at which a call may be made
    "TRANSIENT, 1, REQUEST, 500",
    "TRANSIENT, 2, REQUEST, 1000",
    "TRANSIENT, 5, REQUEST, 8000",
    "TRANSIENT, 9, REQUEST, 30000",
    "TRANSIENT, 9, RENEWAL, 30000",
    "TRANSIENT, 1, INSISTENT, 500",
    "TRANSIENT, 9, INSISTENT, 2000",
    "REFUSED, 1, REQUEST, 30000",
    "REFUSED, 9, REQUEST, 30000",
    "REFUSED, 1, INSISTENT, 30000",
    "REFUSED, 1, RENEWAL, 30000",
    "REFUSED, 3, RENEWAL, 120000",
    "REFUSED, 9, RENEWAL, 300000",
    "MFA_REJECTED, 1, REQUEST, 30000",
    "PARENT_EXPIRED, 3, REQUEST, 0",
    "PARENT_EXPIRED, 3, RENEWAL, 0",
    "KEY_REJECTED, 3, REQUEST, 0",
  })
  void aFailureHoldsTheNextCallUp(Kind kind, int inARow, Attempt attempt, long pause) {
    Problem problem = Problem.of(ProblemCode.AWS_UNREACHABLE, "why");
    Failure failure = Failure.of(kind, problem, inARow, FAILED_AT, 0.5);
    assertEquals(pause > 0, failure.blocks(attempt, FAILED_AT));
    assertEquals(pause > 0, failure.blocks(attempt, FAILED_AT + Math.max(pause - 1, 0)));
    assertEquals(false, failure.blocks(attempt, FAILED_AT + pause));
  }
}
