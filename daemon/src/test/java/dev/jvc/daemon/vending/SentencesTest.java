package dev.jvc.daemon.vending;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jvc.daemon.credential.ProfileName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SentencesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "personal|personal",
        "my-team.prod|my-team.prod",
        "a/b@c:d|a/b@c:d",
        "my profile|'my profile'",
        "it's|'it'\\''s'",
        "$(reboot)|'$(reboot)'",
        "-f|'-f'",
        "straße|'straße'",
      })
  void aCommandCanBePastedWhateverTheProfileIsCalled(String name, String word) {
    ProfileName profile = new ProfileName(name);
    assertEquals("jvc login " + word, Sentences.loginNeeded(profile).hint());
    assertEquals(
        "profile " + name + " needs a login: run jvc login " + word,
        Sentences.loginNeeded(profile).message());
  }
}
