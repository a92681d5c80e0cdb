package dev.jvc.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import software.amazon.awssdk.services.sts.model.StsException;

/** Calls that STS must refuse; each returns the message of the refusal. */
final class Refused {
  private Refused() {}

  static String accessDenied(Runnable call) {
    return refused(call, 403, "AccessDenied");
  }

  static String validation(Runnable call) {
    return refused(call, 400, "ValidationError");
  }

  private static String refused(Runnable call, int status, String code) {
    StsException refused = assertThrows(StsException.class, call::run);
    assertEquals(code, refused.awsErrorDetails().errorCode());
    assertEquals(status, refused.statusCode());
    return refused.awsErrorDetails().errorMessage();
  }
}
