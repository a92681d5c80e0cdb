package dev.jvc.daemon.endpoint.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DescriptorLimitTest {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "256, 64",
    "1024, 256",
    "4096, 1024",
    "1048576, 1024",
    "unlimited, 1024",
    "3, 1",
    "garbage, 64"
  })
  void aQuarterOfTheDescriptorsIsForConnections(String soft, int expected) throws IOException {
    Path limits =
        Files.writeString(
            folder.resolve("limits"),
            """
            Limit                     Soft Limit           Hard Limit           Units
            Max processes             95342                95342                processes
            Max open files            %s                 524288               files
            """
                .formatted(soft));

    assertEquals(expected, DescriptorLimit.connections(limits));
  }

  @Test
  void withoutTheFileTheUsualMinimumIsAssumed() {
    assertEquals(64, DescriptorLimit.connections(folder.resolve("missing")));
  }

  @Test
  void thisProcessHasALimit() {
    int connections = DescriptorLimit.connections();
    assertTrue(connections >= 1 && connections <= 1024);
  }
}
