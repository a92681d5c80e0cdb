package dev.jvc.daemon.vault.migration;

import dev.jvc.daemon.credential.AccessKeyId;
import dev.jvc.daemon.credential.BaseKey;
import dev.jvc.daemon.credential.Problem;
import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.credential.Secret;
import dev.jvc.daemon.vault.SecretStore;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * Seals what was in a place before a key was taken away, with a key that lies in the store the key
 * went to.
 *
 * <p>The backup key is 240 random bits, kept under a reserved name in the form of a base key, so
 * that every store can hold it. From it HKDF-SHA256 (RFC 5869) derives the AES-256-GCM key; a
 * sealed text is 12 bytes of nonce, the ciphertext and 16 bytes of tag.
 */
final class BackupCipher {

  /** The name under which a store holds the key of its backups. */
  static final ProfileName NAME = new ProfileName("jvc-import-backup");

  private static final AccessKeyId ID = new AccessKeyId("AKIAJVCIMPORTBACKUPS");
  private static final byte[] INFO = "jvc import backup 1".getBytes(StandardCharsets.US_ASCII);
  private static final int KEY_BYTES = 30;
  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;

  private final SecretKey key;
  private final SecureRandom random;

  private BackupCipher(SecretKey key, SecureRandom random) {
    this.key = key;
    this.random = random;
  }

  /** The cipher of a store, which is given a key when it has none. */
  static BackupCipher make(SecretStore store, SecureRandom random) throws ProblemException {
    Optional<BackupCipher> present = of(store, random);
    if (present.isPresent()) {
      return present.get();
    }
    byte[] bytes = new byte[KEY_BYTES];
    random.nextBytes(bytes);
    try (BaseKey fresh = new BaseKey(ID, Secret.owning(Base64.getEncoder().encode(bytes)))) {
      store.write(NAME, fresh);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
    return of(store, random).orElseThrow(() -> missing(store));
  }

  /** The cipher of a store whose backups are to be opened. */
  static BackupCipher existing(SecretStore store) throws ProblemException {
    return of(store, new SecureRandom()).orElseThrow(() -> missing(store));
  }

  private static Optional<BackupCipher> of(SecretStore store, SecureRandom random)
      throws ProblemException {
    Optional<BaseKey> stored = Stored.key(store, NAME);
    if (stored.isEmpty()) {
      return Optional.empty();
    }
    try (BaseKey secret = stored.get()) {
      return Optional.of(new BackupCipher(secret.secret().reveal(BackupCipher::derive), random));
    }
  }

  private static SecretKey derive(byte[] secret) {
    try {
      return KDF.getInstance("HKDF-SHA256")
          .deriveKey("AES", HKDFParameterSpec.ofExtract().addIKM(secret).thenExpand(INFO, 32));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /**
   * Seals a content.
   *
   * @param associated what the sealed text belongs to
   */
  byte[] seal(Secret content, byte[] associated) {
    byte[] nonce = new byte[NONCE];
    random.nextBytes(nonce);
    byte[] sealed = content.reveal(bytes -> run(Cipher.ENCRYPT_MODE, nonce, associated, bytes));
    return ByteBuffer.allocate(NONCE + sealed.length).put(nonce).put(sealed).array();
  }

  /**
   * Opens a sealed content, to be closed by the caller; empty when it was sealed with another key
   * or has been changed.
   */
  Optional<Secret> open(byte[] sealed, byte[] associated) {
    if (sealed.length < NONCE + TAG_BITS / 8) {
      return Optional.empty();
    }
    byte[] nonce = Arrays.copyOf(sealed, NONCE);
    byte[] content =
        run(
            Cipher.DECRYPT_MODE,
            nonce,
            associated,
            Arrays.copyOfRange(sealed, NONCE, sealed.length));
    return content.length == 0 ? Optional.empty() : Optional.of(Secret.owning(content));
  }

  /** An empty result means a text that was not sealed with this key; no content is empty. */
  private byte[] run(int mode, byte[] nonce, byte[] associated, byte[] text) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(associated);
      return cipher.doFinal(text);
    } catch (AEADBadTagException foreign) {
      return new byte[0];
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static ProblemException missing(SecretStore store) {
    return new ProblemException(
        Problem.of(
            ProblemCode.STORE_FAILED,
            "the "
                + store.name()
                + " store has no "
                + NAME
                + " entry, without which the backups cannot be opened"));
  }
}
