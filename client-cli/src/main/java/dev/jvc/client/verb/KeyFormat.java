package dev.jvc.client.verb;

import dev.jvc.client.json.JsonObject;
import dev.jvc.client.protocol.SessionKeys;
import dev.jvc.client.shell.AwsVariables;
import dev.jvc.client.shell.Dialect;
import dev.jvc.client.shell.EnvironmentChange;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The ways plain keys are written; the first four are those of {@code aws-vault export}. */
enum KeyFormat {
  ENV {
    @Override
    String write(String profile, SessionKeys keys, String region) {
      return lines("", keys, region);
    }
  },

  EXPORT_ENV {
    @Override
    String write(String profile, SessionKeys keys, String region) {
      return lines("export ", keys, region);
    }
  },

  /** The document of the process credential provider. */
  JSON {
    @Override
    String write(String profile, SessionKeys keys, String region) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("Version", 1);
      document.put("AccessKeyId", keys.accessKeyId());
      document.put("SecretAccessKey", keys.revealSecretAccessKey());
      putIfAny(document, "SessionToken", keys.revealSessionToken());
      putIfAny(document, "Expiration", keys.expiration());
      return JsonObject.writeIndented(document) + "\n";
    }
  },

  /** A section of the shared credentials file. */
  INI {
    @Override
    String write(String profile, SessionKeys keys, String region) {
      Map<String, Object> settings = new LinkedHashMap<>();
      settings.put("aws_access_key_id", keys.accessKeyId());
      settings.put("aws_secret_access_key", keys.revealSecretAccessKey());
      putIfAny(settings, "aws_session_token", keys.revealSessionToken());
      putIfAny(settings, "aws_credential_expiration", keys.expiration());
      putIfAny(settings, "region", region);
      StringBuilder text = new StringBuilder("[" + profile + "]\n");
      settings.forEach((key, value) -> text.append(key).append('=').append(value).append('\n'));
      return text.toString();
    }
  },

  FISH {
    @Override
    String write(String profile, SessionKeys keys, String region) {
      return Dialect.FISH.write(AwsVariables.frozen(keys, region));
    }
  },

  POWERSHELL {
    @Override
    String write(String profile, SessionKeys keys, String region) {
      return Dialect.POWERSHELL.write(AwsVariables.frozen(keys, region));
    }
  },

  DOTENV {
    @Override
    String write(String profile, SessionKeys keys, String region) {
      return Dialect.DOTENV.write(AwsVariables.frozen(keys, region));
    }
  };

  /** The whole text, ended by a line feed. */
  abstract String write(String profile, SessionKeys keys, String region);

  /** The format of a name, or null. */
  static @Nullable KeyFormat named(String name) {
    String wanted = name.toUpperCase(Locale.ROOT).replace('-', '_');
    for (KeyFormat format : values()) {
      if (format.name().equals(wanted)) {
        return format;
      }
    }
    return null;
  }

  /** Lines that readers take literally: what AWS issues needs no quotes in any of them. */
  private static String lines(String before, SessionKeys keys, String region) {
    EnvironmentChange change = AwsVariables.frozen(keys, region);
    StringBuilder text = new StringBuilder();
    for (String line : Dialect.DOTENV.write(change).lines().toList()) {
      text.append(before).append(line).append('\n');
    }
    return text.toString();
  }

  private static void putIfAny(Map<String, Object> members, String name, String value) {
    if (!value.isEmpty()) {
      members.put(name, value);
    }
  }
}
