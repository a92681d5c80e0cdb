package dev.jvc.client.verb;

import dev.jvc.client.outcome.ExitCode;
import dev.jvc.client.outcome.Failure;
import dev.jvc.client.protocol.ClientToken;
import dev.jvc.client.protocol.ProfileName;
import dev.jvc.client.shell.AwsVariables;
import dev.jvc.client.shell.Dialect;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** {@code jvc env}. */
final class EnvVerb extends Verb {

  private static final String SHELL = "--shell";
  private static final String TOKEN_FILE = "--token-file";

  EnvVerb(Client client) {
    super(client);
  }

  @Override
  CommandSpec spec() {
    return Words.command(
            this,
            "env",
            "Print the variables by which this shell's programs find the credentials of a profile.",
            "Use it as: eval \"$(jvc env PROFILE)\", in fish: jvc env PROFILE | source")
        .addPositional(Words.profile())
        .addOption(
            Words.choice(
                "SHELL",
                "Write for bash, zsh, fish, powershell, dotenv or json; $SHELL decides when left out.",
                List.of("bash", "zsh", "fish", "powershell", "dotenv", "json"),
                SHELL))
        .addOption(
            Words.flag(
                "Name a file that holds the token instead of printing the token.", TOKEN_FILE));
  }

  @Override
  ExitCode run(Given given) throws Failure {
    Dialect dialect = dialect(given.value(SHELL));
    ProfileName profile = given.profile();
    ClientToken token = client.jvcd().standingToken(profile);
    String text =
        dialect.write(AwsVariables.container(token, given.has(TOKEN_FILE), client.environment()));
    client.output().data(text.getBytes(StandardCharsets.UTF_8));
    if (client.terminal().output()) {
      switch (dialect) {
        case POSIX -> client.output().hint("eval \"$(jvc env " + profile + ")\"");
        case FISH -> client.output().hint("jvc env " + profile + " | source");
        case POWERSHELL -> client.output().hint("jvc env " + profile + " | Out-String | iex");
        case DOTENV, JSON -> {
          // Nothing to be run.
        }
      }
    }
    return ExitCode.DONE;
  }

  private Dialect dialect(String shell) throws Failure {
    if (shell.isEmpty()) {
      String own = client.environment().getOrDefault("SHELL", "");
      Dialect dialect = Dialect.named(own.substring(own.lastIndexOf('/') + 1));
      return dialect == null ? Dialect.POSIX : dialect;
    }
    Dialect dialect = Dialect.named(shell);
    if (dialect == null) {
      throw Failure.usage(
          "unknown shell " + shell + ": choose bash, zsh, fish, powershell, dotenv or json");
    }
    return dialect;
  }
}
