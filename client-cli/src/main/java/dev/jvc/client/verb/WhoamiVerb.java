package dev.jvc.client.verb;

import dev.jvc.client.json.JsonObject;
import dev.jvc.client.outcome.ExitCode;
import dev.jvc.client.outcome.Failure;
import dev.jvc.client.terminal.Output;
import picocli.CommandLine.Model.CommandSpec;

/** {@code jvc whoami}. */
final class WhoamiVerb extends Verb {

  WhoamiVerb(Client client) {
    super(client);
  }

  @Override
  CommandSpec spec() {
    return Words.command(this, "whoami", "Ask AWS who a profile is.")
        .addPositional(Words.profile())
        .addOption(Words.json());
  }

  @Override
  ExitCode run(Given given) throws Failure {
    Output output = client.output();
    byte[] document = client.jvcd().identityDocument(given.profile());
    if (given.has(Words.JSON)) {
      JsonText.print(output, document);
      return ExitCode.DONE;
    }
    JsonObject identity = JsonObject.parse(document);
    output.line("account  " + Output.printable(identity.string("account")));
    output.line("arn      " + Output.printable(identity.string("arn")));
    output.line("user id  " + Output.printable(identity.string("userId")));
    return ExitCode.DONE;
  }
}
