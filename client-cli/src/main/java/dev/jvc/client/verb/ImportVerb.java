package dev.jvc.client.verb;

import dev.jvc.client.outcome.ExitCode;
import dev.jvc.client.outcome.Failure;
import dev.jvc.client.protocol.ProfileName;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** {@code jvc import}. */
final class ImportVerb extends Verb {

  private static final String UNDO = "--undo";
  private static final String DRY_RUN = "--dry-run";
  private static final String YES = "--yes";
  private static final String NO_VERIFY = "--no-verify";
  private static final String ONLY = "--only";

  ImportVerb(Client client) {
    super(client);
  }

  @Override
  CommandSpec spec() {
    return Words.command(
            this,
            "import",
            "Move keys out of plaintext AWS files and out of aws-vault.",
            "Shows first what would happen. A key is taken away only once its store has it.")
        .addOption(Words.flag("Show what would happen, and end.", DRY_RUN))
        .addOption(Words.values("PROFILE", "Move the key of this profile; repeatable.", ONLY))
        .addOption(Words.flag("Do not ask whether it is meant.", "-y", YES))
        .addOption(Words.flag("Do not ask AWS whose keys they are.", NO_VERIFY))
        .addOption(Words.flag("Put everything back that was moved.", UNDO));
  }

  @Override
  ExitCode run(Given given) throws Failure {
    List<String> task = new ArrayList<>(List.of("import"));
    for (String flag : List.of(UNDO, DRY_RUN, YES, NO_VERIFY)) {
      if (given.has(flag)) {
        task.add(flag);
      }
    }
    for (String name : given.values(ONLY)) {
      task.add(ONLY);
      task.add(ProfileName.of(name).value());
    }
    if (given.has(UNDO) && task.contains(ONLY)) {
      throw Failure.usage("--undo takes everything back: leave --only out");
    }
    // The vault process takes its tickets itself, from a daemon that has to run.
    client.jvcd().statusDocument();
    return client.vaultProcess().run(task);
  }
}
