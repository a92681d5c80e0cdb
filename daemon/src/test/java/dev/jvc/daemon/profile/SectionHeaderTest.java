package dev.jvc.daemon.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SectionHeaderTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[default] | DEFAULT | default",
        "[ default ] | DEFAULT | default",
        "[profile dev] | PROFILE | dev",
        "[profile dev]# comment | PROFILE | dev",
        "[profile dev] ; comment ] | PROFILE | dev",
        "[profile   dev ] | PROFILE | dev",
        "[profile default] | PROFILE | default",
        "[profile \"my dev\"] | PROFILE | my dev",
        "[profile 'my dev'] | PROFILE | my dev",
        "[profile my\\ dev] | PROFILE | my dev",
        "[profile \"a]b\"] | PROFILE | a]b",
        "[profile \"a\\\"b\"] | PROFILE | a\"b",
        "[profile it's] | unclosed | ",
        "[profile team/dev.eu@x] | PROFILE | team/dev.eu@x",
        "[services local] | SERVICES | local",
        "[sso-session work] | OTHER | sso-session work",
        "[plugins] | OTHER | plugins",
        "[dev] | OTHER | dev",
        "[Profile dev] | OTHER | Profile dev",
      })
  void theConfigurationFileNamesKinds(String line, String kind, String name) {
    if (kind.equals("unclosed")) {
      assertThrows(IllegalArgumentException.class, () -> SectionHeader.ofConfig(line));
      return;
    }
    SectionHeader header = SectionHeader.ofConfig(line);
    assertEquals(kind, header.kind().name());
    assertEquals(name, header.name());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[profile dev | the section header has no closing bracket",
        "[ | the section header has no closing bracket",
        "[] | the section has no name",
        "[ ] | the section has no name",
        "[profile] | the section has no name: write [profile NAME]",
        "[profile ] | the section has no name: write [profile NAME]",
        "[services] | the section has no name: write [services NAME]",
        "[profile a b] | a name with blanks needs quotes: write [profile \"a b\"]",
        "[profile \"a] | a quote in the section name is not closed",
        "[profile a] b | there is text after the closing bracket",
        "[profile a]] | there is text after the closing bracket",
      })
  void aMalformedHeaderIsSaidToBeSo(String line, String message) {
    IllegalArgumentException malformed =
        assertThrows(IllegalArgumentException.class, () -> SectionHeader.ofConfig(line));
    assertEquals(message, malformed.getMessage());
  }

  @ParameterizedTest
  @CsvSource({"[dev], dev", "[my dev], my dev", "[profile dev], profile dev", "[ a ] # b, a"})
  void theCredentialsFileNamesProfilesPlainly(String line, String name) {
    SectionHeader header = SectionHeader.ofCredentials(line);
    assertEquals(SectionHeader.Kind.PROFILE, header.kind());
    assertEquals(name, header.name());
  }
}
