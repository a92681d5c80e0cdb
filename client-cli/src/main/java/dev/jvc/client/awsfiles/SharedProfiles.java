package dev.jvc.client.awsfiles;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The profiles of the two AWS files, as far as they say where credentials come from.
 *
 * <p>Of a key only its last characters are kept; the bytes of the files are wiped when they were
 * looked through.
 */
public final class SharedProfiles {

  /** Files beyond this are no AWS files; they count as empty. */
  private static final int LARGEST = 1024 * 1024;

  private static final Set<String> SECRETS =
      Set.of("aws_secret_access_key", "aws_session_token", "aws_security_token");

  private static final String KEY_ID = "aws_access_key_id";

  /**
   * A setting.
   *
   * @param value empty for what is secret, the last characters for the id of a key
   * @param place the file as a person writes it, and the line, such as {@code ~/.aws/config:3}
   */
  public record Setting(String value, String place) {}

  private final Map<String, Map<String, Setting>> config = new LinkedHashMap<>();
  private final Map<String, Map<String, Setting>> credentials = new LinkedHashMap<>();
  private final List<Setting> endpoints = new ArrayList<>();
  private final String home;

  private SharedProfiles(Map<String, String> environment) {
    this.home = environment.getOrDefault("HOME", "");
  }

  /** As the SDKs find them, which inside {@code jvc exec} are files of its own. */
  public static SharedProfiles seenBySdks(Map<String, String> environment) {
    SharedProfiles profiles = new SharedProfiles(environment);
    profiles.read(
        AwsFiles.named(environment, AwsFiles.CONFIG, ".aws/config"), profiles.config, true);
    profiles.read(
        AwsFiles.named(environment, AwsFiles.CREDENTIALS, ".aws/credentials"),
        profiles.credentials,
        false);
    return profiles;
  }

  /** The person's own, also inside {@code jvc exec}. */
  public static SharedProfiles ofPerson(Map<String, String> environment) {
    SharedProfiles profiles = new SharedProfiles(environment);
    profiles.read(AwsFiles.config(environment), profiles.config, true);
    profiles.read(AwsFiles.credentials(environment), profiles.credentials, false);
    return profiles;
  }

  /** Whether either file has a section for a profile. */
  public boolean has(String profile) {
    return config.containsKey(profile) || credentials.containsKey(profile);
  }

  /** Whether the credentials file has one. */
  public boolean isInCredentials(String profile) {
    return credentials.containsKey(profile);
  }

  /** Every profile, in the order of the files. */
  public Set<String> names() {
    Set<String> names = new LinkedHashSet<>(config.keySet());
    names.addAll(credentials.keySet());
    return Collections.unmodifiableSet(names);
  }

  /** A setting of a profile, wherever it stands; the credentials file wins. */
  public @Nullable Setting find(String profile, String key) {
    Setting inCredentials = inCredentials(profile, key);
    return inCredentials == null ? inConfig(profile, key) : inCredentials;
  }

  /** A setting of a profile in the configuration file, or null. */
  public @Nullable Setting inConfig(String profile, String key) {
    return config.getOrDefault(profile, Map.of()).get(key);
  }

  /** A setting of a profile in the credentials file, or null. */
  public @Nullable Setting inCredentials(String profile, String key) {
    return credentials.getOrDefault(profile, Map.of()).get(key);
  }

  /**
   * Where keys that do not expire stand in either file, by place; each with the profile it is of.
   */
  public Map<String, String> plaintextKeys() {
    Map<String, String> places = new LinkedHashMap<>();
    for (Map<String, Map<String, Setting>> file : List.of(credentials, config)) {
      file.forEach((profile, settings) -> {
        Setting key = settings.get(KEY_ID);
        if (key != null && !settings.containsKey("aws_session_token")) {
          places.put(key.place(), profile);
        }
      });
    }
    return places;
  }

  /** Every setting of a name, by profile, in the order of the files. */
  public Map<String, Setting> all(String key) {
    Map<String, Setting> found = new LinkedHashMap<>();
    for (String profile : names()) {
      Setting setting = find(profile, key);
      if (setting != null) {
        found.put(profile, setting);
      }
    }
    return found;
  }

  /** The endpoints that sections of either file name. */
  public List<Setting> endpoints() {
    return Collections.unmodifiableList(endpoints);
  }

  private void read(@Nullable Path file, Map<String, Map<String, Setting>> into, boolean prefixed) {
    // Something else than a file could be read for ever.
    if (file == null || !Files.isRegularFile(file)) {
      return;
    }
    byte[] bytes = new byte[0];
    try (InputStream stream = Files.newInputStream(file)) {
      bytes = stream.readNBytes(LARGEST + 1);
      if (bytes.length <= LARGEST) {
        scan(bytes, shown(file), into, prefixed);
      }
    } catch (IOException unreadable) {
      // The configuration check says so; to an SDK it is as good as none.
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  private void scan(
      byte[] bytes, String file, Map<String, Map<String, Setting>> into, boolean prefixed) {
    Map<String, Setting> section = null;
    int line = 0;
    int start = 0;
    while (start < bytes.length) {
      int end = start;
      while (end < bytes.length && bytes[end] != '\n') {
        end++;
      }
      line++;
      int first = line == 1 && startsWithMark(bytes) ? start + 3 : start;
      if (first < end && bytes[first] == '[') {
        String name = profile(text(bytes, first, end), prefixed);
        section = name.isEmpty() ? null : into.computeIfAbsent(name, _ -> new LinkedHashMap<>());
      } else {
        setting(bytes, first, end, file + ":" + line, section);
      }
      start = end + 1;
    }
  }

  private void setting(
      byte[] bytes, int start, int end, String place, @Nullable Map<String, Setting> section) {
    int equals = start;
    while (equals < end && bytes[equals] != '=') {
      equals++;
    }
    if (equals == end || equals == start || bytes[start] == '#' || bytes[start] == ';') {
      return;
    }
    String key = text(bytes, start, equals).strip().toLowerCase(Locale.ROOT);
    if (key.equals("endpoint_url")) {
      endpoints.add(new Setting(withoutComment(text(bytes, equals + 1, end)), place));
    }
    if (section == null || bytes[start] == ' ' || bytes[start] == '\t') {
      return;
    }
    String value = SECRETS.contains(key) ? "" : withoutComment(text(bytes, equals + 1, end));
    if (key.equals(KEY_ID)) {
      value = "…" + value.substring(Math.max(0, value.length() - 4));
    }
    section.put(key, new Setting(value, place));
  }

  /** The profile that a header begins, or empty when it begins something else. */
  private static String profile(String header, boolean prefixed) {
    int end = header.indexOf(']');
    if (end < 0) {
      return "";
    }
    String name = header.substring(1, end).strip();
    if (!prefixed || name.equals("default")) {
      return name;
    }
    if (!name.startsWith("profile") || name.length() < 9 || !isBlank(name.charAt(7))) {
      return "";
    }
    String rest = name.substring(8).strip();
    char quote = rest.isEmpty() ? ' ' : rest.charAt(0);
    boolean quoted = (quote == '"' || quote == '\'') && rest.length() > 1 && last(rest) == quote;
    return quoted ? rest.substring(1, rest.length() - 1) : rest;
  }

  private static String withoutComment(String value) {
    String stripped = value.strip();
    for (int i = 1; i < stripped.length(); i++) {
      char c = stripped.charAt(i);
      if ((c == '#' || c == ';') && isBlank(stripped.charAt(i - 1))) {
        return stripped.substring(0, i).strip();
      }
    }
    return stripped;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  private static char last(String text) {
    return text.charAt(text.length() - 1);
  }

  /** Some editors begin a file with a mark. */
  private static boolean startsWithMark(byte[] bytes) {
    return bytes.length >= 3
        && bytes[0] == (byte) 0xef
        && bytes[1] == (byte) 0xbb
        && bytes[2] == (byte) 0xbf;
  }

  private static String text(byte[] bytes, int start, int end) {
    return new String(bytes, start, end - start, StandardCharsets.UTF_8);
  }

  private String shown(Path file) {
    String path = file.toString();
    return !home.isEmpty() && path.startsWith(home + "/")
        ? "~" + path.substring(home.length())
        : path;
  }
}
