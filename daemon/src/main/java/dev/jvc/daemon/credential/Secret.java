package dev.jvc.daemon.credential;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.function.Function;

/**
 * A secret value as UTF-8 bytes that can be read only on purpose, compared only in constant time,
 * and wiped.
 *
 * <p>It has no string form: {@link #toString()} never shows the value, and two secrets are equal
 * only when they are the same object. Every place that reads one calls {@link #reveal} or {@link
 * #revealString()} and is found by searching for these names.
 */
public final class Secret implements AutoCloseable {

  private final byte[] utf8;
  private volatile boolean closed;

  private Secret(byte[] utf8) {
    this.utf8 = utf8;
  }

  /** A secret that owns the given bytes: the caller must not keep them, and closing wipes them. */
  public static Secret owning(byte[] utf8) {
    return new Secret(utf8);
  }

  /** A secret made of the given characters, which are wiped. */
  public static Secret taking(char[] characters) {
    ByteBuffer encoded = ByteBuffer.allocate(Math.multiplyExact(characters.length, 3));
    StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(characters), encoded, true);
    byte[] bytes = Arrays.copyOf(encoded.array(), encoded.position());
    Arrays.fill(encoded.array(), (byte) 0);
    Arrays.fill(characters, '\0');
    return new Secret(bytes);
  }

  /**
   * A secret made of a string that some library handed over.
   *
   * <p>The string itself cannot be wiped; use this only where a library offers nothing else.
   */
  public static Secret ofString(String value) {
    return new Secret(value.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Applies a function to the bytes themselves, which the function must neither keep nor change.
   *
   * @throws IllegalStateException when this secret has been closed
   */
  public <T> T reveal(Function<byte[], T> reader) {
    requireOpen();
    return reader.apply(utf8);
  }

  /**
   * The value as a string, for the libraries that take nothing else.
   *
   * @throws IllegalStateException when this secret has been closed
   */
  public String revealString() {
    requireOpen();
    return new String(utf8, StandardCharsets.UTF_8);
  }

  /** An independent copy, to be closed on its own. */
  public Secret copy() {
    requireOpen();
    return new Secret(utf8.clone());
  }

  /** Whether both hold the same value, in time that does not depend on where they differ. */
  public boolean matches(Secret other) {
    requireOpen();
    other.requireOpen();
    return MessageDigest.isEqual(utf8, other.utf8);
  }

  /** Length in bytes. */
  public int length() {
    return utf8.length;
  }

  public boolean isEmpty() {
    return utf8.length == 0;
  }

  /** Overwrites the value; reading it afterwards is an error. Closing twice does nothing. */
  @Override
  public void close() {
    closed = true;
    Arrays.fill(utf8, (byte) 0);
  }

  @Override
  public String toString() {
    return "***";
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("this secret has been wiped");
    }
  }
}
