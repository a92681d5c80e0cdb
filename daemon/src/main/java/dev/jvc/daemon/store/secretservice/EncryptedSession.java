package dev.jvc.daemon.store.secretservice;

import dev.jvc.daemon.credential.ProblemException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The encryption of secrets on their way over the bus: {@value #ALGORITHM} of the Secret Service
 * API.
 *
 * <p>Diffie-Hellman over the second Oakley group (RFC 2409, section 6.2), HKDF with SHA-256 and
 * neither salt nor info (RFC 5869), AES-128 in CBC mode with PKCS #7 padding. It keeps secrets from
 * whoever reads along on the bus; it does not prove who the service is.
 */
final class EncryptedSession implements AutoCloseable {

  static final String ALGORITHM = "dh-ietf1024-sha256-aes128-cbc-pkcs7";

  private static final BigInteger PRIME =
      new BigInteger(
          """
          FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD1\
          29024E088A67CC74020BBEA63B139B22514A08798E3404DD\
          EF9519B3CD3A431B302B0A6DF25F14374FE1356D6D51C245\
          E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7ED\
          EE386BFB5A899FA5AE9F24117C4B1FE649286651ECE65381\
          FFFFFFFFFFFFFFFF\
          """,
          16);

  private static final BigInteger GENERATOR = BigInteger.TWO;
  private static final int GROUP_BYTES = 128;
  private static final int KEY_BYTES = 16;
  private static final int BLOCK_BYTES = 16;

  private final byte[] key;
  private final SecureRandom random;

  private EncryptedSession(byte[] key, SecureRandom random) {
    this.key = key;
    this.random = random;
  }

  /** A secret as it travels: initialisation vector and encrypted value. */
  static final class Sealed {

    private final byte[] parameters;
    private final byte[] value;

    Sealed(byte[] parameters, byte[] value) {
      this.parameters = parameters;
      this.value = value;
    }

    byte[] parameters() {
      return parameters;
    }

    byte[] value() {
      return value;
    }
  }

  /** Our half of the key exchange. */
  static final class Offer {

    private final BigInteger exponent;
    private final SecureRandom random;

    Offer(SecureRandom random) {
      this.random = random;
      // Neither 0 nor 1 can come out, and the top bit is always set.
      this.exponent = new BigInteger(GROUP_BYTES * 8 - 2, random).setBit(GROUP_BYTES * 8 - 2);
    }

    byte[] publicKey() {
      return padded(GENERATOR.modPow(exponent, PRIME));
    }

    /**
     * The session that both halves make.
     *
     * @param theirPublicKey as the service sent it
     * @throws ProblemException when it is not between 2 and the prime less 2, which would make the
     *     key known to everybody
     */
    EncryptedSession accept(byte[] theirPublicKey) throws ProblemException {
      BigInteger theirs = new BigInteger(1, theirPublicKey);
      if (theirs.compareTo(BigInteger.ONE) <= 0
          || theirs.compareTo(PRIME.subtract(BigInteger.ONE)) >= 0) {
        throw Problems.badPublicKey();
      }
      byte[] shared = padded(theirs.modPow(exponent, PRIME));
      try {
        byte[] key =
            KDF.getInstance("HKDF-SHA256")
                .deriveData(
                    HKDFParameterSpec.ofExtract().addIKM(shared).thenExpand(null, KEY_BYTES));
        return new EncryptedSession(key, random);
      } catch (GeneralSecurityException missing) {
        throw new IllegalStateException("this Java lacks HKDF-SHA256", missing);
      } finally {
        Arrays.fill(shared, (byte) 0);
      }
    }
  }

  /** Encrypts; the plain text stays the caller's. */
  Sealed seal(byte[] plain) {
    byte[] vector = new byte[BLOCK_BYTES];
    random.nextBytes(vector);
    try {
      return new Sealed(vector, cipher(Cipher.ENCRYPT_MODE, vector).doFinal(plain));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("this Java lacks AES in CBC mode", impossible);
    }
  }

  /**
   * Decrypts.
   *
   * @return to be wiped by the caller
   * @throws ProblemException the same for whatever is wrong with it
   */
  byte[] open(Sealed sealed) throws ProblemException {
    if (sealed.parameters().length != BLOCK_BYTES || sealed.value().length == 0) {
      throw Problems.undecipherable(null);
    }
    try {
      return cipher(Cipher.DECRYPT_MODE, sealed.parameters()).doFinal(sealed.value());
    } catch (GeneralSecurityException wrong) {
      throw Problems.undecipherable(wrong);
    }
  }

  private Cipher cipher(int mode, byte[] vector) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
    cipher.init(mode, new SecretKeySpec(key, "AES"), new IvParameterSpec(vector));
    return cipher;
  }

  /** Wipes the key. */
  @Override
  public void close() {
    Arrays.fill(key, (byte) 0);
  }

  private static byte[] padded(BigInteger number) {
    byte[] bytes = number.toByteArray();
    int length = Math.min(bytes.length, GROUP_BYTES);
    byte[] padded = new byte[GROUP_BYTES];
    System.arraycopy(bytes, bytes.length - length, padded, GROUP_BYTES - length, length);
    Arrays.fill(bytes, (byte) 0);
    return padded;
  }
}
