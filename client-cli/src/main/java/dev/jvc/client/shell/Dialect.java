package dev.jvc.client.shell;

import dev.jvc.client.json.JsonObject;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The languages in which changes of the environment are written, each with its own quoting. */
public enum Dialect {
  /** The POSIX shell, which bash and zsh understand; everything within single quotes is literal. */
  POSIX {
    @Override
    String remove(String name) {
      return "unset " + name;
    }

    @Override
    String set(String name, String value) {
      return "export " + name + "=" + quote(value);
    }

    @Override
    String quote(String value) {
      return "'" + value.replace("'", "'\\''") + "'";
    }
  },

  /** fish, in whose single quotes a backslash escapes itself and the quote. */
  FISH {
    @Override
    String remove(String name) {
      return "set -e " + name;
    }

    @Override
    String set(String name, String value) {
      return "set -gx " + name + " " + quote(value);
    }

    @Override
    String quote(String value) {
      return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
  },

  /** PowerShell, which takes four typographic quotes for the single quote as well. */
  POWERSHELL {
    @Override
    String remove(String name) {
      return "Remove-Item Env:" + name + " -ErrorAction SilentlyContinue";
    }

    @Override
    String set(String name, String value) {
      return "$env:" + name + " = " + quote(value);
    }

    @Override
    String quote(String value) {
      StringBuilder quoted = new StringBuilder("'");
      for (int i = 0; i < value.length(); i++) {
        char c = value.charAt(i);
        quoted.append(c);
        if (c == '\'' || (c >= '\u2018' && c <= '\u201b')) {
          quoted.append(c);
        }
      }
      return quoted.append('\'').toString();
    }
  },

  /**
   * Files of {@code NAME=value} lines; quoted only where a reader could misunderstand the value.
   */
  DOTENV {
    @Override
    @Nullable String remove(String name) {
      return null;
    }

    @Override
    String set(String name, String value) {
      return name + "=" + quote(value);
    }

    @Override
    String quote(String value) {
      if (isPlain(value)) {
        return value;
      }
      StringBuilder quoted = new StringBuilder("\"");
      for (int i = 0; i < value.length(); i++) {
        char c = value.charAt(i);
        switch (c) {
          case '\n' -> quoted.append("\\n");
          case '\r' -> quoted.append("\\r");
          case '"', '\\', '$', '`' -> quoted.append('\\').append(c);
          default -> quoted.append(c);
        }
      }
      return quoted.append('"').toString();
    }
  },

  /** One JSON object. */
  JSON {
    @Override
    public String write(EnvironmentChange change) {
      return JsonObject.writeIndented(change.set()) + "\n";
    }

    @Override
    @Nullable String remove(String name) {
      return null;
    }

    @Override
    String set(String name, String value) {
      return JsonObject.writeIndented(Map.of(name, value));
    }

    @Override
    String quote(String value) {
      return value;
    }
  };

  /** A line that removes a variable, or null where that cannot be said. */
  abstract @Nullable String remove(String name);

  /** A line that sets a variable. */
  abstract String set(String name, String value);

  /** A value as a literal. */
  abstract String quote(String value);

  /** The whole change, each line ended by a line feed. */
  public String write(EnvironmentChange change) {
    StringBuilder text = new StringBuilder();
    for (String name : change.removed()) {
      String line = remove(name);
      if (line != null) {
        text.append(line).append('\n');
      }
    }
    change.set().forEach((name, value) -> text.append(set(name, value)).append('\n'));
    return text.toString();
  }

  /**
   * The dialect a person asked for: {@code bash}, {@code zsh}, {@code sh}, {@code fish}, {@code
   * powershell}, {@code dotenv} or {@code json}; null for any other.
   */
  public static @Nullable Dialect named(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "bash", "zsh", "sh", "dash", "ksh" -> POSIX;
      case "fish" -> FISH;
      case "powershell", "pwsh" -> POWERSHELL;
      case "dotenv" -> DOTENV;
      case "json" -> JSON;
      default -> null;
    };
  }

  private static boolean isPlain(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      boolean plain =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || "._-/:+=,@%*[]".indexOf(c) >= 0;
      if (!plain) {
        return false;
      }
    }
    return true;
  }
}
