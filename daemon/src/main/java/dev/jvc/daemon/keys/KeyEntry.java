package dev.jvc.daemon.keys;

import dev.jvc.daemon.credential.ProfileName;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a base key without opening the store it is in; nothing of it is secret.
 *
 * @param name the profile that the key is stored under
 * @param store the store that holds it, such as {@code file}
 * @param keyTail the last four characters of the access key id
 * @param accountId the twelve digits of the account, where AWS was asked
 * @param arn whose key it is, where AWS was asked
 * @param addedAt when the key was stored, in whole seconds
 * @param alsoIn another store that may hold the key as well, while it is moved or because a move
 *     was interrupted
 */
public record KeyEntry(
    ProfileName name,
    String store,
    String keyTail,
    @Nullable String accountId,
    @Nullable String arn,
    Instant addedAt,
    @Nullable String alsoIn) {

  private static final Pattern STORE = Pattern.compile("[a-z][a-z-]{0,31}");
  private static final Pattern TAIL = Pattern.compile("\\w{4}");
  private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");
  private static final Pattern ARN = Pattern.compile("arn:[\\x21-\\x7e]{1,2044}");

  /**
   * @throws IllegalArgumentException when a value is not of its kind
   */
  public KeyEntry {
    require(STORE, store, "store");
    require(TAIL, keyTail, "keyTail");
    require(ACCOUNT, accountId, "accountId");
    require(ARN, arn, "arn");
    require(STORE, alsoIn, "alsoIn");
    addedAt = addedAt.truncatedTo(ChronoUnit.SECONDS);
  }

  /** A key that is in one store only. */
  public KeyEntry(
      ProfileName name,
      String store,
      String keyTail,
      @Nullable String accountId,
      @Nullable String arn,
      Instant addedAt) {
    this(name, store, keyTail, accountId, arn, addedAt, null);
  }

  /** The same key in this store, and perhaps in another one as well. */
  public KeyEntry in(String newStore, @Nullable String other) {
    return new KeyEntry(
        name, newStore, keyTail, accountId, arn, addedAt, newStore.equals(other) ? null : other);
  }

  private static void require(Pattern grammar, @Nullable String value, String name) {
    if (value != null && !grammar.matcher(value).matches()) {
      throw new IllegalArgumentException(name + " is malformed");
    }
  }
}
