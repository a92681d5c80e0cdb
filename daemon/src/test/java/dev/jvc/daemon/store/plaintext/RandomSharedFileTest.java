package dev.jvc.daemon.store.plaintext;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.daemon.credential.ProfileName;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever a file looks like, taking one key away changes nothing else of it. */
final class RandomSharedFileTest {

  private static final int FILES = 20_000;
  private static final long SEED = Long.getLong("jvc.seed", 20261124L);

  private static final String[] LINES = {
    "[p]",
    "[q]",
    " [p] ",
    "[p] # c",
    "[profile p]",
    "[open",
    "",
    "   ",
    "# comment",
    "  ; comment",
    "junk",
    "= x",
    "region = eu-west-2",
    "s3 =",
    "  aws_access_key_id = nested",
    "aws_access_key_id = AKIAIOSFODNN7EXAMPLE",
    "aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
    "\taws_access_key_id: AKIAIOSFODNN7EXAMPLE # c",
    "aws_secret_access_key=",
    "aws_secret_access_key wJalr",
    "aws_session_token = t",
    "\u00ff\u0000"
  };

  private static final String[] ENDS = {"\n", "\r\n", "\r", "\n\n"};

  @Test
  void onlyTheLinesOfTheKeyGo() {
    Random random = new Random(SEED);
    ProfileName p = new ProfileName("p");
    int withKey = 0;
    for (int i = 0; i < FILES; i++) {
      byte[] bytes = text(random).getBytes(StandardCharsets.ISO_8859_1);
      SharedFile.Dialect dialect =
          random.nextBoolean() ? SharedFile.Dialect.CREDENTIALS : SharedFile.Dialect.CONFIG;
      SharedFile file = SharedFile.of(bytes, dialect);
      byte[] rest = new PlaintextKey(bytes, file, p).without();
      SharedFile left = SharedFile.of(rest, dialect);
      String round = "seed " + SEED + ", file " + i;

      withKey += file.of(p).isEmpty() ? 0 : 1;
      assertTrue(
          left.of(p).stream().allMatch(line -> line.what() == KeyLine.What.TOKEN)
              || !file.continued().isEmpty(),
          round);
      assertEquals(bytes.length - removed(file, p), rest.length, round);
      if (file.continued().isEmpty()) {
        assertEquals(values(bytes, file, p), values(rest, left, p), round);
      }
    }
    assertTrue(withKey > FILES / 10, "hardly any file had a key: " + withKey);
  }

  private static int removed(SharedFile file, ProfileName profile) {
    return file.of(profile).stream()
        .filter(line -> line.what() != KeyLine.What.TOKEN)
        .mapToInt(line -> line.end() - line.start())
        .sum();
  }

  /** What every other key of the file says, and the tokens of this one. */
  private static List<String> values(byte[] bytes, SharedFile file, ProfileName without) {
    List<String> values = new ArrayList<>();
    for (Map.Entry<ProfileName, List<KeyLine>> entry : file.keys().entrySet()) {
      for (KeyLine line : entry.getValue()) {
        if (!entry.getKey().equals(without) || line.what() == KeyLine.What.TOKEN) {
          values.add(
              entry.getKey()
                  + " "
                  + line.what()
                  + " "
                  + text(bytes, line.valueStart(), line.valueEnd()));
        }
      }
    }
    values.sort(null);
    return values;
  }

  private static String text(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder(random.nextInt(8) == 0 ? "\u00ef\u00bb\u00bf" : "");
    for (int lines = random.nextInt(14); lines > 0; lines--) {
      text.append(LINES[random.nextInt(LINES.length)]).append(ENDS[random.nextInt(ENDS.length)]);
    }
    if (random.nextBoolean()) {
      text.append(LINES[random.nextInt(LINES.length)]);
    }
    return text.toString();
  }
}
