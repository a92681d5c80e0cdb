package dev.jvc.client.verb;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The command {@code jvc} itself, before a verb is chosen. */
final class RootCommand {

  private RootCommand() {}

  /**
   * Its options; the verbs are added by {@link Verbs}.
   *
   * @param version the version of the program
   */
  static CommandSpec spec(String version) {
    CommandSpec spec =
        Words.command(
                "jvc",
                "jvc",
                "AWS credentials on this machine: one login a day, short-lived keys everywhere.")
            .addOption(
                OptionSpec.builder(Words.VERSION)
                    .versionHelp(true)
                    .description("Show the version and end.")
                    .build())
            .version("jvc " + version);
    spec.usageMessage()
        .synopsisSubcommandLabel("VERB")
        .descriptionHeading("%n")
        .optionListHeading("%nOptions:%n")
        .commandListHeading("%nVerbs:%n");
    return spec;
  }
}
