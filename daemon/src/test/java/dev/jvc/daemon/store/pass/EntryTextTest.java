package dev.jvc.daemon.store.pass;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jvc.daemon.credential.AccessKeyId;
import dev.jvc.daemon.credential.BaseKey;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.credential.Secret;
import dev.jvc.daemon.store.pass.EntryText.BadEntryException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EntryTextTest {

  private static final ProfileName PERSONAL = new ProfileName("personal");
  private static final String ID = "AKIAIOSFODNN7EXAMPLE";
  private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static BaseKey key(String secret) {
    return new BaseKey(new AccessKeyId(ID), Secret.ofString(secret));
  }

  @Test
  void theSecretStandsAloneOnTheFirstLine() throws Exception {
    try (BaseKey key = key(SECRET)) {
      assertEquals(
          SECRET + "\naws_access_key_id: " + ID + "\nprofile: personal\n",
          new String(EntryText.encode(PERSONAL, key), StandardCharsets.UTF_8));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{secret}\naws_access_key_id: {id}\nprofile: personal\n",
        "{secret}\naws_access_key_id: {id}",
        "{secret}\naws_access_key_id:{id}\n\n",
        "{secret}\r\naws_access_key_id: {id}\r\nprofile: personal\r\n",
        "{secret}\nurl: https://aws.example\nprofile:  personal \naws_access_key_id:  {id} \nnote\n",
        "{secret}\n\n\naws_access_key_id: {id}\naws_access_key_ids: x\n profile: other\n",
      })
  void whatAPersonMayWriteIsRead(String text) throws Exception {
    try (BaseKey key =
        EntryText.decode(PERSONAL, utf8(text.replace("{secret}", SECRET).replace("{id}", ID)))) {
      assertEquals(ID, key.id().value());
      assertEquals(SECRET, key.secret().revealString());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | has no secret access key on its first line",
        "\\n | has no secret access key on its first line",
        "\\naws_access_key_id: {id}\\n | has no secret access key on its first line",
        "{secret} | has no line aws_access_key_id: with the access key id",
        "{secret}\\n{id}\\n | has no line aws_access_key_id: with the access key id",
        "{secret}\\n aws_access_key_id: {id}\\n | has no line aws_access_key_id: with the access key id",
        "{secret}\\naws_access_key_id:\\n | has no access key id after aws_access_key_id:",
        "{secret}\\naws_access_key_id: {secret}\\n | has no access key id after aws_access_key_id:",
        "{secret}\\naws_access_key_id: {id}\\naws_access_key_id: {id} | has two lines aws_access_key_id:",
        "{secret}\\naws_access_key_id: {id}\\nprofile: Personal | says that it is of another profile: move it"
            + " back",
      })
  void whatIsNoKeyIsNamedWithoutRepeatingIt(String text, String expected) {
    byte[] bytes = utf8(text.replace("\\n", "\n").replace("{secret}", SECRET).replace("{id}", ID));

    BadEntryException bad =
        assertThrows(BadEntryException.class, () -> EntryText.decode(PERSONAL, bytes));

    assertEquals(expected, bad.getMessage());
    assertFalse(bad.toString().contains(SECRET));
  }

  @ParameterizedTest
  @ValueSource(strings = {"two\nlines", "ends\r", "\n"})
  void aSecretOfSeveralLinesIsNotWritten(String secret) {
    try (BaseKey key = key(secret)) {
      BadEntryException bad =
          assertThrows(BadEntryException.class, () -> EntryText.encode(PERSONAL, key));
      assertEquals("would hold a secret access key of several lines", bad.getMessage());
    }
  }

  @Test
  void whateverIsInAnEntryItIsReadOrRefused() throws Exception {
    Random random = new Random(7);
    byte[] parts = utf8(SECRET + "\naws_access_key_id: " + ID + "\nprofile: personal\r\n:");
    int read = 0;
    for (int round = 0; round < 20_000; round++) {
      byte[] text = parts.clone();
      for (int change = random.nextInt(4); change > 0; change--) {
        text[random.nextInt(text.length)] = (byte) random.nextInt(256);
      }
      try (BaseKey key = EntryText.decode(PERSONAL, text)) {
        assertFalse(key.secret().isEmpty());
        read++;
      } catch (BadEntryException refused) {
        assertFalse(String.valueOf(refused.getMessage()).isEmpty());
      }
    }
    assertFalse(read == 0 || read == 20_000);
  }
}
