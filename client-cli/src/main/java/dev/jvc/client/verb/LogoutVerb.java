package dev.jvc.client.verb;

import dev.jvc.client.outcome.ExitCode;
import dev.jvc.client.outcome.Failure;
import dev.jvc.client.protocol.Jvcd;
import dev.jvc.client.protocol.ProfileName;
import picocli.CommandLine.Model.CommandSpec;

/** {@code jvc logout}; a daemon that does not run is started where one has left logins. */
final class LogoutVerb extends Verb {

  private static final String TOKENS = "--tokens";

  LogoutVerb(Client client) {
    super(client);
  }

  @Override
  CommandSpec spec() {
    return Words.command(
            this,
            "logout",
            "Drop the login of a profile and its sessions; every login without a profile.")
        .addPositional(Words.word("PROFILE", "The profile; all when left out."))
        .addOption(Words.flag("Also replace the tokens that jvc env has given out.", TOKENS));
  }

  @Override
  ExitCode run(Given given) throws Failure {
    ProfileName profile = given.hasWord() ? ProfileName.of(given.word()) : null;
    boolean tokens = given.has(TOKENS);
    if (!tokens && client.hasNothingToDrop()) {
      client.output().say("the daemon is not running: there is nothing to drop");
      return ExitCode.DONE;
    }
    Jvcd jvcd = client.jvcd();
    long dropped = jvcd.dropLogins(profile);
    client.output().say("logged out: " + Counted.of(dropped, "session") + " dropped");
    if (tokens) {
      client.output().say(Counted.of(jvcd.replaceTokens(), "token") + " replaced");
    }
    return ExitCode.DONE;
  }
}
