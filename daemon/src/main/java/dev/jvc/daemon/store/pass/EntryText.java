package dev.jvc.daemon.store.pass;

import dev.jvc.daemon.credential.AccessKeyId;
import dev.jvc.daemon.credential.BaseKey;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.credential.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A base key as the text of an entry: the secret access key alone on the first line, as every
 * password manager of the family expects its password, and {@code NAME: VALUE} lines below it.
 *
 * <pre>{@code
 * wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY
 * aws_access_key_id: AKIAIOSFODNN7EXAMPLE
 * profile: personal
 * }</pre>
 *
 * <p>Lines that are not known are left to their owner. The profile may be missing, in an entry that
 * a person typed; where it is given it has to be the one asked for.
 */
final class EntryText {

  private static final String ID = "aws_access_key_id";
  private static final String PROFILE = "profile";

  private EntryText() {}

  /** A text is not that of a key; the message continues "the entry … in pass". */
  static final class BadEntryException extends Exception {

    private static final long serialVersionUID = 1L;

    BadEntryException(String message) {
      super(message);
    }
  }

  /**
   * The text for a key.
   *
   * @return to be wiped by the caller
   * @throws BadEntryException when the secret is no single line
   */
  static byte[] encode(ProfileName name, BaseKey key) throws BadEntryException {
    byte[] rest =
        ("\n" + ID + ": " + key.id().value() + "\n" + PROFILE + ": " + name.value() + "\n")
            .getBytes(StandardCharsets.UTF_8);
    byte[] text = new byte[key.secret().length() + rest.length];
    key.secret()
        .reveal(secret -> {
          System.arraycopy(secret, 0, text, 0, secret.length);
          return text;
        });
    System.arraycopy(rest, 0, text, key.secret().length(), rest.length);
    for (int i = 0; i < key.secret().length(); i++) {
      if (text[i] == '\n' || text[i] == '\r') {
        Arrays.fill(text, (byte) 0);
        throw new BadEntryException("would hold a secret access key of several lines");
      }
    }
    return text;
  }

  /**
   * The key in a text.
   *
   * @param text stays the caller's
   * @throws BadEntryException when there is none, or it is another profile's
   */
  static BaseKey decode(ProfileName name, byte[] text) throws BadEntryException {
    int end = lineEnd(text, 0);
    if (end == 0) {
      throw new BadEntryException("has no secret access key on its first line");
    }
    String id = null;
    for (int start = end; start < text.length; ) {
      start = Math.min(nextLine(text, start), text.length);
      int lineEnd = lineEnd(text, start);
      id = required(id, value(text, start, lineEnd, ID), ID);
      String profile = value(text, start, lineEnd, PROFILE);
      if (profile != null && !profile.equals(name.value().strip())) {
        throw new BadEntryException("says that it is of another profile: move it back");
      }
      start = lineEnd;
    }
    if (id == null) {
      throw new BadEntryException("has no line " + ID + ": with the access key id");
    }
    try {
      return new BaseKey(new AccessKeyId(id), Secret.owning(Arrays.copyOfRange(text, 0, end)));
    } catch (IllegalArgumentException notAnId) {
      throw new BadEntryException("has no access key id after " + ID + ":");
    }
  }

  private static @Nullable String required(
      @Nullable String known, @Nullable String found, String what) throws BadEntryException {
    if (known != null && found != null) {
      throw new BadEntryException("has two lines " + what + ":");
    }
    return found == null ? known : found;
  }

  /** What follows a name and a colon; only lines with that name become strings. */
  private static @Nullable String value(byte[] text, int start, int end, String name) {
    byte[] label = (name + ":").getBytes(StandardCharsets.US_ASCII);
    boolean named =
        end - start >= label.length
            && Arrays.equals(text, start, start + label.length, label, 0, label.length);
    return named
        ? new String(text, start + label.length, end - start - label.length, StandardCharsets.UTF_8)
            .strip()
        : null;
  }

  private static int lineEnd(byte[] text, int start) {
    int end = start;
    while (end < text.length && text[end] != '\n') {
      end++;
    }
    return end > start && text[end - 1] == '\r' ? end - 1 : end;
  }

  private static int nextLine(byte[] text, int lineEnd) {
    int next = lineEnd;
    while (next < text.length && text[next] != '\n') {
      next++;
    }
    return next + 1;
  }
}
