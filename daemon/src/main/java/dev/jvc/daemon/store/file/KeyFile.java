package dev.jvc.daemon.store.file;

import dev.jvc.daemon.credential.ProfileName;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * A key file as it stands on the disk: header, sealed directory, sealed entries, and a digest that
 * finds accidental damage before anybody is asked for a passphrase.
 *
 * <p>{@code docs/encrypted-file.md} describes the format.
 */
final class KeyFile {

  /** The largest file accepted, in bytes; room for thousands of keys. */
  static final int MAX_LENGTH = 1 << 20;

  private static final byte DIRECTORY = 'D';
  private static final byte ENTRY = 'E';

  private final Header header;
  private final byte[] sealedDirectory;
  private final ByteBuffer sealedEntries;

  private KeyFile(Header header, byte[] sealedDirectory, ByteBuffer sealedEntries) {
    this.header = header;
    this.sealedDirectory = sealedDirectory;
    this.sealedEntries = sealedEntries;
  }

  /**
   * Takes a file apart; nothing is decrypted yet.
   *
   * @throws BadFileException when it is damaged, foreign, newer, or asks for absurd costs
   */
  static KeyFile parse(byte[] file) throws BadFileException {
    if (!Header.hasMagic(file)) {
      throw BadFileException.foreign();
    }
    int end = file.length - Sha256.LENGTH;
    if (end <= Header.MAGIC_LENGTH
        || !MessageDigest.isEqual(
            Sha256.of(file, 0, end), Arrays.copyOfRange(file, end, file.length))) {
      throw BadFileException.damaged();
    }
    Header header = Header.parse(Arrays.copyOf(file, end));
    int body = Header.LENGTH + Integer.BYTES;
    if (end < body) {
      throw BadFileException.damaged();
    }
    int directoryLength = ByteBuffer.wrap(file).getInt(Header.LENGTH);
    if (directoryLength < FileKey.OVERHEAD || directoryLength > end - body) {
      throw BadFileException.damaged();
    }
    int entries = body + directoryLength;
    return new KeyFile(
        header,
        Arrays.copyOfRange(file, body, entries),
        ByteBuffer.wrap(file, entries, end - entries).slice().asReadOnlyBuffer());
  }

  /** The bytes of a file with the given contents. */
  static byte[] write(Header header, FileKey key, Contents contents, SecureRandom random) {
    byte[] directory = key.seal(contents.directory(), associated(header, DIRECTORY), random);
    byte[] entries = contents.sealedEntries();
    ByteBuffer file =
        ByteBuffer.allocate(
                Header.LENGTH + Integer.BYTES + directory.length + entries.length + Sha256.LENGTH)
            .put(header.bytes())
            .putInt(directory.length)
            .put(directory)
            .put(entries);
    return file.put(Sha256.of(file.array(), 0, file.position())).array();
  }

  Header header() {
    return header;
  }

  /**
   * Opens the directory.
   *
   * @throws BadFileException when anything in the file is not what was written with this key
   */
  Contents open(FileKey key) throws BadFileException {
    return Contents.read(
        key.open(sealedDirectory, associated(header, DIRECTORY)), sealedEntries.duplicate());
  }

  /** What an entry is bound to: this file, and its name. */
  static byte[] associatedWithEntry(Header header, ProfileName name) {
    return associated(header, ENTRY, Names.encode(name));
  }

  private static byte[] associated(Header header, byte part, byte... name) {
    byte[] fixed = header.bytes();
    byte[] associated = Arrays.copyOf(fixed, fixed.length + 1 + name.length);
    associated[fixed.length] = part;
    System.arraycopy(name, 0, associated, fixed.length + 1, name.length);
    return associated;
  }
}
