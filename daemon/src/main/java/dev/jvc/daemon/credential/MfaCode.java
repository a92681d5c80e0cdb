package dev.jvc.daemon.credential;

import java.util.regex.Pattern;

/**
 * A six-digit one-time code of an MFA device, used for at most one answered call.
 *
 * <p>STS takes exactly six digits ({@code TokenCode}). It is a secret while its window lasts.
 */
public final class MfaCode implements AutoCloseable {

  private static final Pattern GRAMMAR = Pattern.compile("[0-9]{6}");

  private final Secret digits;

  private MfaCode(Secret digits) {
    this.digits = digits;
  }

  /** Whether the text, without surrounding blanks, is a code at all. */
  public static boolean isWellFormed(String text) {
    return GRAMMAR.matcher(text.strip()).matches();
  }

  /**
   * The code that a person typed, surrounding blanks ignored.
   *
   * @throws IllegalArgumentException when the text is not six digits; the message does not repeat
   *     it
   */
  public static MfaCode of(String text) {
    if (!isWellFormed(text)) {
      throw new IllegalArgumentException("an MFA code has six digits");
    }
    return new MfaCode(Secret.ofString(text.strip()));
  }

  /** The six digits; still owned by this code. */
  public Secret digits() {
    return digits;
  }

  @Override
  public void close() {
    digits.close();
  }

  @Override
  public String toString() {
    return "******";
  }
}
