package dev.jvc.daemon.credential;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ARN of an IAM role, such as {@code arn:aws:iam::111122223333:role/team/Developer}.
 *
 * <p>Parsed by grammar (IAM User Guide, "IAM identifiers"), so that nothing else ever reaches a
 * request.
 */
public record RoleArn(String value) {

  private static final Pattern GRAMMAR =
      Pattern.compile(
          "arn:(?<partition>aws[a-z-]*):iam::(?<account>\\d{12}):role/(?<path>[\\x21-\\x7e]+/)?(?<name>[\\w+=,.@-]{1,64})");

  /**
   * @throws IllegalArgumentException when the value is not the ARN of a role
   */
  public RoleArn {
    match(value);
  }

  private static Matcher match(String value) {
    Matcher matcher = GRAMMAR.matcher(value);
    if (value.length() > 2048 || !matcher.matches()) {
      throw new IllegalArgumentException("not the ARN of a role (arn:aws:iam::ACCOUNT:role/NAME)");
    }
    return matcher;
  }

  /** {@code aws}, {@code aws-cn}, {@code aws-us-gov} and so on. */
  public String partition() {
    return match(value).group("partition");
  }

  /** The twelve digits of the account. */
  public String accountId() {
    return match(value).group("account");
  }

  /** The name without its path. */
  public String roleName() {
    return match(value).group("name");
  }

  @Override
  public String toString() {
    return value;
  }
}
