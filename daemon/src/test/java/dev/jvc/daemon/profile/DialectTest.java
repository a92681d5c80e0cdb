package dev.jvc.daemon.profile;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.daemon.credential.ProfileName;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The form of the configuration file, from bytes to settings. */
final class DialectTest {

  private static ScannedFile scan(String text) {
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    FileText.Kind kind = FileText.Kind.CONFIG;
    return FileScanner.scan("config", FileText.of(bytes, kind), kind);
  }

  private static AwsConfig read(String text) {
    ScannedFile scanned = scan(text);
    assertEquals(List.of(), scanned.faults());
    return SdkReader.read("config", scanned);
  }

  private static Map<String, String> settings(String text, String profile) {
    AwsConfig.Section section = requireNonNull(read(text).profiles().get(new ProfileName(profile)));
    Map<String, String> values = new TreeMap<>();
    section.settings().forEach((name, setting) -> values.put(name, setting.value()));
    return values;
  }

  private static List<String> faults(String text) {
    return scan(text).faults().stream().map(Fault::text).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "region=eu-west-2 | eu-west-2",
        "region   =   eu-west-2 | eu-west-2",
        "'  region = eu-west-2' | eu-west-2",
        "'\tregion\t=\teu-west-2' | eu-west-2",
        "REGION = eu-west-2 | eu-west-2",
        "region: eu-west-2 | eu-west-2",
        "region = eu-west-2 # here | eu-west-2",
        "region = eu-west-2 ; here | eu-west-2",
        "region = a#b | a#b",
        "region = a = b | a = b",
        "region = \"quoted\" | \"quoted\"",
        "region = %(x)s | %(x)s",
        "region = | ''",
        "region = # all comment | ''",
      })
  void aSettingIsReadAsTheAwsCliAndTheSdksReadIt(String line, String value) {
    assertEquals(Map.of("region", value), settings("[profile a]\n" + line + "\n", "a"));
  }

  @Test
  void aDeeperLineContinuesAValue() {
    assertEquals(
        Map.of("session_tags", "a=b,\nc=d", "region", "x"),
        settings("[default]\nsession_tags = a=b,\n   c=d\n\nregion = x\n", "default"));
    assertEquals(
        Map.of("s3", "\na = b\nc = d", "region", "x"),
        settings("[default]\n  s3 =\n    a = b\n    c = d\n  region = x\n", "default"));
  }

  @Test
  void commentsAndBlankLinesMayStandAnywhere() {
    assertEquals(
        Map.of("s3", "\na = b", "region", "x"),
        settings("# 1\n\n[default] # 2\n; 3\ns3 =\n  # 4\n\n  a = b\n  \nregion = x", "default"));
  }

  @Test
  void namesKeepEveryCharacter() {
    for (String name : List.of("a.b/c@d", "100%", "a b", "ü", "~1", "a+b:c", "%20", "a\"b")) {
      String text = "[profile '" + name + "']\nregion = " + "x\n";
      assertEquals(Map.of("region", "x"), settings(text, name), name);
    }
  }

  @Test
  void theLaterOfTwoDefaultProfilesHolds() {
    String prefixed = "[profile default]\nregion = prefixed\n";
    String bare = "[default]\nregion = bare\noutput = json\n";

    assertEquals(Map.of("region", "bare", "output", "json"), settings(prefixed + bare, "default"));
    assertEquals(Map.of("region", "prefixed"), settings(bare + prefixed, "default"));
  }

  @Test
  void everySettingKnowsItsLine() {
    AwsConfig config =
        read("\n[profile a]\n# c\nregion = x\n[services s]\nsts =\n\n  endpoint_url = y\n");

    assertEquals(
        new Located("x", "config", 4, "[profile a]"),
        requireNonNull(config.profiles().get(new ProfileName("a"))).get("region"));
    assertEquals(
        new Located("y", "config", 8, "[services s]"),
        requireNonNull(config.services().get("s")).get("endpoint_url"));
  }

  @Test
  void otherProgramsSectionsAreLeftAlone() {
    AwsConfig config = read("[plugins]\nx = y\n[sso-session s]\nsso_region = z\n[preview]\na=b\n");
    assertEquals(Map.of(), config.profiles());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[profile a]\\nregion eu-west-2 | config:2: is neither a [section] nor NAME = VALUE",
        "[profile a]\\nrole_arn arn:aws:iam::1:role/A | config:2: is neither a [section] nor NAME ="
            + " VALUE",
        "[profile a]\\n = x | config:2: has no name before the equals sign",
        "[profile a]\\ns3 =\\n  x | config:3: is not NAME = VALUE, which belongs below a setting"
            + " without a value",
        "[profile a]\\nx = 1\\nX = 2 | config:3: x is already set on line 2: remove one of them",
        "[profile a]\\n[profile 'a'] | config:2: section [profile 'a'] is already on line 1: merge"
            + " them",
        "x = 1 | config:1: stands before the first section: a [profile NAME] line is missing",
        "[profile a]\\nx = a\u0000b | config:2: holds a control character",
        "[profile a]\\nx = a\u001f\\ny = b | config:2: holds a control character",
        "[profile a\u0007] | config:1: holds a control character",
      })
  void aFlawOfFormIsSaidWithItsLine(String text, String fault) {
    assertEquals(List.of(fault), faults(text.replace("\\n", "\n")));
  }

  @Test
  void lengthsAreLimited() {
    assertEquals(
        List.of("config:2: x is longer than 4096 characters"),
        faults("[profile a]\nx = " + "v".repeat(4097) + "\ny = " + "v".repeat(4096) + "\n"));
    assertEquals(
        List.of("config:3: the value is longer than 4096 characters"),
        faults("[profile a]\nx = " + "v".repeat(4000) + "\n  " + "v".repeat(96) + "\n"));
    assertEquals(
        List.of("config:2: a profile name may have at most 256 characters"),
        faults(
            "[profile " + "n".repeat(256) + "]\n[profile " + "n".repeat(257) + "]\nregion = x\n"));
  }

  @Test
  void theNumberOfSectionsIsLimited() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < FileScanner.MAX_PROFILES; i++) {
      text.append("[profile p").append(i).append("]\n");
    }
    assertEquals(List.of(), faults(text.toString()));
    assertEquals(
        List.of("config: has more than 2000 sections"), faults(text + "[profile one-more]\n"));
  }

  @Test
  void aSettingWithAnImpossibleNameIsIgnoredAloud() {
    ScannedFile scanned = scan("[profile a]\nrole arn = x\n");

    assertEquals(List.of(), scanned.faults());
    assertEquals(
        List.of("config:2: is ignored: this is not the name of a setting"),
        scanned.remarks().stream().map(Fault::text).toList());
    assertTrue(scanned.sections().getFirst().settings().isEmpty());
  }
}
