package dev.jvc.daemon.store.plaintext;

import dev.jvc.daemon.credential.BaseKey;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.credential.Secret;
import dev.jvc.daemon.vault.KeyShape;
import java.util.Arrays;
import java.util.List;

/** One profile's key in a file. */
final class PlaintextKey {

  private final byte[] bytes;
  private final SharedFile file;
  private final ProfileName profile;

  /**
   * @param bytes of the whole file, the caller's
   */
  PlaintextKey(byte[] bytes, SharedFile file, ProfileName profile) {
    this.bytes = bytes;
    this.file = file;
    this.profile = profile;
  }

  /** Why a key cannot be moved; the message is a sentence for a person. */
  static final class UnusableException extends Exception {

    private static final long serialVersionUID = 1L;

    UnusableException(String reason) {
      super(reason);
    }

    String reason() {
      return String.valueOf(getMessage());
    }
  }

  ProfileName profile() {
    return profile;
  }

  /** The line a person looks for. */
  int line() {
    return file.of(profile).getFirst().number();
  }

  /** Whether there is anything of a key; a session token alone is left to whoever wrote it. */
  boolean exists() {
    return file.of(profile).stream().anyMatch(line -> line.what() != KeyLine.What.TOKEN);
  }

  /** The last four characters of the access key id, once it is known that the key can be moved. */
  String tail() throws UnusableException {
    try (BaseKey key = key()) {
      return key.id().tail();
    }
  }

  /** The key, to be closed by the caller. */
  BaseKey key() throws UnusableException {
    if (lines(KeyLine.What.TOKEN).stream().anyMatch(line -> !line.isEmpty())) {
      throw new UnusableException(
          "profile " + profile + " has a temporary key, which ends by itself: it stays");
    }
    KeyLine id = only(KeyLine.What.ID, "aws_access_key_id");
    KeyLine secret = only(KeyLine.What.SECRET, "aws_secret_access_key");
    try {
      return KeyShape.key(value(id), value(secret));
    } catch (ProblemException malformed) {
      throw new UnusableException(
          "the key of profile " + profile + " stays: " + malformed.problem().message());
    }
  }

  /**
   * The file without this key: its lines, with their line ends, are gone; a comment behind a value
   * stays.
   *
   * @return wiped by the caller
   */
  byte[] without() {
    List<KeyLine> gone =
        file.of(profile).stream().filter(line -> line.what() != KeyLine.What.TOKEN).toList();
    byte[] rest = new byte[bytes.length - gone.stream().mapToInt(PlaintextKey::length).sum()];
    int from = 0;
    int to = 0;
    for (KeyLine line : gone) {
      System.arraycopy(bytes, from, rest, to, line.start() - from);
      to += line.start() - from;
      from = line.end();
    }
    System.arraycopy(bytes, from, rest, to, bytes.length - from);
    return rest;
  }

  private static int length(KeyLine line) {
    return line.end() - line.start();
  }

  private List<KeyLine> lines(KeyLine.What what) {
    return file.of(profile).stream().filter(line -> line.what() == what).toList();
  }

  private KeyLine only(KeyLine.What what, String setting) throws UnusableException {
    List<KeyLine> lines = lines(what);
    if (lines.isEmpty()) {
      throw new UnusableException(
          "profile " + profile + " has half a key: " + setting + " is missing");
    }
    KeyLine first = lines.getFirst();
    for (KeyLine line : lines) {
      if (file.continued().contains(line.number())) {
        throw new UnusableException(
            "the key of profile " + profile + " goes on in the next line: write it in one line");
      }
      if (!Arrays.equals(
          bytes, first.valueStart(), first.valueEnd(), bytes, line.valueStart(), line.valueEnd())) {
        throw new UnusableException(
            "profile " + profile + " stands there with different keys: delete the wrong one");
      }
    }
    return first;
  }

  private Secret value(KeyLine line) {
    return Secret.owning(Arrays.copyOfRange(bytes, line.valueStart(), line.valueEnd()));
  }
}
