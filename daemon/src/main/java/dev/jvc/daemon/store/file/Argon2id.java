package dev.jvc.daemon.store.file;

import dev.jvc.daemon.credential.Secret;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/** Argon2id version 1.3 (RFC 9106), without a secret value and without associated data. */
final class Argon2id {

  private Argon2id() {}

  /**
   * Derives key material from a passphrase.
   *
   * @return {@code length} bytes that the caller wipes
   */
  static byte[] derive(Secret passphrase, byte[] salt, KdfParameters parameters, int length) {
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(parameters.memoryKib())
            .withIterations(parameters.passes())
            .withParallelism(parameters.lanes())
            .withSalt(salt)
            .build());
    byte[] derived = new byte[length];
    passphrase.reveal(bytes -> generator.generateBytes(bytes, derived));
    return derived;
  }
}
