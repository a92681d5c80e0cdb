package dev.jvc.daemon.store.awsvault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.daemon.credential.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The one kind of JWE that aws-vault writes, and texts that are another kind or none. */
final class CompactJweTest {

  private static final String HEADER =
      "{\"alg\":\"PBES2-HS256+A128KW\",\"enc\":\"A256GCM\",\"p2c\":8192,\"p2s\":\"AAAAAAAAAAA\"}";

  private static CompactJwe parse(String text) throws CompactJwe.MalformedException {
    return CompactJwe.parse(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Optional<String> open(String text, String passphrase)
      throws CompactJwe.MalformedException {
    try (Secret secret = Secret.ofString(passphrase)) {
      return parse(text)
          .open(secret)
          .map(content -> {
            try (content) {
              return content.revealString();
            }
          });
    }
  }

  @Test
  void theVectorOfAnotherLibraryOpensByItsPassphraseOnly() throws Exception {
    assertTrue(open(Jose.VECTOR, "password").orElseThrow().startsWith("{\"Key\":\"jonsmith\""));
    for (String wrong : new String[] {"", "Password", "password ", "passwor"}) {
      assertEquals(Optional.empty(), open(Jose.VECTOR, wrong));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "password, 8, 1000",
    "password, 12, 8192",
    "password, 64, 1500",
    "ключ ☃🏔, 16, 1000",
    "a passphrase that is much longer than one block of the hash function beneath it all, 16, 1000",
  })
  void whatAnIndependentLibraryWritesIsReadToTheByte(String passphrase, int salt, int iterations)
      throws Exception {
    String text = Jose.item("ünï/cödé") + "\n\u0000\ud83c\udfd4";

    assertEquals(
        Optional.of(text), open(Jose.encrypt(text, passphrase, salt, iterations), passphrase));
  }

  /** A text with another header, whose other parts have the right lengths. */
  private static String withHeader(String header) {
    return base64(header.getBytes(StandardCharsets.UTF_8))
        + "."
        + base64(new byte[40])
        + "."
        + base64(new byte[12])
        + "."
        + base64(new byte[100])
        + "."
        + base64(new byte[16]);
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PBES2-HS256+A128KW | PBES2-HS512+A256KW | it is not encrypted as aws-vault encrypts",
        "PBES2-HS256+A128KW | dir | it is not encrypted as aws-vault encrypts",
        "PBES2-HS256+A128KW | none | it is not encrypted as aws-vault encrypts",
        "A256GCM | A128CBC-HS256 | it is not encrypted as aws-vault encrypts",
        "8192 | 1000001 | it asks for 1000001 iterations",
        "8192 | 9223372036854775807 | it asks for 9223372036854775807 iterations",
        "8192 | 0 | it asks for 0 iterations",
        "8192 | -1 | it asks for -1 iterations",
        "8192 | 1e99 | its header is member p2c must be a whole number",
        "8192 | \"8192\" | its header is member p2c must be a whole number",
        "\"p2c\":8192, | '' | its header is member p2c is missing",
        "AAAAAAAAAAA | AAAAAA | its salt has 4 bytes",
        "AAAAAAAAAAA | A+/A | it is not in the form of JWE",
        "{ | {\"zip\":\"DEF\", | it is compressed or extended, which aws-vault never does",
        "{ | {\"crit\":[\"exp\"], | it is compressed or extended, which aws-vault never does",
        "{ | {\"alg\":\"dir\", | its header is not well-formed JSON",
        "{ | [ | its header is not well-formed JSON",
      })
  void anotherHeaderIsRefusedBeforeAnyWork(String part, String other, String reason) {
    String text = withHeader(HEADER.replace(part, other));

    CompactJwe.MalformedException refused =
        assertThrows(CompactJwe.MalformedException.class, () -> parse(text));
    assertEquals(reason, refused.reason());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "....", "a.b.c.d", "a.b.c.d.e.f", "buy milk", "é.é.é.é.é"})
  void whatIsNoJweIsRefused(String text) {
    assertThrows(CompactJwe.MalformedException.class, () -> parse(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", " ", "=", ".", "\u0000"})
  void nothingMayStandBehind(String more) {
    assertThrows(CompactJwe.MalformedException.class, () -> parse(Jose.VECTOR + more));
  }

  @Test
  void noChangedCharacterGoesUnnoticed() {
    Random random = new Random(20261124);
    for (int i = 0; i < 200; i++) {
      int at = random.nextInt(Jose.VECTOR.length());
      char other = (char) (' ' + random.nextInt(95));
      if (other == Jose.VECTOR.charAt(at) || endsAPart(at)) {
        continue;
      }
      String changed = Jose.VECTOR.substring(0, at) + other + Jose.VECTOR.substring(at + 1);
      String content;
      try {
        content = open(changed, "password").orElse("(wrong passphrase)");
      } catch (CompactJwe.MalformedException noticed) {
        continue;
      }
      assertEquals("(wrong passphrase)", content, "character " + at + " as " + other);
    }
  }

  /** The last character of a part may hold bits that belong to no byte. */
  private static boolean endsAPart(int at) {
    return at + 1 == Jose.VECTOR.length() || Jose.VECTOR.charAt(at + 1) == '.';
  }
}
