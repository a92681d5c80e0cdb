package dev.jvc.daemon.store.secretservice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jvc.daemon.credential.Problem;
import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.vault.Sentences;
import java.util.concurrent.Callable;

/** What a call that must fail says. */
final class Failures {

  private Failures() {}

  static Problem of(ProblemCode code, Callable<?> call) {
    ProblemException failed = assertThrows(ProblemException.class, call::call);
    assertEquals(code, failed.problem().code(), failed.problem().message());
    Sentences.requireSentence(failed.problem().message());
    return failed.problem();
  }
}
