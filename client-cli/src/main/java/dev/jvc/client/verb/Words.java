package dev.jvc.client.verb;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The building blocks of command lines. */
final class Words {

  static final String JSON = "--json";
  static final String HELP = "--help";
  static final String VERSION = "--version";
  static final String QUIET = "--quiet";
  static final String DEBUG = "--debug";

  private Words() {}

  /** A command with the options that all have. */
  static CommandSpec command(Object owner, String name, String... description) {
    CommandSpec spec = CommandSpec.wrapWithoutInspection(owner).name(name);
    spec.usageMessage().description(description).abbreviateSynopsis(false);
    return spec.addOption(
            OptionSpec.builder("-h", HELP)
                .usageHelp(true)
                .description("Show what the command does and end.")
                .build())
        .addOption(flag("Say nothing but data and failures.", QUIET))
        .addOption(flag("Say what is asked of the daemon.", DEBUG));
  }

  /** An option without a value. */
  static OptionSpec flag(String description, String... names) {
    return OptionSpec.builder(names[0], rest(names)).arity("0").description(description).build();
  }

  /** The option that turns data into JSON. */
  static OptionSpec json() {
    return flag("Print the daemon's answer as JSON.", JSON);
  }

  /** An option with a value. */
  static OptionSpec value(String label, String description, String... names) {
    return text(label, description, names).build();
  }

  /** An option with a value that may be given several times. */
  static OptionSpec values(String label, String description, String... names) {
    return text(label, description, names).type(List.class).auxiliaryTypes(String.class).build();
  }

  /** An option with one of some values. */
  static OptionSpec choice(
      String label, String description, List<String> choices, String... names) {
    return text(label, description, names).completionCandidates(choices).build();
  }

  /** The profile, which may be left out. */
  static PositionalParamSpec profile() {
    return word("PROFILE", "The profile; $JVC_PROFILE, $AWS_PROFILE or default when left out.");
  }

  /** A word that may be left out. */
  static PositionalParamSpec word(String label, String description) {
    return PositionalParamSpec.builder()
        .index("0")
        .arity("0..1")
        .type(String.class)
        .paramLabel(label)
        .description(description)
        .build();
  }

  private static OptionSpec.Builder text(String label, String description, String... names) {
    return OptionSpec.builder(names[0], rest(names))
        .type(String.class)
        .arity("1")
        .paramLabel(label)
        .description(description);
  }

  private static String[] rest(String[] names) {
    return List.of(names).subList(1, names.length).toArray(new String[0]);
  }
}
