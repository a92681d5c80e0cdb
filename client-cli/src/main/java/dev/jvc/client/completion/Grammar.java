package dev.jvc.client.completion;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * What can be typed behind {@code jvc}.
 *
 * @param verbs the verbs, in the order of the help text
 */
public record Grammar(List<Verb> verbs) {

  public Grammar {
    verbs = List.copyOf(verbs);
  }

  /**
   * One verb.
   *
   * @param description its purpose in one sentence
   * @param words what may follow it, such as the shells behind {@code completion}
   * @param takesProfile whether a profile may follow it
   */
  public record Verb(
      String name,
      String description,
      List<Choice> options,
      List<String> words,
      boolean takesProfile) {

    public Verb {
      options = List.copyOf(options);
      words = List.copyOf(words);
    }
  }

  /**
   * One option.
   *
   * @param names all its spellings
   * @param takesValue whether a word must follow it
   * @param values the words that may follow it, empty when they cannot be listed
   * @param takesFile whether that word is a file
   */
  public record Choice(
      List<String> names,
      String description,
      boolean takesValue,
      List<String> values,
      boolean takesFile) {

    public Choice {
      names = List.copyOf(names);
      values = List.copyOf(values);
    }
  }

  /** The grammar of a command with all its verbs. */
  public static Grammar of(CommandLine line) {
    List<Verb> verbs = new ArrayList<>();
    line.getSubcommands().forEach((name, verb) -> verbs.add(verb(name, verb.getCommandSpec())));
    return new Grammar(verbs);
  }

  private static Verb verb(String name, CommandSpec spec) {
    List<Choice> options = new ArrayList<>();
    for (OptionSpec option : spec.options()) {
      if (!option.hidden()) {
        options.add(choice(option));
      }
    }
    List<String> words = new ArrayList<>(spec.subcommands().keySet());
    boolean takesProfile = false;
    for (PositionalParamSpec position : spec.positionalParameters()) {
      takesProfile |= position.paramLabel().equals("PROFILE");
      addAll(words, position.completionCandidates());
    }
    return new Verb(name, first(spec.usageMessage().description()), options, words, takesProfile);
  }

  private static Choice choice(OptionSpec option) {
    List<String> values = new ArrayList<>();
    addAll(values, option.completionCandidates());
    return new Choice(
        List.of(option.names()),
        first(option.description()),
        option.arity().max() > 0,
        values,
        option.paramLabel().equals("FILE"));
  }

  private static void addAll(List<String> list, @Nullable Iterable<String> more) {
    if (more != null) {
      more.forEach(list::add);
    }
  }

  private static String first(String[] lines) {
    return lines.length == 0 ? "" : lines[0];
  }
}
