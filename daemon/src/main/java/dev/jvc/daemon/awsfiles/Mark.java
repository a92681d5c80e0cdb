package dev.jvc.daemon.awsfiles;

import dev.jvc.daemon.credential.ProfileName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The line at the head of a generated file that tells what it was made for, and by a digest of the
 * rest whether somebody has written into it since.
 *
 * @param intact whether nobody has
 */
record Mark(Purpose purpose, ProfileName chosen, boolean intact) {

  /** Configuration files are not larger. */
  private static final int LIMIT = 8 * 1024 * 1024;

  private static final String START = "# jvc ";

  /** The file's bytes: a line for people, the mark, and the text. */
  static byte[] marked(Purpose purpose, ProfileName chosen, String own, String text) {
    String head =
        "# Made by jvc from "
            + (isPlain(own) ? own : "your AWS configuration")
            + " and made again whenever that changes: edit that file, not this one.\n";
    String mark =
        START
            + purpose.word()
            + " "
            + chosen.slug()
            + " "
            + digest(GeneratedConfig.bytes(text))
            + "\n";
    return GeneratedConfig.bytes(head + mark + text);
  }

  /** The mark of a file, empty when it has none or is no file. */
  static Optional<Mark> read(Path file) throws IOException {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > LIMIT) {
      return Optional.empty();
    }
    String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    int start = content.startsWith(START) ? 0 : content.indexOf("\n" + START) + 1;
    int end = content.indexOf('\n', start);
    if (!content.startsWith(START, start) || end < 0) {
      return Optional.empty();
    }
    String[] words = content.substring(start + START.length(), end).split(" ", -1);
    if (words.length != 3) {
      return Optional.empty();
    }
    String text = content.substring(end + 1);
    boolean intact = words[2].equals(digest(GeneratedConfig.bytes(text)));
    return Purpose.of(words[0])
        .flatMap(purpose ->
            ProfileName.ofSlug(words[1]).map(chosen -> new Mark(purpose, chosen, intact)));
  }

  private static boolean isPlain(String text) {
    return text.chars().allMatch(c -> c >= ' ' && c < 0x7f);
  }

  /** The SHA-256 of some bytes in lower-case hexadecimal. */
  static String digest(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException absent) {
      throw new IllegalStateException("every JDK has SHA-256", absent);
    }
  }
}
