package dev.jvc.daemon.store.file;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jvc.daemon.credential.Secret;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Known answers of the reference implementation's own test program (phc-winner-argon2, test.c). */
final class Argon2idTest {

  @ParameterizedTest
  @CsvSource({
    "2, 65536, 1, 09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7",
    "2,   256, 1, 9dfeb910e80bad0311fee20f9c0e2b12c17987b4cac90c2ef54d5b3021c68bfe",
    "2,   256, 2, 6d093c501fd5999645e0ea3bf620d7b8be7fd2db59c20d9fff9539da2bf57037",
    "1, 65536, 1, f6a5adc1ba723dddef9b5ac1d464e180fcd9dffc9d1cbf76cca2fed795d9ca98",
    "4, 65536, 1, 9025d48e68ef7395cca9079da4c4ec3affb3c8911fe4f86d1a2520856f63172c",
  })
  void knownAnswersAreReproduced(int passes, int memoryKib, int lanes, String expected) {
    try (Secret password = Secret.ofString("password")) {
      byte[] tag =
          Argon2id.derive(
              password,
              "somesalt".getBytes(StandardCharsets.US_ASCII),
              new KdfParameters(memoryKib, passes, lanes),
              32);
      assertEquals(expected, HexFormat.of().formatHex(tag));
    }
  }
}
