package dev.jvc.client.verb;

import dev.jvc.client.outcome.ExitCode;
import dev.jvc.client.outcome.Failure;
import dev.jvc.client.protocol.ProfileName;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** {@code jvc move}. */
final class MoveVerb extends Verb {

  private static final String TO = "--to";
  private static final List<String> STORES = List.of("file", "pass", "keychain", "secret-service");

  MoveVerb(Client client) {
    super(client);
  }

  @Override
  CommandSpec spec() {
    return Words.command(
            this,
            "move",
            "Move the key of a profile to another store.",
            "It is copied, read back and compared before the old store lets go of it.")
        .addPositional(Words.profile())
        .addOption(
            Words.choice("STORE", "Where to: file, pass, keychain or secret-service.", STORES, TO));
  }

  @Override
  ExitCode run(Given given) throws Failure {
    ProfileName profile = given.profile();
    String store = given.value(TO);
    if (!STORES.contains(store)) {
      throw Failure.usage("give --to with a store: " + String.join(", ", STORES));
    }
    List<String> task = List.of("move", TO, store);
    return new TicketedTask(client, client.jvcd()).run("move", profile, task);
  }
}
