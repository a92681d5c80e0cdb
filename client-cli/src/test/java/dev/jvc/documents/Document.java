package dev.jvc.documents;

import dev.jvc.client.scripted.Golden;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * One Markdown file of the repository.
 *
 * @param name its path below the root of the checkout, with slashes
 */
public record Document(String name, String text) {

  private static final Pattern FENCED = Pattern.compile("(?ms)^( *)```(\\w*)\\n(.*?)^\\1```$");
  private static final Pattern SPAN = Pattern.compile("`([^`\\n]+(?:\\n[^`\\n]+)?)`");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.+?) *$");

  /** Every Markdown file but those that builds make, in the order of their names. */
  public static List<Document> all() {
    Path root = Golden.root();
    Set<Path> found = new TreeSet<>();
    try {
      Files.walkFileTree(
          root,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
              String name = folder.getFileName().toString();
              boolean made = name.equals("target") || name.equals("node_modules");
              return !folder.equals(root) && (made || name.equals(".git"))
                  ? FileVisitResult.SKIP_SUBTREE
                  : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              if (file.toString().endsWith(".md")) {
                found.add(file);
              }
              return FileVisitResult.CONTINUE;
            }
          });
      return found.stream().map(file -> of(root.relativize(file).toString())).toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** The file with this path below the root. */
  static Document of(String name) {
    try {
      return new Document(name, Files.readString(Golden.root().resolve(name)));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /**
   * A fenced block of code.
   *
   * @param language the word behind its fence
   * @param lines its content, without the indentation of the fence
   */
  record Block(String language, List<String> lines) {}

  /** Its fenced blocks, from top to bottom. */
  List<Block> blocks() {
    return FENCED
        .matcher(text)
        .results()
        .map(block -> new Block(block.group(2), lines(block.group(1), block.group(3))))
        .toList();
  }

  private static List<String> lines(String indentation, String body) {
    return body.lines()
        .map(line -> line.startsWith(indentation) ? line.substring(indentation.length()) : line)
        .toList();
  }

  /** What stands between backticks, a line break within counting as a blank. */
  List<String> spans() {
    return SPAN.matcher(prose())
        .results()
        .map(span -> span.group(1).replaceAll("\\s+", " "))
        .toList();
  }

  /** Everything but its fenced blocks. */
  String prose() {
    return FENCED.matcher(text).replaceAll("");
  }

  /** Where its links and pictures lead, those to other servers left out. */
  List<String> localLinks() {
    return LINK.matcher(SPAN.matcher(prose()).replaceAll(""))
        .results()
        .map((MatchResult link) -> link.group(1))
        .filter(target -> !target.matches("[a-z]+:.*"))
        .toList();
  }

  /** The anchors of its headings, made as the usual readers of Markdown make them. */
  Set<String> anchors() {
    Set<String> anchors = new HashSet<>();
    HEADING
        .matcher(prose())
        .results()
        .map(heading -> anchor(heading.group(1)))
        .forEach(anchor -> {
          String free = anchor;
          for (int number = 1; !anchors.add(free); number++) {
            free = anchor + "-" + number;
          }
        });
    return anchors;
  }

  private static String anchor(String heading) {
    return heading
        .toLowerCase(Locale.ROOT)
        .replaceAll("\\[([^\\]]*)\\]\\([^)]*\\)", "$1")
        .replaceAll("[^\\p{L}\\p{N} _-]", "")
        .replace(' ', '-');
  }

  /** The file that a link without its anchor leads to, by its path below the root. */
  Path target(String link) {
    String path = link.split("#", -1)[0];
    Path own = Path.of(name);
    return path.isEmpty() ? own : own.resolveSibling(path).normalize();
  }

  @Override
  public String toString() {
    return name;
  }
}
