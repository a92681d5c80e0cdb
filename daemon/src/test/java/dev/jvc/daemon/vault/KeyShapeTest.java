package dev.jvc.daemon.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.daemon.credential.BaseKey;
import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.Secret;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class KeyShapeTest {

  private static final String ID = "AKIAIOSFODNN7EXAMPLE";
  private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

  @ParameterizedTest
  @CsvSource({
    ID + "," + SECRET,
    "' " + ID + " ',' " + SECRET + " '",
    "'" + ID + "\r','" + SECRET + "\t'",
    "AKIA0123456789AB," + SECRET,
    ID + ",abcdefghijklmnopqrstuvwxyz0123456789ABC+",
  })
  void aLongTermKeyIsTakenWithoutSurroundingBlanks(String id, String secret)
      throws ProblemException {
    Secret typedId = Secret.ofString(id);
    Secret typedSecret = Secret.ofString(secret);
    try (BaseKey key = KeyShape.key(typedId, typedSecret)) {
      assertEquals(id.strip(), key.id().value());
      assertEquals(secret.strip(), key.secret().revealString());
    }
    assertThrows(IllegalStateException.class, typedId::revealString);
    assertThrows(IllegalStateException.class, typedSecret::revealString);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        SECRET + " | " + ID + " | are swapped",
        "ASIAIOSFODNN7EXAMPLE | " + SECRET + " | a temporary key (ASIA…) cannot be stored",
        "'' | " + SECRET + " | not an access key id",
        "AKIA | " + SECRET + " | not an access key id",
        "akiaiosfodnn7example | " + SECRET + " | not an access key id",
        "AIDAIOSFODNN7EXAMPLE | " + SECRET + " | not an access key id",
        "AKIAIOSFODNN7EXAMPL! | " + SECRET + " | not an access key id",
        SECRET + " | " + SECRET + " | not an access key id",
        ID + " | '' | has 40 characters, and this one has 0",
        ID + " | " + ID + " | has 40 characters, and this one has 20",
        ID + " | " + SECRET + "X | has 40 characters, and this one has 41",
        ID + " | wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLE KEY | and this one has 41",
        ID + " | wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEK*Y | holds a character",
        ID + " | wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKé | holds a character",
      })
  void whatPeopleTypeInsteadIsNamedAndNotRepeated(String id, String secret, String what) {
    ProblemException refused =
        assertThrows(
            ProblemException.class,
            () -> KeyShape.key(Secret.ofString(id), Secret.ofString(secret)));

    String message = refused.problem().message();
    assertEquals(ProblemCode.BAD_REQUEST, refused.problem().code());
    assertTrue(message.contains(what), message);
    Sentences.requireSentence(message);
    for (String typed : new String[] {id, secret}) {
      assertFalse(typed.length() > 4 && message.contains(typed), message);
    }
  }
}
