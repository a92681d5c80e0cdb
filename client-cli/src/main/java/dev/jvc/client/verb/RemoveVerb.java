package dev.jvc.client.verb;

import dev.jvc.client.outcome.ExitCode;
import dev.jvc.client.outcome.Failure;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** {@code jvc remove}. */
final class RemoveVerb extends Verb {

  private static final String YES = "--yes";

  RemoveVerb(Client client) {
    super(client);
  }

  @Override
  CommandSpec spec() {
    return Words.command(
            this,
            "remove",
            "Remove the key of a profile from its store, and drop what was made from it.")
        .addPositional(Words.profile())
        .addOption(Words.flag("Do not ask whether it is meant.", "-y", YES));
  }

  @Override
  ExitCode run(Given given) throws Failure {
    List<String> task = given.has(YES) ? List.of("remove", "--yes") : List.of("remove");
    return new TicketedTask(client, client.jvcd()).run("remove", given.profile(), task);
  }
}
