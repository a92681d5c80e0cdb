package dev.jvc.daemon.store.secretservice;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.daemon.credential.AccessKeyId;
import dev.jvc.daemon.credential.BaseKey;
import dev.jvc.daemon.credential.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KeyTextTest {

  private static final String ID = "AKIAIOSFODNN7EXAMPLE";
  private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

  @Test
  void aKeyIsTwoLines() {
    try (BaseKey key = new BaseKey(new AccessKeyId(ID), Secret.ofString(SECRET))) {
      assertEquals(
          ID + "\n" + SECRET + "\n", new String(KeyText.encode(key), StandardCharsets.UTF_8));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n"})
  void theLastLineNeedsNoEnd(String end) {
    try (BaseKey key = decode(ID + "\n" + SECRET + end).orElseThrow()) {
      assertEquals(ID, key.id().value());
      assertEquals(SECRET, key.secret().revealString());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "\n\n",
        ID,
        ID + "\n",
        ID + "\n\n",
        "\n" + SECRET,
        "short\n" + SECRET,
        ID + "!\n" + SECRET,
        ID + "\r\n" + SECRET + "\r\n",
        ID + "\n" + SECRET + " \n",
        ID + "\n" + SECRET + "\nmore",
        ID + "\n" + SECRET + "\n\n",
        ID + "\nß" + SECRET,
        ID + "\n\u0000",
        "{\"AccessKeyID\":\"" + ID + "\"}",
      })
  void whatIsNotTwoLinesIsNoKey(String text) {
    assertTrue(decode(text).isEmpty());
  }

  @Test
  void aValueOfAnyLengthIsRefusedWithoutReadingIt() {
    assertTrue(decode(ID + "\n" + "x".repeat(5000)).isEmpty());
  }

  @Test
  void theValueIsWipedWhateverItIs() {
    for (String text : new String[] {ID + "\n" + SECRET, "nothing of ours"}) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      KeyText.decode(bytes).ifPresent(BaseKey::close);
      assertArrayEquals(new byte[bytes.length], bytes);
    }
  }

  private static Optional<BaseKey> decode(String text) {
    return KeyText.decode(text.getBytes(StandardCharsets.UTF_8));
  }
}
