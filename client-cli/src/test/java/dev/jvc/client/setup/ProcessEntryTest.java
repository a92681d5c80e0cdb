package dev.jvc.client.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.client.outcome.Failure;
import dev.jvc.client.protocol.ProfileName;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ProcessEntryTest {

  private static final String BEGIN = "# >>> jvc setup p >>>\n";
  private static final String END = "# <<< jvc setup p <<<\n";
  private static final String LINE = "credential_process = /usr/bin/jvc credentials p\n";

  private static String with(String text, String profile) throws Failure {
    ProcessEntry entry = ProcessEntry.of(ProfileName.of(profile), Path.of("/usr/bin/jvc"));
    String with = entry.putInto(text, entry.lines("~/.aws/config", text));
    Block block = Block.find("f", with, entry.key());
    assertNotNull(block, with);
    assertEquals(text, block.removedFrom(with, null), "it can be taken out again");
    return with;
  }

  @ParameterizedTest
  @CsvSource({
    "'[profile p]\nregion = x\n\n[profile q]\n','[profile p]\nregion = x\n~\n[profile q]\n'",
    "'[profile p]\n[profile q]\n','[profile p]\n~[profile q]\n'",
    "'[profile \"p\"]\nmfa_serial = x\n# c\n','[profile \"p\"]\nmfa_serial = x\n~# c\n'",
    "'[profile p]\ns3 =\n  a = b\n','[profile p]\ns3 =\n  a = b\n~'",
  })
  void theLineGoesIntoASectionWithoutAnotherSource(String before, String after) throws Failure {
    assertEquals(after.replace("~", BEGIN + LINE + END), with(before, "p"));
  }

  @Test
  void aFileThatEndsWithinALineIsLeftSo() throws Failure {
    assertEquals(
        "[profile p]\nregion = x\n" + BEGIN + LINE + "# <<< jvc setup p <<<",
        with("[profile p]\nregion = x", "p"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "role_arn = x",
        "ROLE_ARN=x",
        "  role_arn = x",
        "source_profile = q",
        "sso_session = s",
        "sso_start_url = s",
        "web_identity_token_file = f",
        "credential_process = x",
        "credential_source = Environment",
        "aws_access_key_id = A",
        "include_profile = q"
      })
  void besideAnotherSourceItHasASectionOfItsOwn(String source) throws Failure {
    String text = "[default]\nregion = d\n[profile p]\n" + source + "\nregion = r\n";

    assertEquals(text + BEGIN + "[profile p-jvc]\n" + LINE + "region = r\n" + END, with(text, "p"));
  }

  @Test
  void withoutASectionOneIsMade() throws Failure {
    assertEquals(BEGIN + "[profile p]\n" + LINE + END, with("", "p"));
    assertEquals(
        "[default]\nregion = d\n" + BEGIN + "[profile p]\n" + LINE + "region = d\n" + END,
        with("[default]\nregion = d\n", "p"));
    assertTrue(with("", "default").contains("\n[default]\ncredential_process"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a b | \"a b\" | --hex 612062",
        "a'b | \"a'b\" | --hex 612762",
        "ü | ü | --hex c3bc",
        "-x | -x | --hex 2d78",
        "a;b | a;b | --hex 613b62",
      })
  void aNameThatNeedsQuotesIsWrittenWithoutAny(String name, String header, String word)
      throws Failure {
    String text = Bytes.encode("[profile " + header + "]\nregion = x\n");

    assertTrue(
        with(text, name)
            .contains("\ncredential_process = /usr/bin/jvc credentials " + word + "\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a'b", "a]b", "a#b", "ü", "a\"b", " a"})
  void aSectionThatNotEverySdkCouldReadIsNotMade(String name) {
    Failure refused = assertThrows(Failure.class, () -> with("", name));

    assertEquals(2, refused.exitCode().code());
    assertTrue(refused.sentence().contains("~/.aws/config"), refused.sentence());
  }

  @Test
  void aSectionOfTheNameThatIsNeededIsNotTouched() {
    Failure refused =
        assertThrows(
            Failure.class, () -> with("[profile p]\nrole_arn = x\n[profile p-jvc]\n", "p"));

    assertTrue(refused.sentence().contains("profile p-jvc already"), refused.sentence());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/opt/my tools/jvc", "/opt/it's/jvc", "/opt/$x/jvc", "/opt/a;b/jvc"})
  void aPathThatNeedsQuotesIsRefusedWithAWayOut(String program) {
    Failure refused =
        assertThrows(Failure.class, () -> ProcessEntry.of(ProfileName.of("p"), Path.of(program)));

    assertTrue(refused.sentence().contains("make a link"), refused.sentence());
  }
}
