package dev.jvc.client.doctor;

import dev.jvc.client.control.ProcessOwner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who owns the files that jvc reads and writes, and who else gets at them. */
final class PermissionCheck implements Check {

  private static final String NAME = "files";

  /** Group and others may do nothing. */
  private static final int PRIVATE = 0077;

  /** Group and others may not write. */
  private static final int UNCHANGEABLE = 0022;

  private final List<Rule> rules;
  private final int owner;

  /** What a file must not allow others, and whether jvc refuses it otherwise. */
  private record Rule(Path path, int forbidden, boolean required) {}

  private PermissionCheck(List<Rule> rules, int owner) {
    this.rules = List.copyOf(rules);
    this.owner = owner;
  }

  /** The check of a person's files. */
  static PermissionCheck of(Places places) {
    return of(places, ProcessOwner.uid());
  }

  static PermissionCheck of(Places places, int owner) {
    List<Rule> rules = new ArrayList<>();
    add(rules, places.awsConfig(), UNCHANGEABLE, true);
    add(rules, places.awsCredentials(), PRIVATE, false);
    add(rules, places.config(), UNCHANGEABLE, true);
    add(rules, places.data(), PRIVATE, false);
    add(rules, places.data().resolve("keys.jvc"), PRIVATE, true);
    add(rules, places.state(), PRIVATE, false);
    add(rules, places.runtime(), PRIVATE, true);
    for (Path token : places.tokenFiles()) {
      add(rules, token, PRIVATE, true);
    }
    return new PermissionCheck(rules, owner);
  }

  private static void add(List<Rule> rules, @Nullable Path path, int forbidden, boolean required) {
    if (path != null) {
      rules.add(new Rule(path, forbidden, required));
    }
  }

  @Override
  public List<Finding> look() {
    List<Finding> findings = new ArrayList<>();
    for (Rule rule : rules) {
      Finding finding = look(rule);
      if (finding != null) {
        findings.add(finding);
      }
    }
    if (findings.isEmpty()) {
      findings.add(Finding.ok(NAME, "jvc's files and the AWS files are yours, and closed enough"));
    }
    return findings;
  }

  private @Nullable Finding look(Rule rule) {
    Path path = rule.path();
    int uid;
    int mode;
    try {
      Map<String, Object> found = Files.readAttributes(path, "unix:uid,mode");
      uid = (Integer) found.getOrDefault("uid", -1);
      mode = (Integer) found.getOrDefault("mode", 0);
    } catch (NoSuchFileException absent) {
      return null;
    } catch (IOException unreadable) {
      return Finding.problem(NAME, path + " cannot be looked at", "");
    }
    if (uid != owner) {
      return Finding.problem(NAME, path + " belongs to another user", "");
    }
    if ((mode & rule.forbidden()) == 0) {
      return null;
    }
    boolean written = (mode & UNCHANGEABLE) != 0;
    String title = path + " can be " + (written ? "changed" : "read") + " by other users";
    String remedy = "chmod go-" + (rule.forbidden() == PRIVATE ? "rwx" : "w") + " " + word(path);
    return rule.required()
        ? Finding.problem(NAME, title, remedy)
        : Finding.warning(NAME, title, remedy);
  }

  /** A path as a shell reads it back. */
  private static String word(Path path) {
    String text = path.toString();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Character.isLetterOrDigit(c) && "/._-+@:,".indexOf(c) < 0) {
        return "'" + text.replace("'", "'\\''") + "'";
      }
    }
    return text;
  }
}
