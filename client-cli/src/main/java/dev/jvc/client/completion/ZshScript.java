package dev.jvc.client.completion;

/** The completion script for zsh, to be sourced or put into a folder of {@code fpath}. */
public final class ZshScript {

  private static final String HEAD =
      """
      #compdef jvc
      # zsh completion for jvc; use it as: source <(jvc completion zsh)
      __jvc_profiles() {
        local -a profiles
        profiles=("${(@f)$(jvc list --names 2>/dev/null)}")
        [[ -n $profiles ]] && compadd -a profiles
      }

      _jvc() {
        local verb= plain=0 i
        for ((i = 2; i < CURRENT; i++)); do
          case $words[i] in
            --)
              if [[ $verb == exec ]]; then
                __jvc_command $i
                return
              fi
              ;;
            -*) ;;
            *)
              if [[ -z $verb ]]; then
                verb=$words[i]
              else
                ((plain++))
                if [[ $verb == exec && $plain == 2 ]]; then
                  __jvc_command $((i - 1))
                  return
                fi
              fi
              ;;
          esac
        done
        if [[ $verb == exec && $plain == 1 && $words[CURRENT] != -* ]]; then
          __jvc_command $((CURRENT - 1))
          return
        fi
        local -a options
        case $verb in
          '')
            local -a verbs
            verbs=(
      """;

  private static final String TAIL =
      """
        esac
      }

      __jvc_command() {
        shift $1 words
        ((CURRENT -= $1))
        _normal
      }

      if [[ $funcstack[1] == _jvc ]]; then
        _jvc "$@"
      else
        compdef _jvc jvc
      fi
      """;

  private ZshScript() {}

  /** The script. */
  public static String of(Grammar grammar) {
    StringBuilder script = new StringBuilder(HEAD);
    for (Grammar.Verb verb : grammar.verbs()) {
      script.append("        ").append(described(verb.name(), verb.description())).append('\n');
    }
    script.append("      )\n      _describe verb verbs\n      ;;\n");
    for (Grammar.Verb verb : grammar.verbs()) {
      script.append("    ").append(verb.name()).append(")\n");
      values(script, verb);
      script.append("      if [[ $words[CURRENT] == -* ]]; then\n        options=(\n");
      for (Grammar.Choice option : verb.options()) {
        for (String name : option.names()) {
          script.append("          ").append(described(name, option.description())).append('\n');
        }
      }
      script.append("        )\n        _describe option options\n      else\n");
      if (verb.takesProfile()) {
        script.append("        ((plain == 0)) && __jvc_profiles\n");
      }
      if (!verb.words().isEmpty()) {
        script.append("        compadd ").append(String.join(" ", verb.words())).append('\n');
      }
      script.append("        :\n      fi\n      ;;\n");
    }
    return script.append(TAIL).toString();
  }

  private static void values(StringBuilder script, Grammar.Verb verb) {
    script.append("      case $words[CURRENT-1] in\n");
    for (Grammar.Choice option : verb.options()) {
      if (!option.takesValue()) {
        continue;
      }
      script.append("        ").append(String.join(" | ", option.names())).append(")\n");
      if (option.takesFile()) {
        script.append("          _files\n");
      } else if (!option.values().isEmpty()) {
        script.append("          compadd ").append(String.join(" ", option.values())).append('\n');
      }
      script.append("          return\n          ;;\n");
    }
    script.append("      esac\n");
  }

  private static String described(String word, String description) {
    String text = word + ":" + description.replace("\\", "\\\\").replace(":", "\\:");
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
