package dev.jvc.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a person would miss: the stored keys, their index and the configuration, byte for byte. */
final class Belongings {

  private final List<Path> files;
  private final Map<Path, String> before;

  private Belongings(List<Path> files) throws IOException {
    this.files = files;
    this.before = read(files);
  }

  /** What is there now. */
  static Belongings of(Machine machine) throws IOException {
    return new Belongings(
        List.of(
            machine.keyFile(),
            machine.home().resolve("state/jvc/keys.json"),
            machine.home().resolve(".aws/config"),
            machine.home().resolve("config/jvc/jvc.yaml")));
  }

  /** Nothing was changed, made or removed since. */
  void checkUntouched() throws IOException {
    assertEquals(before, read(files));
  }

  private static Map<Path, String> read(List<Path> files) throws IOException {
    Map<Path, String> contents = new TreeMap<>();
    for (Path file : files) {
      if (Files.isRegularFile(file)) {
        byte[] bytes = Files.readAllBytes(file);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        contents.put(
            file, text.chars().allMatch(c -> c < 0x7f) ? text : HexFormat.of().formatHex(bytes));
      }
    }
    return contents;
  }
}
