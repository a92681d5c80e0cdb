package dev.jvc.daemon.seal;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A document encrypted with AES-256-GCM (NIST SP 800-38D), as it lies on the disk.
 *
 * <p>{@code "jvcs"}, the version of the form, the slot of the key, 16 bytes that tell the start of
 * the machine, a nonce of 12 bytes, and the encrypted document with its tag of 16 bytes. Everything
 * before the nonce is associated data. Each document has a key of its own, so that a nonce cannot
 * come twice.
 */
final class SealedDocument {

  /** Length of a key. */
  static final int KEY = 32;

  private static final byte VERSION = 1;
  private static final byte[] MAGIC = {'j', 'v', 'c', 's'};
  private static final int BOOT = 16;
  private static final int HEADER = MAGIC.length + 2 + BOOT;
  private static final int NONCE = 12;
  private static final int TAG = 16;

  private final char slot;
  private final byte[] bytes;

  private SealedDocument(char slot, byte[] bytes) {
    this.slot = slot;
    this.bytes = bytes;
  }

  /** Why a document is of no use. */
  static final class UnusableException extends Exception {

    private static final long serialVersionUID = 1L;

    UnusableException(String reason) {
      super(reason);
    }
  }

  /**
   * Seals a document.
   *
   * @param boot 16 bytes that tell this start of the machine
   */
  static SealedDocument seal(
      byte[] document, char slot, byte[] key, byte[] boot, SecureRandom random) {
    byte[] header =
        ByteBuffer.allocate(HEADER).put(MAGIC).put(VERSION).put((byte) slot).put(boot).array();
    byte[] nonce = new byte[NONCE];
    random.nextBytes(nonce);
    try {
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, key, nonce, header).doFinal(document);
      return new SealedDocument(
          slot,
          ByteBuffer.allocate(HEADER + NONCE + sealed.length)
              .put(header)
              .put(nonce)
              .put(sealed)
              .array());
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /**
   * Reads what may be opened on this start of the machine.
   *
   * @throws UnusableException when it is none of this version and this start
   */
  static SealedDocument parse(byte[] bytes, byte[] boot) throws UnusableException {
    if (bytes.length < HEADER + NONCE + TAG
        || !Arrays.equals(MAGIC, Arrays.copyOf(bytes, MAGIC.length))) {
      throw new UnusableException("they are damaged");
    }
    if (bytes[MAGIC.length] != VERSION) {
      throw new UnusableException("another version of jvc wrote them");
    }
    if (!Arrays.equals(boot, Arrays.copyOfRange(bytes, HEADER - BOOT, HEADER))) {
      throw new UnusableException("the machine was started anew");
    }
    char slot = (char) bytes[MAGIC.length + 1];
    if (slot != 'a' && slot != 'b') {
      throw new UnusableException("they are damaged");
    }
    return new SealedDocument(slot, bytes);
  }

  /** Which of the two keys it is sealed with, {@code a} or {@code b}. */
  char slot() {
    return slot;
  }

  /** What lies on the disk. */
  byte[] bytes() {
    return bytes;
  }

  /**
   * The document itself, which the caller wipes.
   *
   * @throws UnusableException when it was sealed with another key, or changed since
   */
  byte[] open(byte[] key) throws UnusableException {
    byte[] header = Arrays.copyOf(bytes, HEADER);
    byte[] nonce = Arrays.copyOfRange(bytes, HEADER, HEADER + NONCE);
    try {
      return cipher(Cipher.DECRYPT_MODE, key, nonce, header)
          .doFinal(bytes, HEADER + NONCE, bytes.length - HEADER - NONCE);
    } catch (GeneralSecurityException | IllegalArgumentException wrong) {
      throw new UnusableException("they are damaged");
    }
  }

  private static Cipher cipher(int mode, byte[] key, byte[] nonce, byte[] header)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG * 8, nonce));
    cipher.updateAAD(header);
    return cipher;
  }
}
