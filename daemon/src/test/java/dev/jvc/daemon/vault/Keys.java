package dev.jvc.daemon.vault;

import dev.jvc.daemon.credential.AccessKeyId;
import dev.jvc.daemon.credential.BaseKey;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.credential.Secret;
import java.util.Locale;

/** Well-formed keys for tests, told apart by a number. */
public final class Keys {

  private Keys() {}

  public static BaseKey key(int number) {
    return new BaseKey(
        new AccessKeyId("AKIA%016d".formatted(number)), Secret.ofString(secretOf(number)));
  }

  /** The number of the key under a name, which must be one that {@link #key} made, as a whole. */
  public static int numberIn(SecretStore store, ProfileName name) throws ProblemException {
    try (BaseKey key = store.read(name)) {
      int number = Integer.parseInt(key.id().value().substring(4));
      if (!key.secret().revealString().equals(secretOf(number))) {
        throw new AssertionError("id and secret are of different keys");
      }
      return number;
    }
  }

  /** The secret of the key with a number. */
  static String secretOf(int number) {
    return String.format(Locale.ROOT, "wJalrXUtnFEMI/K7MDENG+%018d", number);
  }
}
