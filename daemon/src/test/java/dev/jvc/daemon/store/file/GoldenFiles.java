package dev.jvc.daemon.store.file;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/**
 * Key files written once by a program in another language after {@code docs/encrypted-file.md},
 * with the example keys of the AWS documentation.
 */
enum GoldenFiles {
  /** One key, the costs of a new file. */
  DEFAULT_COSTS("default-costs.jvc", "correct horse battery staple"),
  /** Two keys, 64 KiB and one pass, written twice. */
  TWO_KEYS("two-keys.jvc", "pässwörd");

  private final String file;
  private final String passphrase;

  GoldenFiles(String file, String passphrase) {
    this.file = file;
    this.passphrase = passphrase;
  }

  byte[] bytes() throws IOException {
    try (InputStream in = Objects.requireNonNull(GoldenFiles.class.getResourceAsStream(file))) {
      return in.readAllBytes();
    }
  }

  FixedPassphrase passphrase() {
    return new FixedPassphrase(passphrase);
  }
}
