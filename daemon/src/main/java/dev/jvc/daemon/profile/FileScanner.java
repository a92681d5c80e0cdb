package dev.jvc.daemon.profile;

import dev.jvc.daemon.credential.ProfileName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes an AWS file apart line by line and reports every flaw of its form at once.
 *
 * <p>The dialect is the AWS CLI's: settings may be indented, a line indented deeper than the
 * setting above continues it, names of settings are the same in either case, a section or a setting
 * that occurs twice is an error. As in the AWS SDKs, a comment may follow a value after a blank. At
 * most {@value #MAX_PROFILES} sections and {@value #MAX_VALUE} characters in a value are accepted.
 */
final class FileScanner {

  static final int MAX_PROFILES = 2000;
  static final int MAX_VALUE = 4096;

  private static final Pattern COMMENT = Pattern.compile("[ \\t][#;].*");

  /** What the AWS SDKs accept as the name of a setting; they skip all others. */
  private static final Pattern SETTING_NAME = Pattern.compile("[A-Za-z0-9_\\-/.%@:+]+");

  private final String file;
  private final FileText.Kind kind;
  private final List<ScannedFile.Section> sections = new ArrayList<>();
  private final Map<String, Integer> seen = new HashMap<>();
  private final List<Fault> faults = new ArrayList<>();
  private final List<Fault> remarks = new ArrayList<>();

  private int number;
  private ScannedFile.@Nullable Section section;
  private ScannedFile.@Nullable Setting setting;
  private int settingIndent;

  private FileScanner(String file, FileText.Kind kind) {
    this.file = file;
    this.kind = kind;
  }

  /**
   * @param file the file as messages show it
   */
  static ScannedFile scan(String file, FileText text, FileText.Kind kind) {
    FileScanner scanner = new FileScanner(file, kind);
    for (String line : text.lines()) {
      scanner.number++;
      if (text.undecodable().contains(scanner.number)) {
        scanner.fault("is not UTF-8 text");
      } else {
        scanner.line(line);
      }
    }
    if (scanner.sections.size() > MAX_PROFILES) {
      scanner.faults.add(new Fault(file, 0, "has more than " + MAX_PROFILES + " sections"));
    }
    return new ScannedFile(
        List.copyOf(scanner.sections), List.copyOf(scanner.faults), List.copyOf(scanner.remarks));
  }

  private void line(String line) {
    if (line.chars().anyMatch(c -> Character.isISOControl(c) && c != '\t')) {
      fault("holds a control character");
      return;
    }
    String content = line.strip();
    if (content.isEmpty()) {
      return;
    }
    int indent = line.indexOf(content);
    if (setting != null && indent > settingIndent) {
      continuation(setting, content);
      return;
    }
    setting = null;
    settingIndent = indent;
    if (content.startsWith("[")) {
      header(content);
    } else {
      setting(content);
    }
  }

  private void header(String content) {
    SectionHeader header;
    try {
      header =
          kind == FileText.Kind.CONFIG
              ? SectionHeader.ofConfig(content)
              : SectionHeader.ofCredentials(content);
      if (header.kind() == SectionHeader.Kind.PROFILE) {
        new ProfileName(header.name());
      }
    } catch (IllegalArgumentException malformed) {
      fault(String.valueOf(malformed.getMessage()));
      // What follows belongs to nothing, which is said once.
      section =
          new ScannedFile.Section(new SectionHeader(SectionHeader.Kind.OTHER, "", ""), number);
      return;
    }
    Integer first = seen.putIfAbsent(header.kind() + " " + header.name(), number);
    if (first != null) {
      fault("section " + header.label() + " is already on line " + first + ": merge them");
    }
    section = new ScannedFile.Section(header, number);
    sections.add(section);
  }

  private void setting(String content) {
    ScannedFile.Section owner = section;
    if (owner == null) {
      fault("stands before the first section: a [profile NAME] line is missing");
      return;
    }
    int equals = content.indexOf('=');
    if (equals < 0) {
      fault("is neither a [section] nor NAME = VALUE");
      return;
    }
    String name = content.substring(0, equals).strip().toLowerCase(Locale.ROOT);
    if (name.isEmpty()) {
      fault("has no name before the equals sign");
      return;
    }
    String value = COMMENT.matcher(content.substring(equals + 1)).replaceFirst("").strip();
    ScannedFile.Setting fresh = new ScannedFile.Setting(number, value);
    setting = fresh;
    requireShort(name, fresh);
    if (!SETTING_NAME.matcher(name).matches()) {
      remarks.add(new Fault(file, number, "is ignored: this is not the name of a setting"));
      return;
    }
    ScannedFile.Setting first = owner.settings().putIfAbsent(name, fresh);
    if (first != null) {
      fault(name + " is already set on line " + first.line() + ": remove one of them");
    }
  }

  private void continuation(ScannedFile.Setting continued, String content) {
    if (continued.value().isEmpty() && content.indexOf('=') < 1) {
      fault("is not NAME = VALUE, which belongs below a setting without a value");
      return;
    }
    continued.continuation().put(number, content);
    requireShort("the value", continued);
  }

  private void requireShort(String name, ScannedFile.Setting checked) {
    if (checked.length() > MAX_VALUE) {
      fault(name + " is longer than " + MAX_VALUE + " characters");
    }
  }

  private void fault(String message) {
    faults.add(new Fault(file, number, message));
  }
}
