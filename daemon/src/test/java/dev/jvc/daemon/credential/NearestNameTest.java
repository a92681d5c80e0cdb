package dev.jvc.daemon.credential;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NearestNameTest {

  private static final List<String> KNOWN = List.of("personal", "production", "dev", "staging");

  @ParameterizedTest
  @CsvSource({
    "persnal, personal",
    "presonal, personal",
    "PERSONAL, personal",
    "prduction, production",
    "dve, dev",
    "de, dev",
    "stagging, staging",
    "productoin-, production",
  })
  void aSlipOfTheFingerIsUnderstood(String mistyped, String meant) {
    assertEquals(Optional.of(meant), NearestName.of(mistyped, KNOWN));
  }

  @ParameterizedTest
  @CsvSource({"zebra", "pers", "d", "x", "devdevdev"})
  void whatIsFarFromEverythingIsNotGuessed(String mistyped) {
    assertEquals(Optional.empty(), NearestName.of(mistyped, KNOWN));
  }

  @Test
  void theClosestOfSeveralIsTaken() {
    assertEquals(Optional.of("dev2"), NearestName.of("dev22", List.of("dev1", "dev2", "dev")));
    assertEquals(Optional.empty(), NearestName.of("a".repeat(65), List.of("a".repeat(64))));
    assertEquals(Optional.empty(), NearestName.of("dev", List.of()));
  }
}
