package dev.jvc.client.verb;

import dev.jvc.client.outcome.ExitCode;
import dev.jvc.client.outcome.Failure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code jvc login}. */
@Command(
    name = "login",
    description = "Unlock the key of a profile, answer MFA once, and be served for the day.")
final class LoginVerb extends ProfileVerb {

  @Option(
      names = "--duration",
      paramLabel = "TIME",
      description = "Length of the login, such as 8h or 1h30m; 15 minutes to 36 hours.")
  private String duration = "";

  @Option(
      names = {"-t", "--mfa-token"},
      paramLabel = "CODE",
      description = "The code of the MFA device, instead of being asked for it.")
  private String mfaToken = "";

  @Option(names = "--force", description = "Log in although a login still holds.")
  private boolean force;

  LoginVerb(Client client) {
    super(client);
  }

  @Override
  ExitCode run() throws Failure {
    long seconds = duration.isEmpty() ? 0 : LoginDuration.seconds(duration);
    if (!mfaToken.isEmpty() && !isCode(mfaToken)) {
      throw Failure.usage("an mfa code has six digits: give the one that the device shows now");
    }
    return new LoginFlow(client, client.jvcd()).run(profile(), seconds, force, mfaToken);
  }

  private static boolean isCode(String text) {
    return text.length() == 6 && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
