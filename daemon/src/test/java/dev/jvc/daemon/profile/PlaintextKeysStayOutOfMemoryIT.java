package dev.jvc.daemon.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Looks for a long-term key, which stands in both files, in a dump of the whole heap.
 *
 * <p>The test itself knows the key only with every bit flipped.
 */
final class PlaintextKeysStayOutOfMemoryIT {

  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

  @TempDir private Path folder;

  private static byte[] flippedSecret() {
    SecureRandom random = new SecureRandom();
    byte[] flipped = new byte[40];
    for (int i = 0; i < flipped.length; i++) {
      flipped[i] = (byte) ~ALPHABET.charAt(random.nextInt(ALPHABET.length()));
    }
    return flipped;
  }

  private static void write(Path file, String start, byte[] flipped, String end)
      throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write(start.getBytes(StandardCharsets.UTF_8));
      for (byte b : flipped) {
        out.write(~b);
      }
      out.write(end.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** How often the dump holds the sought bytes, each {@code step} bytes after the last. */
  private static int occurrences(Path dump, byte[] flipped, int step) throws IOException {
    int length = (flipped.length - 1) * step + 1;
    byte[] chunk = new byte[1 << 20];
    int found = 0;
    int kept = 0;
    try (InputStream in = Files.newInputStream(dump)) {
      for (int read = in.read(chunk); read >= 0; read = in.read(chunk, kept, chunk.length - kept)) {
        int filled = kept + read;
        for (int at = 0; at + length <= filled; at++) {
          found += isAt(chunk, at, flipped, step) ? 1 : 0;
        }
        kept = Math.min(filled, length - 1);
        System.arraycopy(chunk, filled - kept, chunk, 0, kept);
      }
    }
    Arrays.fill(chunk, (byte) 0);
    return found;
  }

  private static boolean isAt(byte[] chunk, int at, byte[] flipped, int step) {
    for (int i = 0; i < flipped.length; i++) {
      if (chunk[at + i * step] != (byte) ~flipped[i]) {
        return false;
      }
    }
    return true;
  }

  private static Path dump(Path file) throws IOException {
    ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
        .dumpHeap(file.toString(), false);
    return file;
  }

  @Test
  void aKeyThatStandsInTheFilesIsNowhereOnTheHeap() throws IOException {
    byte[] flipped = flippedSecret();
    AwsHome home = new AwsHome(folder).config("");
    write(
        home.file("credentials"),
        "[a]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = ",
        flipped,
        "\n");
    write(
        home.file("config"),
        "[profile a]\nregion = eu-west-2\naws_secret_access_key=",
        flipped,
        "\n# the rest\n");

    AwsProfiles profiles = home.key("a").open();

    assertEquals(1, profiles.names().size());
    Path dump = dump(folder.resolve("clean.hprof"));
    assertEquals(0, occurrences(dump, flipped, 1));
    assertEquals(0, occurrences(dump, flipped, 2));
  }

  @Test
  void theSearchFindsWhatIsThere() throws IOException {
    byte[] flipped = flippedSecret();
    byte[] plain = new byte[flipped.length];
    for (int i = 0; i < plain.length; i++) {
      plain[i] = (byte) ~flipped[i];
    }
    Path dump = dump(folder.resolve("seeded.hprof"));

    assertTrue(occurrences(dump, flipped, 1) > 0);
    Arrays.fill(plain, (byte) 0);
  }
}
