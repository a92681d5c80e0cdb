package dev.jvc.daemon.store.pass;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.daemon.store.pass.GpgStatus.Failure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GpgStatusTest {

  private static GpgStatus parse(String... lines) {
    return GpgStatus.parse(List.of(lines));
  }

  /** Values that gpg 2.2.40 was seen to report, and those of a card, which have another source. */
  @ParameterizedTest
  @CsvSource({
    "83886179, CANCELLED",
    "67108963, CANCELLED",
    "83886278, CANCELLED",
    "67108875, WRONG_PASSPHRASE",
    "100663383, WRONG_PIN",
    "100663426, PIN_BLOCKED",
    "67108949, NO_PINENTRY",
    "67108950, PINENTRY_DIED",
    "83902463, PINENTRY_DIED",
    "33570815, PINENTRY_DIED",
    "83886142, PINENTRY_GAVE_UP",
    "83918950, NO_TERMINAL",
    "33554509, NO_AGENT",
    "67108881, NO_SECRET_KEY",
    "100663408, NO_CARD",
    "100696144, NO_CARD",
    "100663406, CARD_REMOVED",
    "100663387, WRONG_CARD",
    "100663404, CARD_FAILED",
    "67108983, NO_CARD_DAEMON",
    "1, OTHER",
    "0, OTHER",
    "x, OTHER",
    "99999999999999999999999, OTHER",
  })
  void theErrorOfTheKeyIsTheReason(String value, Failure failure) {
    GpgStatus status =
        parse(
            "[GNUPG:] ENC_TO 77A8204821543452 1 0",
            "gpg: public key decryption failed: whatever",
            "[GNUPG:] ERROR pkdecrypt_failed " + value,
            "[GNUPG:] BEGIN_DECRYPTION",
            "[GNUPG:] DECRYPTION_FAILED",
            "[GNUPG:] END_DECRYPTION");

    assertEquals(failure, status.failure());
    assertEquals(OptionalLong.empty(), status.pinentry());
    assertEquals(List.of("77A8204821543452"), status.keys());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "NONE | DECRYPTION_KEY A B u; DECRYPTION_OKAY; GOODMDC",
        "NONE | ERROR pkdecrypt_failed 67108881; DECRYPTION_KEY A B u; DECRYPTION_OKAY",
        "DAMAGED | NODATA 1; NODATA 2",
        "DAMAGED | NODATA 3",
        "DAMAGED | DECRYPTION_KEY A B u; BADMDC; DECRYPTION_FAILED",
        "DAMAGED | DECRYPTION_KEY A B u; DECRYPTION_FAILED",
        "DAMAGED | DECRYPTION_OKAY; BADMDC",
        "NO_SECRET_KEY | NO_SECKEY A; DECRYPTION_FAILED",
        "CANCELLED | NO_SECKEY A; ERROR pkdecrypt_failed 99; DECRYPTION_FAILED",
        "CANCELLED | ERROR pkdecrypt_failed 99; ERROR pkdecrypt_failed 17",
        "CANCELLED | ERROR pkdecrypt_failed 17; ERROR pkdecrypt_failed 99",
        "WRONG_PIN | SC_OP_FAILURE 2; ERROR pkdecrypt_failed 1",
        "CANCELLED | SC_OP_FAILURE 1; ERROR pkdecrypt_failed 99",
        "OTHER | DECRYPTION_FAILED",
        "OTHER | ERROR keyedit.passwd 99",
        "OTHER | ERROR",
        "OTHER | ''",
      })
  void theWholeIsJudgedTogether(Failure failure, String statuses) {
    List<String> lines =
        Arrays.stream(statuses.split("; ", -1)).map(status -> "[GNUPG:] " + status).toList();

    assertEquals(failure, GpgStatus.parse(lines).failure());
  }

  @Test
  void whatIsNoStatusLineSaysNothing() {
    assertEquals(
        Failure.OTHER,
        parse("gpg: [GNUPG:] DECRYPTION_OKAY", "DECRYPTION_OKAY", " [GNUPG:] DECRYPTION_OKAY")
            .failure());
  }

  @Test
  void thePinentryThatAskedIsKnown() {
    assertEquals(
        OptionalLong.of(11404),
        parse(
                "[GNUPG:] PINENTRY_LAUNCHED 11404 curses 1.2.1 /dev/pts/0 tmux-256color - 20600/0/0"
                    + " 0/0 -")
            .pinentry());
    assertEquals(OptionalLong.empty(), parse("[GNUPG:] PINENTRY_LAUNCHED -1").pinentry());
    assertEquals(OptionalLong.empty(), parse("[GNUPG:] PINENTRY_LAUNCHED").pinentry());
  }

  @Test
  void anyLinesAreJudgedAndNothingIsDecryptedWithoutSayingSo() {
    Random random = new Random(11);
    String[] pieces = {
      "[GNUPG:] ",
      "[GNUPG:]",
      "ERROR ",
      "pkdecrypt_failed ",
      "NODATA ",
      "PINENTRY_LAUNCHED ",
      "99",
      "-",
      " ",
      "\u0000",
      "é",
      "18446744073709551616",
      "SC_OP_FAILURE ",
      "NO_SECKEY",
      "BADMDC"
    };
    for (int round = 0; round < 20_000; round++) {
      List<String> lines = new ArrayList<>();
      for (int line = random.nextInt(5); line > 0; line--) {
        StringBuilder text = new StringBuilder();
        for (int piece = random.nextInt(6); piece > 0; piece--) {
          text.append(pieces[random.nextInt(pieces.length)]);
        }
        lines.add(text.toString());
      }
      assertTrue(GpgStatus.parse(lines).failure() != Failure.NONE, lines.toString());
    }
  }
}
