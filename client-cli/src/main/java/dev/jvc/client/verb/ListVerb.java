package dev.jvc.client.verb;

import dev.jvc.client.outcome.ExitCode;
import dev.jvc.client.outcome.Failure;
import dev.jvc.client.protocol.ProfileState;
import dev.jvc.client.protocol.Profiles;
import dev.jvc.client.terminal.Output;
import dev.jvc.client.terminal.Table;
import dev.jvc.client.terminal.Terminal;
import dev.jvc.client.terminal.Times;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** {@code jvc list}. */
final class ListVerb extends Verb {

  private static final String NAMES = "--names";

  /** For completion in shells, which must neither start the daemon nor say anything. */
  ListVerb(Client client) {
    super(client);
  }

  @Override
  CommandSpec spec() {
    return Words.command(
            this, "list", "Show every profile: its key and store, its login and its session.")
        .addOption(Words.json())
        // For completion in shells, which must neither start the daemon nor say anything.
        .addOption(OptionSpec.builder(NAMES).hidden(true).build());
  }

  @Override
  ExitCode run(Given given) throws Failure {
    Output output = client.output();
    if (given.has(NAMES)) {
      return printNames();
    }
    if (given.has(Words.JSON)) {
      JsonText.print(output, client.jvcd().profilesDocument());
      return ExitCode.DONE;
    }
    Profiles profiles = client.jvcd().profiles();
    Table table = table(profiles);
    if (!table.isEmpty()) {
      table.lines().forEach(output::line);
    } else if (profiles.problems().isEmpty()) {
      output.say("there are no profiles: write one into ~/.aws/config, or run jvc add PROFILE");
    }
    profiles.problems().forEach(output::warn);
    return ExitCode.DONE;
  }

  private ExitCode printNames() {
    try {
      for (ProfileState profile : client.runningJvcd().profiles().profiles()) {
        client.output().line(Output.printable(profile.profile()));
      }
      return ExitCode.DONE;
    } catch (Failure silent) {
      return silent.exitCode();
    }
  }

  private Table table(Profiles profiles) {
    Terminal terminal = client.terminal();
    Table table =
        new Table(terminal::strong, "PROFILE", "KEY", "STORE", "LOGIN", "SESSION", "REGION");
    for (ProfileState profile : profiles.profiles()) {
      table.row().cell(profile.profile()).cell(key(profile)).cell(profile.store());
      login(table, profile);
      session(table, profile);
      table.cell(profile.region());
    }
    return table;
  }

  private static String key(ProfileState profile) {
    return profile.keyTail().isEmpty() ? profile.key() : profile.key() + " …" + profile.keyTail();
  }

  private void login(Table table, ProfileState profile) {
    Times times = client.times();
    Terminal terminal = client.terminal();
    switch (profile.login()) {
      case "active" ->
          table.cell("ends " + times.relative(profile.loginExpiration()), terminal::good);
      case "needed" -> table.cell("needed", terminal::attention);
      case "impossible" -> table.cell("impossible: " + profile.problem(), terminal::bad);
      default -> table.cell(profile.login());
    }
  }

  private void session(Table table, ProfileState profile) {
    Times times = client.times();
    Terminal terminal = client.terminal();
    switch (profile.session()) {
      case "active" ->
          table.cell("ends " + times.relative(profile.sessionExpiration()), terminal::good);
      case "failing" -> table.cell("failing", terminal::bad);
      case "none" -> table.cell("");
      default -> table.cell(profile.session());
    }
  }
}
