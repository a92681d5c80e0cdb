package dev.jvc.client.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.client.outcome.ExitCode;
import dev.jvc.client.outcome.Failure;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ProfileNameTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "personal | personal",
        "AZaz09._- | AZaz09._-",
        "org/dev | org~2Fdev",
        "a b | a~20b",
        "a~b | a~7Eb",
        "100% | 100~25",
        "a@b:c+d | a~40b~3Ac~2Bd",
        "ü | ~C3~BC",
        "😀 | ~F0~9F~98~80",
        ". | ~2E",
        ".. | ~2E~2E",
        "... | ~2E~2E~2E",
        "..a | ..a",
        "../../status | ..~2F..~2Fstatus",
        "a?b#c | a~3Fb~23c"
      })
  void isWrittenInTheAlphabetOfPaths(String name, String slug) throws Failure {
    assertEquals(slug, ProfileName.of(name).slug());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t", "a\nb", "a\u0000b", "\u001b[31m", "a\u007f", "\u0085x"})
  void isRefusedWhenItCannotBeAName(String name) {
    Failure failure = assertThrows(Failure.class, () -> ProfileName.of(name));

    assertEquals(ExitCode.USAGE, failure.exitCode());
    assertTrue(failure.sentence().startsWith("a profile name may not "), failure.sentence());
  }

  @Test
  void hasAtMost256Characters() throws Failure {
    assertEquals(256, ProfileName.of("x".repeat(256)).value().length());

    Failure failure = assertThrows(Failure.class, () -> ProfileName.of("x".repeat(257)));
    assertEquals("a profile name may have at most 256 characters", failure.sentence());
  }

  @Test
  void isTheEnvironmentsWhenNobodyGaveOne() {
    assertEquals("default", ProfileName.defaultOf(Map.of()));
    assertEquals("default", ProfileName.defaultOf(Map.of("JVC_PROFILE", "", "AWS_PROFILE", "")));
    assertEquals("aws", ProfileName.defaultOf(Map.of("AWS_PROFILE", "aws")));
    assertEquals("jvc", ProfileName.defaultOf(Map.of("AWS_PROFILE", "aws", "JVC_PROFILE", "jvc")));
  }

  @Test
  void isEqualToTheSameName() throws Failure {
    assertEquals(ProfileName.of("a"), ProfileName.of("a"));
    assertEquals(ProfileName.of("a").hashCode(), ProfileName.of("a").hashCode());
    assertNotEquals(ProfileName.of("a"), ProfileName.of("A"));
    assertEquals("a", ProfileName.of("a").toString());
  }
}
