package dev.jvc.daemon.awsfiles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.daemon.profile.SectionHeader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RawConfigParserTest {

  private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

  private static RawConfig parse(String text) {
    return RawConfigParser.parse(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** The text again, as it would be carried over. */
  private static String again(RawConfig config) {
    StringBuilder text = new StringBuilder();
    config.sections().forEach(section -> text.append(section.text()));
    return new String(
        text.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[sso-session corp]\nsso_start_url = https://x.awsapps.com/start\nsso_region=eu-west-1\n",
        "[services dev]\ns3 =\n  endpoint_url = http://127.0.0.1:1\n  # comment\n\n  x = y\n",
        "[services dev]\r\ns3 =\r\n  endpoint_url = http://127.0.0.1:1\r\n",
        "[profile \"a b\"]\n  region : eu-west-2\n  s3 =\n    max_queue_size = 7\n\n\n",
        "[profile é]\nname = ü ; comment\n; another\n# and one\n",
        "[plugins]\ncli_legacy_plugin_path = /x\n[preview]\ncloudfront = true\n",
        "[default]\n[profile x]\n",
      })
  void whatHoldsNoSecretComesThroughToTheByte(String text) {
    assertEquals(text, again(parse(text)));
  }

  @Test
  void bytesThatAreNoUtf8ComeThrough() {
    byte[] bytes = {'[', 'd', 'e', 'f', 'a', 'u', 'l', 't', ']', '\n', 'a', '=', (byte) 0xff, '\n'};

    RawConfig config = RawConfigParser.parse(ByteBuffer.wrap(bytes));

    String text = config.sections().getFirst().text();
    assertEquals(
        "[default]\na=\u00ff\n", text, "one character stands for each byte, whatever it is");
  }

  @Test
  void aLastLineWithoutAnEndGetsOne() {
    assertEquals("[default]\nregion = x\n", again(parse("[default]\nregion = x")));
    assertEquals("[default]\n", again(parse("[default]")));
  }

  @Test
  void theMarkAtTheBeginningAndWhatPrecedesTheFirstSectionAreLeftOut() {
    assertEquals("[default]\n", again(parse("\ufeff[default]\n")));
    assertEquals("[default]\n", again(parse("# mine\n\n[default]\n")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "aws_secret_access_key = " + SECRET,
        "AWS_SECRET_ACCESS_KEY=" + SECRET,
        "aws_secret_access_key : " + SECRET,
        "  aws_secret_access_key = " + SECRET,
        "aws_secret_access_key =\n  " + SECRET,
        "aws_secret_access_key = x\n\t" + SECRET + "\n  " + SECRET,
        "aws_session_token = " + SECRET,
        "aws_security_token = " + SECRET,
        "# aws_secret_access_key = " + SECRET,
        "region = x\n# " + SECRET,
        "region = x\n  ; " + SECRET,
        "#" + SECRET,
      })
  void aSecretIsNotCopied(String lines) {
    RawConfig config = parse("[profile p]\n" + lines + "\noutput = json\n");

    assertFalse(again(config).contains(SECRET.substring(0, 16)), "a secret was copied");
    assertTrue(again(config).contains("output = json\n"), again(config));
    assertFalse(config.toString().contains(SECRET.substring(0, 16)), "a secret is printed");
  }

  @Test
  void itIsKnownWhereAKeyIsHidden() {
    RawConfig config =
        parse("[default]\nregion = x\n[profile p]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\n");

    assertEquals(
        List.of(false, true),
        config.sections().stream().map(RawConfig.Section::hidesSecret).toList());
  }

  @Test
  void sectionsAndSettingsAreKnownByName() {
    RawConfig config =
        parse("[profile 'a b']\nRegion = x\n  more\nS3 =\n  a = b\n[sso-session s]\n");

    RawConfig.Section first = config.sections().getFirst();
    assertEquals(SectionHeader.Kind.PROFILE, first.kind());
    assertEquals("a b", first.name());
    assertEquals(
        List.of(
            new RawConfig.Setting("region", "Region = x\n  more\n"),
            new RawConfig.Setting("s3", "S3 =\n  a = b\n")),
        first.settings());
    assertEquals(SectionHeader.Kind.OTHER, config.sections().getLast().kind());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "region = x\n[default]\n",
        "[default]\nnothing\n",
        "[default\n",
        "[profile a]\n[profile \"a\"]\n",
        "[default]\n[default]\n",
        "[profile]\n",
        "[]\n",
      })
  void whatIsNoConfigurationIsRefusedWithoutQuotingIt(String text) {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> parse(text));
    assertFalse(String.valueOf(refused.getMessage()).contains("nothing"), "it is quoted");
  }

  @Test
  void anyBytesAreReadOrRefused() {
    SplittableRandom random = new SplittableRandom(11);
    String alphabet = "[]profile default=:#;\n\r \t\"'\\x\u00e9";
    int read = 0;
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder(i % 2 == 0 ? "[default]\n" : "");
      int length = random.nextInt(30);
      for (int j = 0; j < length; j++) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      try {
        parse(text.toString());
        read++;
      } catch (IllegalArgumentException refused) {
        assertEquals(IllegalArgumentException.class, refused.getClass(), text.toString());
      }
    }
    assertTrue(read > 1000, "only " + read + " were read");
  }
}
