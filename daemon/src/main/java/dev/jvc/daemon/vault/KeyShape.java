package dev.jvc.daemon.vault;

import dev.jvc.daemon.credential.AccessKeyId;
import dev.jvc.daemon.credential.BaseKey;
import dev.jvc.daemon.credential.Problem;
import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.Secret;
import java.util.Arrays;

/**
 * Tells a long-term access key from what people type instead.
 *
 * <p>Ids of long-term keys start with {@code AKIA}, of temporary ones with {@code ASIA} (IAM User
 * Guide, "IAM identifiers", unique ID prefixes); secrets have 40 characters of the base64 alphabet.
 */
public final class KeyShape {

  private static final int SECRET_LENGTH = 40;

  private KeyShape() {}

  /**
   * The key that an id and a secret make, surrounding blanks ignored; both are wiped.
   *
   * @throws ProblemException saying what is wrong, without repeating either
   */
  public static BaseKey key(Secret id, Secret secret) throws ProblemException {
    try (id;
        secret) {
      if (looksLikeSecret(id) && looksLikeId(secret)) {
        throw bad("the access key id and the secret access key are swapped: give the id first");
      }
      AccessKeyId checked = id(id);
      Secret stripped = strip(secret);
      if (!looksLikeSecret(stripped)) {
        int length = stripped.length();
        stripped.close();
        throw bad(
            length == SECRET_LENGTH
                ? "the secret access key holds a character that no secret access key has: copy it again"
                : "a secret access key has 40 characters, and this one has "
                    + length
                    + ": copy it again");
      }
      return new BaseKey(checked, stripped);
    }
  }

  /**
   * The id of a long-term key, which is left open.
   *
   * @throws ProblemException when it is anything else
   */
  public static AccessKeyId id(Secret typed) throws ProblemException {
    String text = typed.revealString().strip();
    if (text.matches("ASIA[A-Z0-9]{12,124}")) {
      throw bad("a temporary key (ASIA…) cannot be stored: give a long-term key (AKIA…)");
    }
    if (!text.matches("AKIA[A-Z0-9]{12,124}")) {
      throw bad("not an access key id: it starts with AKIA and has 20 letters and digits");
    }
    return new AccessKeyId(text);
  }

  private static boolean looksLikeId(Secret secret) {
    return secret.revealString().strip().matches("AKIA[A-Z0-9]{12,124}");
  }

  private static boolean looksLikeSecret(Secret secret) {
    try (Secret stripped = strip(secret)) {
      return stripped.reveal(bytes -> {
        boolean shaped = bytes.length == SECRET_LENGTH;
        for (byte b : bytes) {
          shaped &=
              (b >= 'A' && b <= 'Z')
                  || (b >= 'a' && b <= 'z')
                  || (b >= '0' && b <= '9')
                  || b == '/'
                  || b == '+'
                  || b == '=';
        }
        return shaped;
      });
    }
  }

  private static Secret strip(Secret secret) {
    return secret.reveal(bytes -> {
      int from = 0;
      int to = bytes.length;
      while (from < to && bytes[from] <= ' ' && bytes[from] >= 0) {
        from++;
      }
      while (to > from && bytes[to - 1] <= ' ' && bytes[to - 1] >= 0) {
        to--;
      }
      return Secret.owning(Arrays.copyOfRange(bytes, from, to));
    });
  }

  private static ProblemException bad(String message) {
    return new ProblemException(Problem.of(ProblemCode.BAD_REQUEST, message));
  }
}
