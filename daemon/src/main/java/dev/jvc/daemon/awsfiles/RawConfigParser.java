package dev.jvc.daemon.awsfiles;

import dev.jvc.daemon.profile.SectionHeader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes an AWS configuration file apart without touching a secret.
 *
 * <p>The daemon must never hold a long-term key: of a setting that holds one nothing is copied, nor
 * of a comment in which one could stand. The dialect is the AWS CLI's, as for planning.
 */
final class RawConfigParser {

  private static final Set<String> SECRETS =
      Set.of(
          "aws_access_key_id", "aws_secret_access_key", "aws_session_token", "aws_security_token");

  /** The shortest access key id has 16 characters, after the IAM API reference. */
  private static final int SHORTEST_KEY = 16;

  private final ByteBuffer bytes;
  private final List<RawConfig.Section> sections = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();

  private @Nullable SectionHeader header;
  private String headerLine = "";
  private List<RawConfig.Setting> settings = new ArrayList<>();
  private boolean hidesSecret;

  /** The indentation of the setting that following lines may continue, or -1. */
  private int settingIndent = -1;

  private String settingName = "";
  private StringBuilder setting = new StringBuilder();

  private RawConfigParser(ByteBuffer bytes) {
    this.bytes = bytes;
  }

  /**
   * The sections of a file.
   *
   * @throws IllegalArgumentException when it is not an AWS configuration; its text is not quoted
   */
  static RawConfig parse(ByteBuffer bytes) {
    return new RawConfigParser(bytes).parse();
  }

  private RawConfig parse() {
    boolean marked =
        bytes.limit() >= 3
            && bytes.get(0) == (byte) 0xef
            && bytes.get(1) == (byte) 0xbb
            && bytes.get(2) == (byte) 0xbf;
    int start = marked ? 3 : 0;
    while (start < bytes.limit()) {
      int end = start;
      while (end < bytes.limit() && bytes.get(end) != '\n' && bytes.get(end) != '\r') {
        end++;
      }
      int next = Math.min(end + 1, bytes.limit());
      if (next < bytes.limit() && bytes.get(end) == '\r' && bytes.get(next) == '\n') {
        next++;
      }
      line(start, end, next);
      start = next;
    }
    endSection();
    return new RawConfig(sections);
  }

  private void line(int start, int end, int next) {
    int first = start;
    while (first < end && isBlank(bytes.get(first))) {
      first++;
    }
    int indent = first - start;
    if (first == end || bytes.get(first) == '#' || bytes.get(first) == ';') {
      // Between the lines of one setting it belongs to that setting.
      if (header != null && !mayHoldKey(first, end)) {
        if (settingIndent >= 0) {
          setting.append(text(start, next));
        } else {
          settings.add(new RawConfig.Setting("", text(start, next)));
        }
      }
    } else if (settingIndent >= 0 && indent > settingIndent) {
      if (!isSecret(settingName)) {
        setting.append(text(start, next));
      }
    } else if (bytes.get(first) == '[') {
      endSection();
      begin(start, end, next);
    } else {
      setting(first, start, end, next);
      settingIndent = indent;
    }
  }

  private void begin(int start, int end, int next) {
    String line = new String(copy(start, end), StandardCharsets.UTF_8).strip();
    SectionHeader found = SectionHeader.ofConfig(line);
    boolean isDefault = found.name().equals("default");
    // [default] and [profile default] may stand side by side; no other section may come twice.
    if (!seen.add((isDefault ? line : found.kind() + " " + found.name()))) {
      throw new IllegalArgumentException("a section comes twice");
    }
    header = found;
    headerLine = text(start, next);
  }

  private void setting(int first, int start, int end, int next) {
    endSetting();
    if (header == null) {
      throw new IllegalArgumentException("a setting stands before the first section");
    }
    int delimiter = first;
    while (delimiter < end && bytes.get(delimiter) != '=' && bytes.get(delimiter) != ':') {
      delimiter++;
    }
    if (delimiter == end) {
      throw new IllegalArgumentException("a line is neither a section nor a setting");
    }
    settingName =
        new String(copy(first, delimiter), StandardCharsets.ISO_8859_1)
            .strip()
            .toLowerCase(Locale.ROOT);
    if (isSecret(settingName)) {
      hidesSecret = true;
    } else {
      setting.append(text(start, next));
    }
  }

  private void endSetting() {
    if (settingIndent >= 0 && !isSecret(settingName)) {
      settings.add(new RawConfig.Setting(settingName, setting.toString()));
    }
    settingIndent = -1;
    settingName = "";
    setting = new StringBuilder();
  }

  private void endSection() {
    endSetting();
    if (header != null) {
      sections.add(
          new RawConfig.Section(header.kind(), header.name(), headerLine, settings, hidesSecret));
    }
    header = null;
    settings = new ArrayList<>();
    hidesSecret = false;
  }

  private static boolean isSecret(String name) {
    return SECRETS.contains(name);
  }

  /** Whether a run of characters is as long as a key, of the characters that keys are made of. */
  private boolean mayHoldKey(int start, int end) {
    int run = 0;
    for (int i = start; i < end; i++) {
      char c = (char) (bytes.get(i) & 0xff);
      boolean ofKeys =
          (c >= 'A' && c <= 'Z')
              || (c >= 'a' && c <= 'z')
              || (c >= '0' && c <= '9')
              || c == '+'
              || c == '/';
      run = ofKeys ? run + 1 : 0;
      if (run >= SHORTEST_KEY) {
        return true;
      }
    }
    return false;
  }

  private String text(int start, int end) {
    return new String(copy(start, end), StandardCharsets.ISO_8859_1);
  }

  private byte[] copy(int start, int end) {
    byte[] copy = new byte[end - start];
    bytes.get(start, copy);
    return copy;
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\t';
  }
}
