package dev.jvc.system;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Another process's memory, read as root reads it ({@code /proc/PID/mem}, proc(5)).
 *
 * <p>A text counts in both forms that Java keeps: one byte a character, and UTF-16.
 */
final class ProcessMemory {

  private static final int WINDOW = 4 * 1024 * 1024;

  private final Path proc;

  ProcessMemory(long pid) {
    this.proc = Path.of("/proc", Long.toString(pid));
  }

  /** How often any of the texts stands in memory that can be read. */
  int count(String... texts) throws IOException {
    List<byte[]> needles = new ArrayList<>();
    for (String text : texts) {
      needles.add(text.getBytes(StandardCharsets.UTF_8));
      needles.add(text.getBytes(StandardCharsets.UTF_16LE));
    }
    int found = 0;
    try (RandomAccessFile memory = new RandomAccessFile(proc.resolve("mem").toFile(), "r")) {
      for (String line : Files.readAllLines(proc.resolve("maps"), StandardCharsets.ISO_8859_1)) {
        if (isReadable(line)) {
          found += countIn(memory, line, needles);
        }
      }
    }
    return found;
  }

  /** Device mappings and the kernel's own pages have nothing a program wrote. */
  private static boolean isReadable(String mapping) {
    return mapping.contains(" r") && !mapping.contains("[v") && !mapping.contains(" /dev/");
  }

  private static int countIn(RandomAccessFile memory, String mapping, List<byte[]> needles)
      throws IOException {
    String range = mapping.substring(0, mapping.indexOf(' '));
    long start = Long.parseUnsignedLong(range.substring(0, range.indexOf('-')), 16);
    long end = Long.parseUnsignedLong(range.substring(range.indexOf('-') + 1), 16);
    int longest = needles.stream().mapToInt(needle -> needle.length).max().orElse(1);
    int found = 0;
    byte[] window = new byte[WINDOW];
    for (long at = start; at < end; at += WINDOW - longest) {
      int wanted = (int) Math.min(WINDOW, end - at);
      int read;
      try {
        memory.seek(at);
        read = memory.read(window, 0, wanted);
      } catch (IOException goneOrGuarded) {
        break;
      }
      for (byte[] needle : needles) {
        found += occurrences(window, Math.max(read, 0), needle);
      }
      if (wanted < WINDOW) {
        break;
      }
    }
    return found;
  }

  private static int occurrences(byte[] text, int length, byte[] needle) {
    int found = 0;
    byte first = needle[0];
    for (int i = 0; i <= length - needle.length; i++) {
      if (text[i] == first
          && java.util.Arrays.equals(text, i, i + needle.length, needle, 0, needle.length)) {
        found++;
      }
    }
    return found;
  }
}
