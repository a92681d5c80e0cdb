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
  @CsvSource({"256, 256", "1048576, 1048576", "unlimited, 9223372036854775807", "garbage, 256"})
  void theSoftLimitIsReadFromTheKernel(String soft, long expected) throws IOException {
    Path limits =
        Files.writeString(
            folder.resolve("limits"),
            """
            Limit                     Soft Limit           Hard Limit           Units
            Max processes             95342                95342                processes
            Max open files            %s                 524288               files
            """
                .formatted(soft));

    assertEquals(expected, DescriptorLimit.softLimit(limits));
  }

  @Test
  void withoutTheFileTheUsualMinimumIsAssumed() {
    assertEquals(256, DescriptorLimit.softLimit(folder.resolve("missing")));
  }

  @ParameterizedTest
  @CsvSource({
    "256, 80, 64",
    "256, 144, 64",
    "256, 195, 13",
    "256, 250, 4",
    "256, 300, 4",
    "8, 3, 4",
    "1024, 100, 256",
    "4096, 100, 1024",
    "9223372036854775807, 100, 1024",
  })
  void aQuarterIsForConnectionsWhereTheRestIsEnough(long limit, long held, int expected) {
    assertEquals(expected, DescriptorLimit.connections(limit, held));
  }

  @Test
  void thisProcessHasALimit() {
    int connections = DescriptorLimit.connections();
    assertTrue(connections >= 1 && connections <= 1024);
  }
}
