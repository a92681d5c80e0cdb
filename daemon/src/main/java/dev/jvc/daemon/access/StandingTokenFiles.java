package dev.jvc.daemon.access;

import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.json.JsonException;
import dev.jvc.daemon.json.JsonObject;
import dev.jvc.daemon.platform.PrivateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is on disk of standing tokens: their values, one file each in the runtime folder, and their
 * hashes, all in one file of the state folder.
 *
 * <p>The hashes decide; a value file that does not match its hash is worth nothing.
 */
final class StandingTokenFiles {

  private static final System.Logger LOG = System.getLogger(StandingTokenFiles.class.getName());

  /** File names end at 255 bytes, and the atomic write adds about 30. */
  private static final int LONGEST_NAME = 200;

  private static final int FORMAT = 1;

  private final Path folder;
  private final Path hashes;

  /**
   * @param folder where the value files are
   * @param hashes the file of hashes
   */
  StandingTokenFiles(Path folder, Path hashes) {
    this.folder = folder;
    this.hashes = hashes;
  }

  /**
   * Where the value of a profile's token is: a file named by the slug.
   *
   * <p>Names that a file system might confuse (upper case) or refuse (too long) get a part of their
   * hash, which no slug contains.
   */
  Path file(ProfileName profile) {
    String slug = profile.slug();
    boolean plain =
        slug.length() <= LONGEST_NAME && slug.chars().noneMatch(c -> c >= 'A' && c <= 'Z');
    if (plain) {
      return folder.resolve(slug);
    }
    String hash = TokenHash.of(slug.getBytes(StandardCharsets.US_ASCII)).hex().substring(0, 16);
    String head = slug.substring(0, Math.min(slug.length(), LONGEST_NAME - hash.length() - 1));
    return folder.resolve(head + "~" + hash);
  }

  /**
   * Writes a profile's token, without a line feed, readable by its owner only.
   *
   * @throws IOException when it cannot be written; the message says what to do
   */
  void write(ProfileName profile, ClientToken token) throws IOException {
    Path file = file(profile);
    if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException(file + " is a folder where a client token should be: move it away");
    }
    byte[] copy = token.value().reveal(byte[]::clone);
    try {
      PrivateFiles.replace(file, copy);
    } finally {
      Arrays.fill(copy, (byte) 0);
    }
  }

  /** The token in a profile's file if it is there and has the given hash. */
  Optional<ClientToken> read(ProfileName profile, TokenHash expected) throws IOException {
    Path file = file(profile);
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        || Files.size(file) != ClientToken.LENGTH) {
      return Optional.empty();
    }
    ClientToken token;
    try {
      token = ClientToken.owning(Files.readAllBytes(file));
    } catch (NoSuchFileException vanished) {
      return Optional.empty();
    }
    if (!token.hash().equals(expected)) {
      token.close();
      return Optional.empty();
    }
    return Optional.of(token);
  }

  /** Replaces the file of hashes. */
  void writeHashes(Map<ProfileName, TokenHash> standing) throws IOException {
    List<Map<String, String>> tokens = new ArrayList<>();
    for (Map.Entry<ProfileName, TokenHash> entry : new TreeMap<>(standing).entrySet()) {
      Map<String, String> token = new LinkedHashMap<>();
      token.put("profile", entry.getKey().value());
      token.put("sha256", entry.getValue().hex());
      tokens.add(token);
    }
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("version", FORMAT);
    document.put("standing", tokens);
    PrivateFiles.replace(hashes, JsonObject.write(document));
  }

  /**
   * The hashes of an earlier run, empty when there was none.
   *
   * <p>A file that cannot be understood is moved aside and logged: its tokens stop working and are
   * made anew when asked for, which is better than a daemon that does not start.
   *
   * @throws IOException when the file cannot be read or moved
   */
  Map<ProfileName, TokenHash> readHashes() throws IOException {
    byte[] content;
    try {
      content = Files.readAllBytes(hashes);
    } catch (NoSuchFileException none) {
      return Map.of();
    }
    try {
      return parse(content);
    } catch (JsonException | IllegalArgumentException malformed) {
      Path aside = hashes.resolveSibling(hashes.getFileName() + ".broken");
      Files.move(hashes, aside, StandardCopyOption.REPLACE_EXISTING);
      LOG.log(
          System.Logger.Level.WARNING,
          "client tokens of an earlier run are lost, the file is kept as {0}: {1}",
          aside,
          malformed.getMessage());
      return Map.of();
    }
  }

  private static Map<ProfileName, TokenHash> parse(byte[] content) throws JsonException {
    JsonObject document = JsonObject.parse(content);
    if (document.number("version") != FORMAT) {
      throw new IllegalArgumentException("it was written by another version of jvc");
    }
    Map<ProfileName, TokenHash> standing = new LinkedHashMap<>();
    for (JsonObject token : document.objects("standing")) {
      standing.put(
          new ProfileName(token.string("profile")), TokenHash.parse(token.string("sha256")));
    }
    return standing;
  }
}
