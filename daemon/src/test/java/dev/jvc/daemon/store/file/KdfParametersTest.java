package dev.jvc.daemon.store.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class KdfParametersTest {

  @ParameterizedTest
  @CsvSource({
    "0,           1,           1",
    "7,           1,           1",
    "15,          1,           2",
    "1048577,     1,           1",
    "2147483647,  1,           1",
    "-2147483648, 1,           1",
    "-1,          1,           1",
    "65536,       0,           1",
    "65536,       17,          1",
    "65536,       -1,          1",
    "65536,       2147483647,  1",
    "65536,       3,           0",
    "65536,       3,           9",
    "65536,       3,           -1",
    "65536,       3,           268435457",
  })
  void absurdCostsAreRefused(int memoryKib, int passes, int lanes) {
    assertThrows(IllegalArgumentException.class, () -> new KdfParameters(memoryKib, passes, lanes));
  }

  @ParameterizedTest
  @CsvSource({"8, 1, 1", "64, 1, 8", "1048576, 16, 8", "65536, 3, 1"})
  void everythingUpToTheBoundsIsAccepted(int memoryKib, int passes, int lanes) {
    assertEquals(memoryKib, new KdfParameters(memoryKib, passes, lanes).memoryKib());
  }

  @Test
  void newFilesCost64MebibytesAndThreePasses() {
    assertEquals(new KdfParameters(65536, 3, 1), KdfParameters.DEFAULT);
  }
}
