package dev.jvc.daemon.vault;

import dev.jvc.daemon.credential.BaseKey;
import dev.jvc.daemon.credential.Problem;
import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.credential.Secret;
import dev.jvc.daemon.json.JsonException;
import dev.jvc.daemon.json.JsonObject;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What aws-vault keeps in its stores, whichever store it is.
 *
 * <p>Base keys, sessions and single sign-on tokens lie side by side; only their names tell them
 * apart ({@code vault/sessionkeyring.go}, {@code vault/oidctokenkeyring.go}). Most stores hold the
 * item of its keyring library as JSON: {@code {"Key":"<name>","Data":"<base64 of the payload>",…}}.
 * The payload of a base key is {@code {"AccessKeyID":…,"SecretAccessKey":…}}; other members are
 * ignored, because they differ between versions.
 */
public final class AwsVaultItem {

  /** {@code TYPE,PROFILE,MFA,EXPIRY}, the middle two in base64url. */
  private static final Pattern SESSION = Pattern.compile("[^,]+,[^,]+,[^,]*,[0-9]+");

  /** How earlier versions named sessions. */
  private static final Pattern OLD_SESSION =
      Pattern.compile("session:.*:.*:[0-9]+|.* session \\([0-9]+\\)", Pattern.DOTALL);

  private static final String TOKEN_PREFIX = "oidc:";

  private AwsVaultItem() {}

  /** The profile whose base key lies under a name; empty for everything that is not a base key. */
  public static Optional<ProfileName> profile(String key) {
    if (key.startsWith(TOKEN_PREFIX)
        || SESSION.matcher(key).matches()
        || OLD_SESSION.matcher(key).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new ProfileName(key));
    } catch (IllegalArgumentException nobodysName) {
      return Optional.empty();
    }
  }

  /**
   * The base key in an item.
   *
   * @param item the JSON of the keyring library, which stays the caller's
   * @param where the item's place as messages show it
   * @return to be closed by the caller
   * @throws ProblemException {@code KeyMissing} when this is no item of aws-vault, or one of
   *     another name; {@code StoreFailed} when it holds no long-term key
   */
  public static BaseKey unwrap(Secret item, ProfileName name, String where)
      throws ProblemException {
    String data;
    try {
      JsonObject wrapper = item.reveal(AwsVaultItem::parsed).orElseThrow(() -> notAnItem(where));
      if (!name.value().equals(wrapper.optionalString("Key"))) {
        throw notAnItem(where);
      }
      data = wrapper.string("Data");
    } catch (JsonException otherwise) {
      throw notAnItem(where);
    }
    byte[] payload;
    try {
      payload = Base64.getDecoder().decode(data);
    } catch (IllegalArgumentException malformed) {
      throw damaged(where, "its data is not base64");
    }
    try {
      return key(payload, where);
    } finally {
      Arrays.fill(payload, (byte) 0);
    }
  }

  /**
   * The base key in a payload, as stores keep it that have no item around it.
   *
   * @param payload stays the caller's
   * @throws ProblemException {@code StoreFailed} when it holds no long-term key
   */
  public static BaseKey key(byte[] payload, String where) throws ProblemException {
    try {
      JsonObject credentials = JsonObject.parse(payload);
      String token = credentials.optionalString("SessionToken");
      if (token != null && !token.isEmpty()) {
        throw damaged(where, "it is a temporary key, which ends by itself");
      }
      return KeyShape.key(
          Secret.ofString(credentials.string("AccessKeyID")),
          Secret.ofString(credentials.string("SecretAccessKey")));
    } catch (JsonException malformed) {
      throw damaged(where, String.valueOf(malformed.getMessage()));
    } catch (ProblemException malformed) {
      throw malformed.problem().code() == ProblemCode.BAD_REQUEST
          ? damaged(where, malformed.problem().message())
          : malformed;
    }
  }

  private static Optional<JsonObject> parsed(byte[] json) {
    try {
      return Optional.of(JsonObject.parse(json));
    } catch (JsonException otherwise) {
      return Optional.empty();
    }
  }

  private static ProblemException notAnItem(String where) {
    return new ProblemException(
        Problem.of(ProblemCode.KEY_MISSING, where + " is not a key that aws-vault stored"));
  }

  private static ProblemException damaged(String where, String reason) {
    return new ProblemException(
        Problem.of(ProblemCode.STORE_FAILED, where + " cannot be used: " + reason));
  }
}
