package dev.jvc.daemon.store.pass;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.daemon.credential.ProfileName;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EntryNameTest {

  private static final Pattern HARMLESS =
      Pattern.compile("[A-Za-z0-9_@+=,%-][A-Za-z0-9._@+=,% -]*");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "personal|personal",
        "a.b_c-d@e+f=g,h|a.b_c-d@e+f=g,h",
        "team/prod/eu|team/prod/eu",
        "two words|two words",
        " leading|%20leading",
        "trailing |trailing%20",
        "a /b|a%20/b",
        "..|%2E.",
        "../../etc/passwd|%2E./%2E./etc/passwd",
        ".hidden|%2Ehidden",
        "a/.git/config|a/%2Egit/config",
        "/absolute|%2Fabsolute",
        "a//b|a%2F%2Fb",
        "a/|a%2F",
        "-rf|-rf",
        "*|%2A",
        "[a]?|%5Ba%5D%3F",
        ":(glob)x|%3A%28glob%29x",
        "$(id)|%24%28id%29",
        "100%|100%25",
        "a%2Fb|a%252Fb",
        "a.gpg/b|a%2Egpg/b",
        "a.gpg|a%2Egpg",
        "a.age|a%2Eage",
        "a.gpg.b|a.gpg.b",
        "ü|%C3%BC",
        "🏔|%F0%9F%8F%94",
      })
  void everyNameHasOnePath(String name, String path) {
    assertEquals(path, EntryName.of(new ProfileName(name)));
    assertEquals(Optional.of(new ProfileName(name)), EntryName.parse(path));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "%", "%4", "%zz", "%41", "%2f", "a%", "ü", ".a", "a/../b", "/a", "a//b", "a/", "%FF",
        "%0A", " a", "a*", "%2", "a%/b", "a.gpg"
      })
  void whatNoNameIsWrittenAsIsNobodys(String path) {
    assertEquals(Optional.empty(), EntryName.parse(path));
  }

  @Test
  void aLongNameIsSpreadOverFolders() {
    ProfileName longest = new ProfileName("語".repeat(ProfileName.MAX_LENGTH));

    String path = EntryName.of(longest);

    assertTrue(Arrays.stream(path.split("/", -1)).allMatch(part -> part.length() <= 201), path);
    assertEquals(Optional.of(longest), EntryName.parse(path));
  }

  @Test
  void halfASurrogatePairHasNoPath() {
    assertThrows(IllegalArgumentException.class, () -> EntryName.of(new ProfileName("a\ud83d")));
  }

  @Test
  void randomNamesComeBackFromHarmlessPaths() {
    Random random = new Random(20_261_124);
    String alphabet = "ab./-%~ *\\'\"$[]:A0é語🏔\u202e.gpg/age";
    int[] characters = alphabet.codePoints().toArray();
    for (int round = 0; round < 20_000; round++) {
      StringBuilder text = new StringBuilder();
      int length = random.nextInt(1, round % 100 == 0 ? 120 : 12);
      for (int i = 0; i < length; i++) {
        text.appendCodePoint(characters[random.nextInt(characters.length)]);
      }
      if (text.toString().isBlank()) {
        continue;
      }
      ProfileName name = new ProfileName(text.toString());
      String path = EntryName.of(name);
      assertEquals(Optional.of(name), EntryName.parse(path), path);
      for (String part : path.split("/", -1)) {
        assertTrue(HARMLESS.matcher(part).matches(), path);
        assertTrue(part.length() <= 201, path);
      }
    }
  }
}
