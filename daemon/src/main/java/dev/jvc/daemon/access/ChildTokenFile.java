package dev.jvc.daemon.access;

import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.platform.PrivateFiles;
import dev.jvc.daemon.platform.ProcessIdentity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What the next daemon has to know of child tokens, so that a program keeps its credentials when
 * the daemon is restarted: a line for each in a file of the runtime folder, which a reboot empties.
 *
 * <p>A line has the hash of the token, the process it dies with, and the profile's slug. Lines are
 * added one by one, because a program is waiting; those of processes that have ended stay until the
 * file is written anew.
 */
final class ChildTokenFile {

  private static final System.Logger LOG = System.getLogger(ChildTokenFile.class.getName());

  private final Path file;
  private int lines;

  ChildTokenFile(Path file) {
    this.file = file;
  }

  /** One child token. */
  record Line(TokenHash hash, ProfileName profile, ProcessIdentity process) {

    private String text() {
      return String.join(
          " ",
          hash.hex(),
          Long.toString(process.pid()),
          process.startedAt().toString(),
          profile.slug() + "\n");
    }

    /** Empty for a line that is not one, such as the last of a daemon that was killed. */
    private static Optional<Line> parse(String text) {
      String[] words = text.split(" ", -1);
      if (words.length != 4) {
        return Optional.empty();
      }
      try {
        TokenHash hash = TokenHash.parse(words[0]);
        ProcessIdentity process =
            new ProcessIdentity(Long.parseLong(words[1]), Instant.parse(words[2]));
        return ProfileName.ofSlug(words[3]).map(profile -> new Line(hash, profile, process));
      } catch (IllegalArgumentException | DateTimeException malformed) {
        return Optional.empty();
      }
    }
  }

  /** The tokens of an earlier daemon; none when there was none or the file cannot be read. */
  List<Line> read() {
    String content;
    try {
      content = Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (NoSuchFileException none) {
      return List.of();
    } catch (IOException unreadable) {
      warn("read", unreadable);
      return List.of();
    }
    List<Line> read = new ArrayList<>();
    // What follows the last line feed was not written to its end.
    content
        .substring(0, content.lastIndexOf('\n') + 1)
        .lines()
        .map(Line::parse)
        .forEach(line -> line.ifPresent(read::add));
    return read;
  }

  /** Remembers a new token. Should that fail, the token is good for as long as this daemon runs. */
  synchronized void add(Line line) {
    try {
      Files.writeString(file, line.text(), StandardCharsets.US_ASCII, StandardOpenOption.APPEND);
      lines++;
    } catch (IOException unwritable) {
      warn("write", unwritable);
    }
  }

  /** Remembers these tokens and no others; the file is readable by its owner only. */
  synchronized void replace(Collection<Line> tokens) {
    StringBuilder content = new StringBuilder();
    tokens.forEach(line -> content.append(line.text()));
    try {
      PrivateFiles.replace(file, content.toString().getBytes(StandardCharsets.US_ASCII));
      lines = tokens.size();
    } catch (IOException unwritable) {
      warn("write", unwritable);
    }
  }

  /** How many lines there are, those of processes that have ended among them. */
  synchronized int lines() {
    return lines;
  }

  private void warn(String verb, IOException failure) {
    LOG.log(
        System.Logger.Level.WARNING,
        "cannot {0} {1}, so programs that jvc exec runs lose their credentials when the daemon"
            + " is restarted: {2}",
        verb,
        file,
        failure.getMessage());
  }
}
