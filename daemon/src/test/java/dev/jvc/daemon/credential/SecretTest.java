package dev.jvc.daemon.credential;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SecretTest {

  private static final String VALUE = "CANARY/ünïcode+secret";

  @Test
  void nothingThatHoldsASecretPrintsIt() {
    Secret secret = Secret.ofString(VALUE);
    BaseKey key = new BaseKey(new AccessKeyId("AKIAIOSFODNN7EXAMPLE"), secret);
    SessionCredentials session =
        new SessionCredentials(
            new AccessKeyId("ASIAIOSFODNN7EXAMPLE"),
            secret,
            secret,
            Instant.EPOCH,
            new CallerIdentity("111122223333", "arn:aws:iam::111122223333:user/me"));
    Grant grant = new Grant(session, VALUE.getBytes(UTF_8));

    for (Object holder :
        List.of(secret, key, session, grant, new Vend.Granted(grant), MfaCode.of("123456"))) {
      assertFalse(holder.toString().contains("CANARY"), holder.getClass().getName());
      assertFalse(holder.toString().contains("123456"), holder.getClass().getName());
    }
    assertFalse(key.toString().contains("AKIA"));
  }

  @Test
  void takingCharactersWipesThemAndKeepsTheirUtf8() {
    char[] typed = VALUE.toCharArray();

    try (Secret secret = Secret.taking(typed)) {
      assertArrayEquals(new char[VALUE.length()], typed);
      assertArrayEquals(VALUE.getBytes(UTF_8), secret.reveal(byte[]::clone));
    }
  }

  @Test
  void closingWipesTheBytesAndEndsReading() {
    byte[] bytes = VALUE.getBytes(UTF_8);
    Secret secret = Secret.owning(bytes);

    secret.close();

    assertArrayEquals(new byte[bytes.length], bytes);
    assertThrows(IllegalStateException.class, secret::revealString);
    assertThrows(IllegalStateException.class, () -> secret.reveal(byte[]::clone));
  }

  @Test
  void aCopyOutlivesItsOriginal() {
    Secret original = Secret.ofString(VALUE);
    Secret copy = original.copy();

    original.close();

    assertEquals(VALUE, copy.revealString());
  }

  @Test
  void secretsMatchByValueOnly() {
    assertTrue(Secret.ofString(VALUE).matches(Secret.ofString(VALUE)));
    assertFalse(Secret.ofString(VALUE).matches(Secret.ofString(VALUE + "x")));
    assertFalse(Secret.ofString(VALUE).matches(Secret.ofString("")));
  }
}
