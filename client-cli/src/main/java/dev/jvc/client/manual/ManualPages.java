package dev.jvc.client.manual;

import dev.jvc.client.outcome.ExitCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The manual pages of a command with its verbs: one of its own, and one for each verb. */
public final class ManualPages {

  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "JVC_PROFILE, AWS_PROFILE",
          "The profile of a command that names none.",
          "JVC_CONFIG",
          "jvc's own configuration file.",
          "JVC_FILE_PASSPHRASE",
          "The passphrase of the encrypted-file store, where nobody can be asked.",
          "NO_COLOR",
          "Set to anything, it keeps colours out of the output.",
          "AWS_CONFIG_FILE",
          "The AWS configuration file with the profiles.");

  private static final Map<String, String> FILES =
      Map.of(
          "~/.aws/config",
          "The profiles, as the AWS CLI reads them.",
          "~/.config/jvc/jvc.yaml",
          "jvc's own settings; every one is optional.",
          "~/.local/state/jvc",
          "The daemon's log and what survives its restart.");

  private final CommandSpec root;
  private final String date;
  private final String version;

  /**
   * @param date of the version, as {@code yyyy-MM-dd}
   */
  public ManualPages(CommandLine line, String date, String version) {
    this.root = line.getCommandSpec();
    this.date = date;
    this.version = root.name() + " " + version;
  }

  /** Each page's file name, such as {@code jvc-login.1}, and its text. */
  public Map<String, String> all() {
    Map<String, String> pages = new LinkedHashMap<>();
    pages.put(root.name() + ".1", rootPage());
    root.subcommands()
        .forEach((name, verb) ->
            pages.put(root.name() + "-" + name + ".1", verbPage(verb.getCommandSpec())));
    return pages;
  }

  private String rootPage() {
    Roff page = page(root.name(), purpose(root));
    page.command(root.name() + " VERB [OPTIONS] [PROFILE]");
    page.section("DESCRIPTION").words(String.join(" ", root.usageMessage().description()));
    page.paragraph(
        "Keys lie in a password manager or an encrypted file. One login a day makes a session, from which the daemon"
            + " jvcd serves short-lived role credentials to every AWS SDK and tool of this user.");
    page.section("VERBS");
    root.subcommands().forEach((name, verb) -> page.item(name, purpose(verb.getCommandSpec())));
    options(page, root, "OPTIONS");
    page.section("ENVIRONMENT");
    sorted(ENVIRONMENT, page);
    page.section("FILES");
    sorted(FILES, page);
    exitStatus(page);
    List<String> others = new ArrayList<>(List.of("jvcd(1)"));
    root.subcommands().keySet().forEach(name -> others.add(root.name() + "-" + name + "(1)"));
    page.section("SEE ALSO").words(String.join(", ", others));
    return page.toString();
  }

  private String verbPage(CommandSpec verb) {
    String name = root.name() + "-" + verb.name();
    Roff page = page(name, purpose(verb));
    boolean hasVerbs = !verb.subcommands().isEmpty();
    page.command(synopsis(root.name() + " " + verb.name(), verb));
    page.section("DESCRIPTION").words(String.join(" ", verb.usageMessage().description()));
    words(page, verb);
    if (hasVerbs) {
      page.section("COMMANDS");
      verb.subcommands()
          .values()
          .forEach(command -> subcommand(page, verb, command.getCommandSpec()));
    }
    options(page, verb, "OPTIONS");
    exitStatus(page);
    page.section("SEE ALSO").words(root.name() + "(1), jvcd(1)");
    return page.toString();
  }

  private void subcommand(Roff page, CommandSpec verb, CommandSpec command) {
    page.subsection(synopsis(root.name() + " " + verb.name() + " " + command.name(), command));
    page.words(String.join(" ", command.usageMessage().description()));
    words(page, command);
    for (OptionSpec option : command.options()) {
      // Those that every command has are explained once.
      boolean common = Arrays.stream(option.names()).anyMatch(verb.optionsMap()::containsKey);
      if (!common && !option.hidden()) {
        option(page, option);
      }
    }
  }

  private Roff page(String name, String purpose) {
    Roff page = new Roff().title(name, date, version);
    page.section("NAME").words(name + " - " + uncapitalized(purpose));
    return page.section("SYNOPSIS");
  }

  private static void words(Roff page, CommandSpec command) {
    for (PositionalParamSpec word : command.positionalParameters()) {
      if (!word.hidden()) {
        page.item(word.paramLabel(), String.join(" ", word.description()));
      }
    }
  }

  private static void options(Roff page, CommandSpec command, String heading) {
    page.section(heading);
    for (OptionSpec option : command.options()) {
      if (!option.hidden()) {
        option(page, option);
      }
    }
  }

  private static void option(Roff page, OptionSpec option) {
    String names = String.join(", ", option.names());
    boolean takesValue = option.arity().max() > 0;
    page.item(
        takesValue ? names + " " + option.paramLabel() : names,
        String.join(" ", option.description()));
  }

  private static String synopsis(String command, CommandSpec spec) {
    StringBuilder text = new StringBuilder(command);
    if (!spec.subcommands().isEmpty()) {
      text.append(" COMMAND");
    }
    text.append(" [OPTIONS]");
    for (PositionalParamSpec word : spec.positionalParameters()) {
      text.append(" [").append(word.paramLabel()).append(']');
      text.append(word.arity().max() > 1 ? "..." : "");
    }
    return text.toString();
  }

  private static void sorted(Map<String, String> items, Roff page) {
    items.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(item -> page.item(item.getKey(), item.getValue()));
  }

  private static void exitStatus(Roff page) {
    page.section("EXIT STATUS");
    for (ExitCode code : ExitCode.values()) {
      page.item(
          Integer.toString(code.code()),
          switch (code) {
            case DONE -> "Done.";
            case FAILED -> "Failed.";
            case USAGE -> "The command line was wrong.";
            case DAEMON_UNREACHABLE -> "The daemon cannot be reached.";
            case NEEDS_PERSON -> "A login is needed.";
            case REFUSED_BY_POLICY -> "Refused by policy.";
            case REFUSED_BY_AWS -> "AWS refused.";
            case STORE_FAILED -> "The store failed, or the person cancelled.";
            case NOT_EXECUTABLE -> "jvc exec: the command cannot be run.";
            case COMMAND_NOT_FOUND -> "jvc exec: the command was not found.";
          });
    }
  }

  private static String purpose(CommandSpec spec) {
    String[] description = spec.usageMessage().description();
    String first = description.length == 0 ? "" : description[0];
    return first.endsWith(".") ? first.substring(0, first.length() - 1) : first;
  }

  private static String uncapitalized(String sentence) {
    boolean acronym = sentence.startsWith("AWS");
    return acronym || sentence.isEmpty()
        ? sentence
        : sentence.substring(0, 1).toLowerCase(Locale.ROOT) + sentence.substring(1);
  }
}
