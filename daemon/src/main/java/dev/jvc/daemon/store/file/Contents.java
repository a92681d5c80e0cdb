package dev.jvc.daemon.store.file;

import dev.jvc.daemon.credential.ProfileName;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an unlocked key file holds: sealed entries by name, and the number of times it was written.
 *
 * <p>An entry is sealed once, when its key is stored; changing another one copies it as it is. The
 * directory names every entry with the digest of its sealed form, so an entry that is swapped,
 * dropped, renamed or replaced by an older one no longer fits.
 */
final class Contents {

  private final long counter;
  private final SortedMap<ProfileName, byte[]> entries;

  private Contents(long counter, SortedMap<ProfileName, byte[]> entries) {
    this.counter = counter;
    this.entries = Collections.unmodifiableSortedMap(entries);
  }

  /** The contents of a file that was never written. */
  static Contents empty() {
    return new Contents(0, new TreeMap<>());
  }

  /**
   * Joins a directory with the sealed entries that follow it.
   *
   * @throws BadFileException when they do not fit
   */
  static Contents read(byte[] directory, ByteBuffer sealedEntries) throws BadFileException {
    try {
      ByteBuffer buffer = ByteBuffer.wrap(directory);
      long counter = buffer.getLong();
      int count = Short.toUnsignedInt(buffer.getShort());
      SortedMap<ProfileName, byte[]> entries = new TreeMap<>();
      for (int i = 0; i < count; i++) {
        byte[] name = take(buffer, Short.toUnsignedInt(buffer.getShort()));
        byte[] sealed = take(sealedEntries, buffer.getInt());
        byte[] digest = take(buffer, Sha256.LENGTH);
        boolean repeated = entries.put(Names.decode(name), sealed) != null;
        if (repeated || !MessageDigest.isEqual(digest, Sha256.of(sealed))) {
          throw BadFileException.damaged();
        }
      }
      if (buffer.hasRemaining() || sealedEntries.hasRemaining()) {
        throw BadFileException.damaged();
      }
      return new Contents(counter, entries);
    } catch (BufferUnderflowException shorter) {
      throw BadFileException.damaged();
    }
  }

  /** The directory, to be sealed. */
  byte[] directory() {
    int length = Long.BYTES + Short.BYTES;
    for (ProfileName name : entries.keySet()) {
      length += Short.BYTES + Names.encode(name).length + Integer.BYTES + Sha256.LENGTH;
    }
    ByteBuffer buffer = ByteBuffer.allocate(length).putLong(counter).putShort((short) size());
    entries.forEach((name, sealed) -> {
      byte[] encoded = Names.encode(name);
      buffer.putShort((short) encoded.length).put(encoded);
      buffer.putInt(sealed.length).put(Sha256.of(sealed));
    });
    return buffer.array();
  }

  /** The sealed entries, one after the other in the order of the directory. */
  byte[] sealedEntries() {
    ByteBuffer buffer =
        ByteBuffer.allocate(entries.values().stream().mapToInt(sealed -> sealed.length).sum());
    entries.values().forEach(buffer::put);
    return buffer.array();
  }

  /** The next contents, with an entry added or replaced. */
  Contents with(ProfileName name, byte[] sealed) {
    SortedMap<ProfileName, byte[]> next = new TreeMap<>(entries);
    next.put(name, sealed);
    return new Contents(counter + 1, next);
  }

  /** The next contents, with an entry removed. */
  Contents without(ProfileName name) {
    SortedMap<ProfileName, byte[]> next = new TreeMap<>(entries);
    next.remove(name);
    return new Contents(counter + 1, next);
  }

  Optional<byte[]> sealed(ProfileName name) {
    return Optional.ofNullable(entries.get(name));
  }

  /** The names of the entries, sorted. */
  List<ProfileName> names() {
    return List.copyOf(entries.keySet());
  }

  private static byte[] take(ByteBuffer buffer, int length) throws BadFileException {
    if (length < 0 || length > buffer.remaining()) {
      throw BadFileException.damaged();
    }
    byte[] bytes = new byte[length];
    buffer.get(bytes);
    return bytes;
  }

  int size() {
    return entries.size();
  }

  /** How often the file was written; never goes back in an honest file. */
  long counter() {
    return counter;
  }
}
