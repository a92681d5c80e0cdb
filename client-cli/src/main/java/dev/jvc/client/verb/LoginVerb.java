package dev.jvc.client.verb;

import dev.jvc.client.outcome.ExitCode;
import dev.jvc.client.outcome.Failure;
import picocli.CommandLine.Model.CommandSpec;

/** {@code jvc login}. */
final class LoginVerb extends Verb {

  private static final String DURATION = "--duration";
  private static final String MFA_TOKEN = "--mfa-token";
  private static final String FORCE = "--force";

  LoginVerb(Client client) {
    super(client);
  }

  @Override
  CommandSpec spec() {
    return Words.command(
            this,
            "login",
            "Unlock the key of a profile, answer MFA once, and be served for the day.")
        .addPositional(Words.profile())
        .addOption(
            Words.value(
                "TIME",
                "Length of the login, such as 8h or 1h30m; 15 minutes to 36 hours.",
                DURATION))
        .addOption(
            Words.value(
                "CODE", "The code of the MFA device, instead of being asked.", "-t", MFA_TOKEN))
        .addOption(Words.flag("Log in although a login still holds.", FORCE));
  }

  @Override
  ExitCode run(Given given) throws Failure {
    String duration = given.value(DURATION);
    String mfaToken = given.value(MFA_TOKEN);
    long seconds = duration.isEmpty() ? 0 : LoginDuration.seconds(duration);
    if (!mfaToken.isEmpty() && !isCode(mfaToken)) {
      throw Failure.usage("an MFA code has six digits: give the one that the device shows now");
    }
    return new LoginFlow(client, client.jvcd())
        .run(given.profile(), seconds, given.has(FORCE), mfaToken);
  }

  private static boolean isCode(String text) {
    return text.length() == 6 && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
