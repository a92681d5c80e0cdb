package dev.jvc.daemon.store.file;

import dev.jvc.daemon.credential.Secret;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;

/**
 * The start of a key file: what is needed to turn the passphrase into the file's key, and a check
 * value that tells a wrong passphrase from a damaged file.
 *
 * <p>Stays the same for the life of a file and is authenticated with everything that is sealed.
 */
final class Header {

  /** Length in bytes. */
  static final int LENGTH = 53;

  private static final byte[] MAGIC = {'j', 'v', 'c', '-', 'k', 'e', 'y', 's'};

  /** Length of what every version starts with, in bytes. */
  static final int MAGIC_LENGTH = MAGIC.length;

  private static final byte VERSION = 1;
  private static final int SALT_LENGTH = 16;
  private static final int CHECK_LENGTH = 16;
  private static final int CHECK_OFFSET = LENGTH - CHECK_LENGTH;

  private final byte[] bytes;
  private final KdfParameters parameters;

  private Header(byte[] bytes, KdfParameters parameters) {
    this.bytes = bytes;
    this.parameters = parameters;
  }

  /** A new header together with the key that its passphrase gives. */
  record Fresh(Header header, FileKey key) {}

  /** Makes the header of a new file. */
  static Fresh create(Secret passphrase, KdfParameters parameters, SecureRandom random) {
    byte[] salt = new byte[SALT_LENGTH];
    random.nextBytes(salt);
    ByteBuffer buffer =
        ByteBuffer.allocate(LENGTH)
            .put(MAGIC)
            .put(VERSION)
            .putInt(parameters.memoryKib())
            .putInt(parameters.passes())
            .putInt(parameters.lanes())
            .put(salt);
    Header header = new Header(buffer.array(), parameters);
    byte[] derived = header.derive(passphrase);
    buffer.put(derived, FileKey.LENGTH, CHECK_LENGTH);
    return new Fresh(header, FileKey.takenFrom(derived));
  }

  /** Whether bytes start like a key file of any version, as far as they go. */
  static boolean hasMagic(byte[] file) {
    int length = Math.min(file.length, MAGIC.length);
    return Arrays.equals(file, 0, length, MAGIC, 0, length);
  }

  /**
   * Reads the header at the start of an undamaged file.
   *
   * @throws BadFileException when it is of a later version, or asks for more than a file may ask
   *     for; nothing has been allocated for it then
   */
  static Header parse(byte[] file) throws BadFileException {
    int version = Byte.toUnsignedInt(file[MAGIC.length]);
    if (version != VERSION) {
      throw BadFileException.unknownVersion(version);
    }
    if (file.length < LENGTH) {
      throw BadFileException.damaged();
    }
    byte[] bytes = Arrays.copyOf(file, LENGTH);
    ByteBuffer costs = ByteBuffer.wrap(bytes, MAGIC.length + 1, 3 * Integer.BYTES);
    try {
      return new Header(bytes, new KdfParameters(costs.getInt(), costs.getInt(), costs.getInt()));
    } catch (IllegalArgumentException absurd) {
      throw BadFileException.refused(String.valueOf(absurd.getMessage()));
    }
  }

  /** The key of the file, or empty when the passphrase is not the one it was made with. */
  Optional<FileKey> unlock(Secret passphrase) {
    byte[] derived = derive(passphrase);
    byte[] check = Arrays.copyOfRange(derived, FileKey.LENGTH, derived.length);
    byte[] expected = Arrays.copyOfRange(bytes, CHECK_OFFSET, LENGTH);
    if (!MessageDigest.isEqual(check, expected)) {
      Arrays.fill(derived, (byte) 0);
      return Optional.empty();
    }
    return Optional.of(FileKey.takenFrom(derived));
  }

  KdfParameters parameters() {
    return parameters;
  }

  /** The bytes as they stand in the file; not to be changed. */
  byte[] bytes() {
    return bytes;
  }

  boolean sameAs(Header other) {
    return Arrays.equals(bytes, other.bytes);
  }

  private byte[] derive(Secret passphrase) {
    byte[] salt = Arrays.copyOfRange(bytes, CHECK_OFFSET - SALT_LENGTH, CHECK_OFFSET);
    return Argon2id.derive(passphrase, salt, parameters, FileKey.LENGTH + CHECK_LENGTH);
  }
}
