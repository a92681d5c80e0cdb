package dev.jvc.client.verb;

import dev.jvc.client.fast.FastCredentials;
import dev.jvc.client.outcome.ExitCode;
import dev.jvc.client.outcome.Failure;
import picocli.CommandLine.Model.CommandSpec;

/** {@code jvc credentials} with options; without any it never gets here. */
final class CredentialsVerb extends Verb {

  CredentialsVerb(Client client) {
    super(client);
  }

  @Override
  CommandSpec spec() {
    return Words.command(
            this,
            "credentials",
            "Print the credential_process document of a profile, and nothing else.")
        .addPositional(Words.profile());
  }

  @Override
  ExitCode run(Given given) throws Failure {
    new FastCredentials(client.silentJvcd(), client.output()).print(given.profile().value());
    return ExitCode.DONE;
  }
}
