package dev.jvc.documents;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One command that a document shows.
 *
 * @param document the name of the document
 * @param first the first command of the block it stands in; itself, where that is prose
 * @param command as it is typed: continued lines are joined, comments are gone
 * @param output what the document says that it prints; empty where it says nothing
 * @param prose whether it stands between backticks in a sentence or a table, where words in
 *     capitals stand for what differs
 */
public record Shown(
    String document, String first, String command, List<String> output, boolean prose) {

  /** How code that is a command begins, where it stands in prose. */
  private static final Pattern IN_PROSE =
      Pattern.compile(
          "(?:jvcd?|aws|sudo|systemctl|systemd-analyze|journalctl|apt|dnf|rpm|docker|podman|brew|nix"
              + "|security|launchctl|curl|gpg|secret-tool) (?!\\.|and )\\S.*"
              + "|(?:bin|bench|docs/screenshots)/(?!\\S*\\.svg)\\w.*|\\./mvnw .*|eval \".*|export \".*");

  private static final Pattern COMMENT = Pattern.compile("\\s+# .*$");

  /** All commands of a document: those of its blocks from top to bottom, then those in prose. */
  public static List<Shown> in(Document document) {
    List<Shown> found = new ArrayList<>();
    for (Document.Block block : document.blocks()) {
      switch (block.language()) {
        case "sh" -> found.addAll(script(document, block.lines()));
        case "console" -> found.addAll(session(document, block.lines()));
        default -> {
          // No commands.
        }
      }
    }
    document.spans().stream()
        .filter(span -> IN_PROSE.matcher(span).matches())
        .distinct()
        .forEach(span -> found.add(new Shown(document.name(), span, span, List.of(), true)));
    return List.copyOf(found);
  }

  /** The commands of all documents, and those that comments of the annotated configuration name. */
  public static Stream<Shown> everywhere() {
    return Stream.concat(Document.all().stream(), Stream.of(Document.of("config/jvc.yaml")))
        .flatMap(document -> in(document).stream());
  }

  private static List<Shown> script(Document document, List<String> lines) {
    String joined = String.join("\n", lines).replaceAll("\\s*\\\\\\n\\s*", " ");
    List<String> commands =
        joined
            .lines()
            .map(line -> COMMENT.matcher(line).replaceAll("").strip())
            .filter(line -> !line.isEmpty() && !line.startsWith("#"))
            .toList();
    return commands.stream()
        .map(command -> new Shown(document.name(), commands.getFirst(), command, List.of(), false))
        .toList();
  }

  private static List<Shown> session(Document document, List<String> lines) {
    List<Shown> found = new ArrayList<>();
    for (int at = 0; at < lines.size(); at++) {
      if (lines.get(at).startsWith("$ ")) {
        int end = at + 1;
        while (end < lines.size() && !lines.get(end).startsWith("$ ")) {
          end++;
        }
        String command = COMMENT.matcher(lines.get(at).substring(2)).replaceAll("");
        String first = found.isEmpty() ? command : found.getFirst().first();
        List<String> output = List.copyOf(lines.subList(at + 1, end));
        found.add(new Shown(document.name(), first, command, output, false));
      }
    }
    return found;
  }

  @Override
  public String toString() {
    return document + ": " + command;
  }
}
