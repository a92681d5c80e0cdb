package dev.jvc.client.process.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class UnitTextTest {

  @Test
  void theUnitStartsTheProgramsOfTheInstallation() {
    List<String> lines = UnitText.unit(Path.of("/opt/jvc/bin")).lines().toList();

    assertTrue(lines.contains("ExecStart=/opt/jvc/bin/jvcd"), lines.toString());
    assertTrue(lines.contains("ExecReload=/opt/jvc/bin/jvc daemon reload"), lines.toString());
    assertFalse(lines.stream().anyMatch(line -> line.contains("%h")), lines.toString());
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\0',
      delimiter = ';',
      value = {
        "/usr/bin/jvcd; /usr/bin/jvcd",
        "/home/a b/jvcd; \"/home/a b/jvcd\"",
        "/home/100%/jvcd; \"/home/100%%/jvcd\"",
        "X=a\"b\\c; \"X=a\\\"b\\\\c\"",
        "HTTPS_PROXY=http://u:p@h:1; HTTPS_PROXY=http://u:p@h:1",
        "X=$HOME'y; \"X=$HOME'y\"",
      })
  void aWordMeansItselfToSystemd(String word, String expected) {
    assertEquals(expected, UnitText.quoted(word));
  }

  @Test
  void variablesStandBesideTheUnit() {
    assertEquals(
        "[Service]\nEnvironment=A=1\nEnvironment=\"B=x y\"\n",
        UnitText.beside(new TreeMap<>(Map.of("B", "x y", "A", "1")), false));
    assertEquals("[Unit]\nConditionPathExists=\n\n[Service]\n", UnitText.beside(Map.of(), true));
  }

  @Test
  void onlyVariablesThatTheDaemonHonoursAreKept() {
    Map<String, String> kept =
        KeptVariables.of(
            Map.of(
                "AWS_CA_BUNDLE", "/etc/ca.pem",
                "https_proxy", "http://proxy:1",
                "JVC_CONFIG", "",
                "NO_PROXY", "a\nb",
                "AWS_SECRET_ACCESS_KEY", "CANARY",
                "JVC_FILE_PASSPHRASE", "CANARY",
                "AWS_PROFILE", "personal",
                "PATH", "/bin"));

    assertEquals(Map.of("AWS_CA_BUNDLE", "/etc/ca.pem", "https_proxy", "http://proxy:1"), kept);
  }
}
