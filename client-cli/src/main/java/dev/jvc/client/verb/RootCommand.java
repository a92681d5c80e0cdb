package dev.jvc.client.verb;

import dev.jvc.client.terminal.Output;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command {@code jvc} itself, with the options that every verb has. */
@Command(
    name = "jvc",
    description = "AWS credentials on this machine: one login a day, short-lived keys everywhere.",
    synopsisSubcommandLabel = "VERB",
    commandListHeading = "%nVerbs:%n",
    optionListHeading = "%nOptions:%n",
    descriptionHeading = "%n")
final class RootCommand {

  private final Output output;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show what the command does and end.")
  private boolean help;

  @Option(names = "--version", versionHelp = true, description = "Show the version and end.")
  private boolean version;

  RootCommand(Output output) {
    this.output = output;
  }

  @Option(
      names = "--quiet",
      scope = ScopeType.INHERIT,
      description = "Say nothing but data and failures.")
  void quiet(boolean on) {
    if (on) {
      output.quiet();
    }
  }

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Say what is asked of the daemon.")
  void debug(boolean on) {
    if (on) {
      output.debug();
    }
  }

  /** Whether an option ended the command; read so that the fields are. */
  boolean ended() {
    return help || version;
  }
}
