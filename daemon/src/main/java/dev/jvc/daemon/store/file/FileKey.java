package dev.jvc.daemon.store.file;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key that a file's parts are sealed with: AES-256-GCM under a fresh random nonce each time
 * (NIST SP 800-38D; a key seals far fewer than its limit of 2^32 parts).
 *
 * <p>A sealed part is the nonce, the ciphertext and the tag. Closing wipes the key; copies inside
 * the JDK's cipher end with the process.
 */
final class FileKey implements AutoCloseable {

  /** Length in bytes. */
  static final int LENGTH = 32;

  private static final int NONCE_LENGTH = 12;
  private static final int TAG_LENGTH = 16;

  /** How much longer a sealed part is than its content, in bytes. */
  static final int OVERHEAD = NONCE_LENGTH + TAG_LENGTH;

  private final byte[] key;

  private FileKey(byte[] key) {
    this.key = key;
  }

  /** The key at the start of derived bytes, which are wiped. */
  static FileKey takenFrom(byte[] derived) {
    byte[] key = Arrays.copyOf(derived, LENGTH);
    Arrays.fill(derived, (byte) 0);
    return new FileKey(key);
  }

  /** Seals a content, bound to associated data that has to be given again to open it. */
  byte[] seal(byte[] content, byte[] associated, SecureRandom random) {
    byte[] nonce = new byte[NONCE_LENGTH];
    random.nextBytes(nonce);
    byte[] sealed = Arrays.copyOf(nonce, content.length + OVERHEAD);
    try {
      cipher(Cipher.ENCRYPT_MODE, nonce, associated)
          .doFinal(content, 0, content.length, sealed, NONCE_LENGTH);
      return sealed;
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("AES-256-GCM is part of every JDK", impossible);
    }
  }

  /**
   * Opens a sealed part.
   *
   * @return the content, which the caller wipes when it is secret
   * @throws BadFileException when the part or the associated data is not what was sealed
   */
  byte[] open(byte[] sealed, byte[] associated) throws BadFileException {
    if (sealed.length < OVERHEAD) {
      throw BadFileException.damaged();
    }
    try {
      return cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(sealed, NONCE_LENGTH), associated)
          .doFinal(sealed, NONCE_LENGTH, sealed.length - NONCE_LENGTH);
    } catch (AEADBadTagException changed) {
      throw BadFileException.damaged();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("AES-256-GCM is part of every JDK", impossible);
    }
  }

  @Override
  public void close() {
    Arrays.fill(key, (byte) 0);
  }

  private Cipher cipher(int mode, byte[] nonce, byte[] associated) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_LENGTH * 8, nonce));
    cipher.updateAAD(associated);
    return cipher;
  }
}
