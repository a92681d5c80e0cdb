package dev.jvc.client.verb;

import dev.jvc.client.fast.FastCredentials;
import dev.jvc.client.outcome.ExitCode;
import dev.jvc.client.outcome.Failure;
import picocli.CommandLine.Command;

/** {@code jvc credentials} with options; without any it never gets here. */
@Command(
    name = "credentials",
    description = "Print the credential_process document of a profile, and nothing else.")
final class CredentialsVerb extends ProfileVerb {

  CredentialsVerb(Client client) {
    super(client);
  }

  @Override
  ExitCode run() throws Failure {
    new FastCredentials(client.silentJvcd(), client.output()).print(profile().value());
    return ExitCode.DONE;
  }
}
