package dev.jvc.client.completion;

import java.util.ArrayList;
import java.util.List;

/** The completion script for bash from version 3.2 on, which macOS has. */
public final class BashScript {

  private static final String HEAD =
      """
      # bash completion for jvc; use it as: source <(jvc completion bash)
      __jvc_words() {
        local word
        while IFS= read -r word; do
          [[ $word == "$cur"* ]] && COMPREPLY+=("$(printf '%q' "$word")")
        done
      }

      _jvc() {
        local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} verb= plain=0 i
        COMPREPLY=()
        for ((i = 1; i < COMP_CWORD; i++)); do
          case ${COMP_WORDS[i]} in
            --)
              if [[ $verb == exec ]]; then
                __jvc_command $((i + 1))
                return
              fi
              ;;
            -*) ;;
            *)
              if [[ -z $verb ]]; then
                verb=${COMP_WORDS[i]}
              else
                plain=$((plain + 1))
                if [[ $verb == exec && $plain == 2 ]]; then
                  __jvc_command "$i"
                  return
                fi
              fi
              ;;
          esac
        done
        if [[ $verb == exec && $plain == 1 && $cur != -* ]]; then
          __jvc_command "$COMP_CWORD"
          return
        fi
        case $verb in
          '')
            __jvc_words <<'WORDS'
      """;

  private static final String TAIL =
      """
        esac
      }

      __jvc_command() {
        if declare -F _command_offset >/dev/null; then
          _command_offset "$1"
        elif [[ $COMP_CWORD == "$1" ]]; then
          COMPREPLY=($(compgen -c -- "$cur"))
        else
          COMPREPLY=($(compgen -f -- "$cur"))
        fi
      }

      complete -F _jvc jvc
      """;

  private BashScript() {}

  /** The script. */
  public static String of(Grammar grammar) {
    List<String> names = grammar.verbs().stream().map(Grammar.Verb::name).toList();
    StringBuilder script = new StringBuilder(HEAD);
    script.append(String.join("\n", names)).append("\nWORDS\n      ;;\n");
    for (Grammar.Verb verb : grammar.verbs()) {
      script.append("    ").append(verb.name()).append(")\n");
      values(script, verb);
      List<String> options = new ArrayList<>();
      verb.options().forEach(option -> options.addAll(option.names()));
      script.append("      if [[ $cur == -* ]]; then\n");
      words(script, options);
      script.append("      else\n");
      if (verb.takesProfile()) {
        script.append(
            "        [[ $plain == 0 ]] && __jvc_words < <(jvc list --names 2>/dev/null)\n");
      }
      if (!verb.words().isEmpty()) {
        words(script, verb.words());
      }
      script.append("        :\n      fi\n      ;;\n");
    }
    return script.append(TAIL).toString();
  }

  private static void values(StringBuilder script, Grammar.Verb verb) {
    script.append("      case $prev in\n");
    for (Grammar.Choice option : verb.options()) {
      if (!option.takesValue()) {
        continue;
      }
      script.append("        ").append(String.join(" | ", option.names())).append(")\n");
      if (option.takesFile()) {
        script.append("        COMPREPLY=($(compgen -f -- \"$cur\"))\n");
      } else if (!option.values().isEmpty()) {
        words(script, option.values());
      }
      script.append("          return\n          ;;\n");
    }
    script.append("      esac\n");
  }

  private static void words(StringBuilder script, List<String> words) {
    script
        .append("        __jvc_words <<'WORDS'\n")
        .append(String.join("\n", words))
        .append("\nWORDS\n");
  }
}
