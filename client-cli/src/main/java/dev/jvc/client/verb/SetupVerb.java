package dev.jvc.client.verb;

import dev.jvc.client.outcome.ExitCode;
import dev.jvc.client.outcome.Failure;
import dev.jvc.client.process.Programs;
import dev.jvc.client.protocol.Jvcd;
import dev.jvc.client.protocol.ProfileName;
import dev.jvc.client.protocol.Wiring;
import dev.jvc.client.setup.Changes;
import dev.jvc.client.setup.DesktopFiles;
import dev.jvc.client.setup.Setup;
import dev.jvc.client.terminal.Output;
import dev.jvc.client.terminal.Question;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** {@code jvc setup}. */
final class SetupVerb extends Verb {

  private static final String SHELL = "--shell";
  private static final String DESKTOP = "--desktop";
  private static final String CREDENTIAL_PROCESS = "--credential-process";
  private static final String OWN_CONFIG = "--own-config";
  private static final String DRY_RUN = "--dry-run";
  private static final String YES = "--yes";
  private static final String UNDO = "--undo";

  SetupVerb(Client client) {
    super(client);
  }

  @Override
  CommandSpec spec() {
    return Words.command(
            this,
            "setup",
            "Make every program of yours find credentials by itself.",
            "Writes into the start files of your shells and into the environment of the desktop,",
            "unless parts are chosen. Shows first what would change.")
        .addPositional(Words.profile())
        .addOption(Words.flag("Write into the start files of your shells.", SHELL))
        .addOption(Words.flag("Write into the environment of the desktop session.", DESKTOP))
        .addOption(
            Words.flag(
                "Write a credential_process line for the profile into ~/.aws/config.",
                CREDENTIAL_PROCESS))
        .addOption(
            Words.flag(
                "Let programs read ~/.aws/config itself, where other profiles are not served.",
                OWN_CONFIG))
        .addOption(Words.flag("Show what would change, and end.", DRY_RUN))
        .addOption(Words.flag("Do not ask whether it is meant.", "-y", YES))
        .addOption(Words.flag("Take everything back that was written.", UNDO));
  }

  @Override
  ExitCode run(Given given) throws Failure {
    boolean macos = System.getProperty("os.name", "").startsWith("Mac");
    Setup setup = Setup.of(client.environment(), macos);
    return given.has(UNDO) ? undo(given, setup) : wire(given, setup);
  }

  private ExitCode wire(Given given, Setup setup) throws Failure {
    Output output = client.output();
    boolean process = given.has(CREDENTIAL_PROCESS);
    boolean chosen = given.has(SHELL) || given.has(DESKTOP) || process;
    boolean shell = given.has(SHELL) || !chosen;
    boolean desktop = given.has(DESKTOP) || !chosen;
    boolean ownConfig = given.has(OWN_CONFIG);
    if (ownConfig && !shell && !desktop) {
      throw Failure.usage("--own-config says something about --shell and --desktop: add one");
    }
    ProfileName profile = given.profile();
    Jvcd jvcd = client.jvcd();
    Wiring wiring = jvcd.wiring(profile);
    if ((shell || desktop) && !wiring.uriStays()) {
      throw Failure.of(
          ExitCode.FAILED,
          "the daemon listens at another port after every start: set listen.port in jvc.yaml, such"
              + " as 9911, and restart it",
          "jvc daemon stop");
    }
    if (shell) {
      setup.shells(wiring, ownConfig);
    }
    if (desktop) {
      setup.desktop(wiring, ownConfig);
    }
    String name = process ? setup.process(profile, Programs.lastingJvc(client.environment())) : "";
    Changes changes = setup.changes(shell || desktop ? profile.value() : "");
    if (!mayGoOn(changes, given)) {
      return ExitCode.DONE;
    }
    if (shell || desktop) {
      jvcd.standingToken(profile);
      if (!ownConfig) {
        jvcd.desktopFiles(profile);
      }
    }
    if (changes.isEmpty()) {
      output.say("nothing to do: all of it is set up for " + profile);
      return ExitCode.DONE;
    }
    changes.apply(client.environment());
    output.say("wrote " + String.join(", ", changes.files()));
    if (shell) {
      output.say("new terminals have the credentials of " + profile);
    }
    if (desktop) {
      output.say("programs of the desktop have them after your next login to it");
    }
    if (process) {
      output.say("programs find them by the name " + name + " as well");
    }
    if (jvcd.profile(profile).login().equals("needed")) {
      output.hint("jvc login " + profile);
    }
    return ExitCode.DONE;
  }

  private ExitCode undo(Given given, Setup setup) throws Failure {
    for (String part : List.of(SHELL, DESKTOP, CREDENTIAL_PROCESS, OWN_CONFIG)) {
      if (given.has(part)) {
        throw Failure.usage("--undo takes everything back: leave " + part + " out");
      }
    }
    if (given.hasWord()) {
      throw Failure.usage("--undo takes everything back: leave the profile out");
    }
    Changes changes = setup.undo();
    if (!mayGoOn(changes, given)) {
      return ExitCode.DONE;
    }
    changes.apply(client.environment());
    boolean files = removeDesktopFiles();
    if (changes.isEmpty() && !files) {
      client.output().say("nothing to take back");
    } else if (!changes.isEmpty()) {
      client.output().say("took jvc's lines out of " + String.join(", ", changes.files()));
      client.output().say("what runs already keeps its variables until it is started again");
    }
    return ExitCode.DONE;
  }

  private boolean removeDesktopFiles() throws Failure {
    return client.control().isListening()
        ? client.runningJvcd().removeDesktopFiles()
        : DesktopFiles.remove(client.environment());
  }

  /** Shows the changes and asks; false when only the showing was wanted. */
  private boolean mayGoOn(Changes changes, Given given) throws Failure {
    Output output = client.output();
    changes.diff().forEach(line -> output.line(Output.printable(line)));
    changes.remarks().forEach(output::warn);
    if (given.has(DRY_RUN)) {
      if (changes.isEmpty()) {
        output.say("nothing to do");
      }
      return false;
    }
    changes.requireWritable();
    if (changes.isEmpty() || given.has(YES)) {
      return true;
    }
    if (!client.terminal().input()) {
      throw Failure.usage(
          "there is no terminal to confirm the change: give --yes, or --dry-run to look only");
    }
    if (!Question.isAnsweredYes(output, "Write this? [y/N] ")) {
      throw Failure.of(ExitCode.STORE_FAILED, "nothing was changed");
    }
    return true;
  }
}
