package dev.jvc.client.completion;

/** The completion script for fish. */
public final class FishScript {

  private static final String HEAD =
      """
      # fish completion for jvc; use it as: jvc completion fish | source
      function __jvc_verb
          for word in (commandline -opc)[2..-1]
              if not string match -q -- '-*' $word
                  echo $word
                  return
              end
          end
      end

      function __jvc_plain
          set -l count -1
          for word in (commandline -opc)[2..-1]
              if test "$word" = --
                  return 1
              end
              if not string match -q -- '-*' $word
                  set count (math $count + 1)
              end
          end
          test $count -eq $argv[1]
      end

      function __jvc_needs_verb
          set -l verb (__jvc_verb)
          test -z "$verb"
      end

      function __jvc_verb_is
          set -l verb (__jvc_verb)
          test "$verb" = $argv[1]
      end

      function __jvc_profiles
          jvc list --names 2>/dev/null
      end

      function __jvc_in_command
          __jvc_verb_is exec; and not __jvc_plain 0
      end

      function __jvc_command
          set -l words (commandline -opc)
          set -l plain 0
          for i in (seq 2 (count $words))
              if test "$words[$i]" = --
                  set words $words[(math $i + 1)..-1]
                  break
              end
              if not string match -q -- '-*' $words[$i]
                  set plain (math $plain + 1)
                  if test $plain -eq 3
                      set words $words[$i..-1]
                      break
                  end
              end
              if test $i -eq (count $words)
                  set words
              end
          end
          complete -C "$words "(commandline -ct)
      end

      complete -c jvc -f
      complete -c jvc -n __jvc_in_command -a '(__jvc_command)'
      """;

  private FishScript() {}

  /** The script. */
  public static String of(Grammar grammar) {
    StringBuilder script = new StringBuilder(HEAD);
    for (Grammar.Verb verb : grammar.verbs()) {
      line(script, "__jvc_needs_verb", "-a " + quoted(verb.name()), verb.description());
      String here = "__jvc_verb_is " + verb.name();
      if (verb.takesProfile()) {
        line(script, here + "; and __jvc_plain 0", "-a '(__jvc_profiles)'", "Profile");
      }
      for (String word : verb.words()) {
        line(script, here + "; and __jvc_plain 0", "-a " + quoted(word), "");
      }
      for (Grammar.Choice option : verb.options()) {
        line(script, here, option(option), option.description());
      }
    }
    return script.toString();
  }

  private static String option(Grammar.Choice option) {
    StringBuilder text = new StringBuilder();
    for (String name : option.names()) {
      text.append(text.isEmpty() ? "" : " ");
      text.append(name.startsWith("--") ? "-l " + name.substring(2) : "-s " + name.substring(1));
    }
    if (option.takesFile()) {
      text.append(" -r -F");
    } else if (option.takesValue()) {
      text.append(" -x");
    }
    if (!option.values().isEmpty()) {
      text.append(" -a ").append(quoted(String.join(" ", option.values())));
    }
    return text.toString();
  }

  private static void line(
      StringBuilder script, String condition, String what, String description) {
    script.append("complete -c jvc -n ").append(quoted(condition)).append(' ').append(what);
    if (!description.isEmpty()) {
      script.append(" -d ").append(quoted(description));
    }
    script.append('\n');
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
