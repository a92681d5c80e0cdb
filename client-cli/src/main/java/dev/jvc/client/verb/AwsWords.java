package dev.jvc.client.verb;

import dev.jvc.client.outcome.Failure;
import java.util.regex.Pattern;

/** Names as AWS writes them, checked before they go into a configuration file. */
final class AwsWords {

  /** The codes that regions are made of, such as {@code eu-west-2} and {@code us-gov-east-1}. */
  private static final Pattern REGION = Pattern.compile("[a-z]{2,8}(-[a-z0-9]{1,16}){1,5}");

  /** {@code SerialNumber} of the STS API, 9 to 256 characters: an ARN, or what is on the device. */
  private static final Pattern MFA_SERIAL = Pattern.compile("[\\w+=/:,.@-]{9,256}");

  private static final Pattern MFA_ARN =
      Pattern.compile("arn:aws[a-z-]*:iam::[0-9]{12}:mfa/[\\w+=/:,.@-]+");

  private static final Pattern ROLE_ARN =
      Pattern.compile("arn:aws[a-z-]*:iam::[0-9]{12}:role/[\\w+=,.@/-]{1,576}");

  private AwsWords() {}

  static String region(String text) throws Failure {
    return matching(text, REGION.matcher(text).matches(), "a region, such as eu-west-2");
  }

  static String mfaSerial(String text) throws Failure {
    boolean valid =
        text.startsWith("arn:")
            ? MFA_ARN.matcher(text).matches()
            : MFA_SERIAL.matcher(text).matches();
    return matching(text, valid, "an MFA device, such as arn:aws:iam::111122223333:mfa/me");
  }

  static String roleArn(String text) throws Failure {
    return matching(
        text,
        ROLE_ARN.matcher(text).matches(),
        "a role, such as arn:aws:iam::111122223333:role/Developer");
  }

  private static String matching(String text, boolean valid, String expected) throws Failure {
    if (!valid) {
      throw Failure.usage("'" + text + "' is not the name of " + expected);
    }
    return text;
  }
}
