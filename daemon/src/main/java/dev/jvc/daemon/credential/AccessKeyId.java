package dev.jvc.daemon.credential;

import java.util.regex.Pattern;

/**
 * The public half of an access key, such as {@code AKIA…} for a long-term key or {@code ASIA…} for
 * a session.
 *
 * <p>STS's API reference gives 16 to 128 word characters ({@code Credentials.AccessKeyId}).
 */
public record AccessKeyId(String value) {

  private static final Pattern GRAMMAR = Pattern.compile("\\w{16,128}");

  /**
   * @throws IllegalArgumentException when the value is not an access key id; the message does not
   *     repeat it, because people paste the secret by mistake
   */
  public AccessKeyId {
    if (!GRAMMAR.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "not an access key id: 16 to 128 letters, digits or underscores are expected");
    }
  }

  /** The last four characters, which is all that logs and lists show of a long-term key. */
  public String tail() {
    return value.substring(value.length() - 4);
  }

  /** The id with everything but its last four characters hidden. */
  public String masked() {
    return "****" + tail();
  }

  @Override
  public String toString() {
    return masked();
  }
}
