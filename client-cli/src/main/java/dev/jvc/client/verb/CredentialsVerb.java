package dev.jvc.client.verb;

import dev.jvc.client.fast.FastCredentials;
import dev.jvc.client.outcome.ExitCode;
import dev.jvc.client.outcome.Failure;
import dev.jvc.client.protocol.Asker;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** {@code jvc credentials} with options; without any it never gets here. */
final class CredentialsVerb extends Verb {

  private static final String HEX = "--hex";

  CredentialsVerb(Client client) {
    super(client);
  }

  @Override
  CommandSpec spec() {
    return Words.command(
            this,
            "credentials",
            "Print the credential_process document of a profile, and nothing else.")
        .addPositional(Words.profile())
        // For names that no AWS SDK could be trusted to pass on as they are.
        .addOption(
            OptionSpec.builder(HEX)
                .type(String.class)
                .arity("1")
                .paramLabel("NAME")
                .hidden(true)
                .build());
  }

  @Override
  ExitCode run(Given given) throws Failure {
    String profile = given.value(HEX).isEmpty() ? given.profile().value() : named(given.value(HEX));
    new FastCredentials(client.silentJvcd(), client.output())
        .print(profile, Asker.credentialProcess(client.environment()));
    return ExitCode.DONE;
  }

  private static String named(String hex) throws Failure {
    try {
      return new String(HexFormat.of().parseHex(hex), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      throw Failure.usage("--hex takes the UTF-8 bytes of a profile's name in hexadecimal");
    }
  }
}
