package dev.jvc.daemon.store.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.vault.Keys;
import dev.jvc.daemon.vault.SecretStore;
import dev.jvc.daemon.vault.Sentences;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are not what was written: each gets one sentence, and stays as it is. */
final class DamagedFileTest {

  private static final ProfileName PERSONAL = new ProfileName("personal");
  private static final int VERSION_OFFSET = 8;
  private static final int COSTS_OFFSET = 9;
  private static final int SALT_OFFSET = 21;

  @TempDir private Path folder;
  private Path file = Path.of("");
  private byte[] golden = {};

  @BeforeEach
  void copyGoldenFile() throws Exception {
    file = folder.resolve("keys.jvc");
    golden = GoldenFiles.TWO_KEYS.bytes();
  }

  @Test
  void anyFlippedBitIsFoundBeforeAnybodyIsAskedForAPassphrase() throws Exception {
    for (int bit = 0; bit < golden.length * 8; bit++) {
      byte[] damaged = flipped(bit);
      FixedPassphrase passphrase = GoldenFiles.TWO_KEYS.passphrase();
      ProblemException refused =
          bit % 16 == 0
              ? refused(damaged, passphrase, "bit " + bit)
              : unreadable(damaged, passphrase, "bit " + bit);

      String expected = bit < VERSION_OFFSET * 8 ? "is not a key file of jvc" : "is damaged";
      assertTrue(refused.problem().message().contains(expected), refused.problem().message());
      assertEquals(0, passphrase.asked());
    }
  }

  @Test
  void anyBitChangedByWhoAlsoMendsTheTrailerIsFoundByTheSeals() throws Exception {
    int mutable = golden.length - Sha256.LENGTH;
    for (int bit = VERSION_OFFSET * 8; bit < mutable * 8; bit++) {
      if (isDearCost(bit)) {
        continue;
      }
      ProblemException refused =
          unreadable(mended(flipped(bit)), GoldenFiles.TWO_KEYS.passphrase(), "bit " + bit);

      boolean changesKey = bit >= COSTS_OFFSET * 8 && bit < Header.LENGTH * 8;
      ProblemCode code = refused.problem().code();
      assertTrue(
          code == ProblemCode.STORE_FAILED || (changesKey && code == ProblemCode.WRONG_PASSPHRASE),
          () -> refused.problem().message());
    }
  }

  @Test
  void aFileCutOffAnywhereIsRefused() throws Exception {
    for (int length = 0; length < golden.length; length++) {
      FixedPassphrase passphrase = GoldenFiles.TWO_KEYS.passphrase();
      ProblemException refused =
          refused(Arrays.copyOf(golden, length), passphrase, "length " + length);

      assertTrue(refused.problem().message().contains("is damaged"));
      assertEquals(0, passphrase.asked());
    }
  }

  @Test
  void aFileCutOffByWhoAlsoMendsTheTrailerIsRefused() throws Exception {
    for (int length = VERSION_OFFSET + 1; length < golden.length - Sha256.LENGTH; length++) {
      byte[] cut = mended(Arrays.copyOf(golden, length + Sha256.LENGTH));
      ProblemException refused =
          refused(cut, GoldenFiles.TWO_KEYS.passphrase(), "length " + length);

      assertTrue(refused.problem().message().contains("is damaged"), refused.problem().message());
    }
  }

  @Test
  void aFileWithSomethingAppendedIsRefused() throws Exception {
    refused(Arrays.copyOf(golden, golden.length + 1), GoldenFiles.TWO_KEYS.passphrase(), "longer");
    refused(
        mended(Arrays.copyOf(golden, golden.length + 40)),
        GoldenFiles.TWO_KEYS.passphrase(),
        "longer, trailer mended");
  }

  @Test
  void swappedEntriesAreFound() throws Exception {
    int directory = ByteBuffer.wrap(golden).getInt(Header.LENGTH);
    int first = Header.LENGTH + Integer.BYTES + directory;
    int entries = golden.length - Sha256.LENGTH - first;
    assertEquals(0, entries % 2, "both entries have the same length");
    byte[] swapped = golden.clone();
    System.arraycopy(golden, first, swapped, first + entries / 2, entries / 2);
    System.arraycopy(golden, first + entries / 2, swapped, first, entries / 2);

    ProblemException refused =
        refused(mended(swapped), GoldenFiles.TWO_KEYS.passphrase(), "swapped");
    assertTrue(refused.problem().message().contains("is damaged"));
  }

  @Test
  void anEntryPutBackFromAnOlderCopyIsFound() throws Exception {
    Files.write(file, golden);
    try (SecretStore store = EncryptedFileStore.at(file, GoldenFiles.TWO_KEYS.passphrase())) {
      store.write(PERSONAL, Keys.key(5));
    }
    byte[] newer = Files.readAllBytes(file);
    assertEquals(golden.length, newer.length);
    int first = Header.LENGTH + Integer.BYTES + ByteBuffer.wrap(golden).getInt(Header.LENGTH);
    byte[] mixed = newer.clone();
    System.arraycopy(golden, first, mixed, first, 89);

    refused(mended(mixed), GoldenFiles.TWO_KEYS.passphrase(), "older entry");
  }

  @ParameterizedTest
  @CsvSource({"2", "3", "127", "128", "255"})
  void aLaterVersionAsksForAnUpdate(int version) throws Exception {
    byte[] later = golden.clone();
    later[VERSION_OFFSET] = (byte) version;
    FixedPassphrase passphrase = GoldenFiles.TWO_KEYS.passphrase();

    ProblemException refused = refused(mended(later), passphrase, "version " + version);

    assertTrue(
        refused
            .problem()
            .message()
            .endsWith("has format " + version + ", which this jvc does not know: update jvc"));
    assertEquals(0, passphrase.asked());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0x80000000 | 3 | 1 | 2147483648 KiB of memory",
        "0xffffffff | 3 | 1 | 4294967295 KiB of memory",
        "0x00100001 | 3 | 1 | 1048577 KiB of memory",
        "0 | 3 | 1 | 0 KiB of memory",
        "65536 | 0 | 1 | 0 passes",
        "65536 | 17 | 1 | 17 passes",
        "65536 | 0xffffffff | 1 | 4294967295 passes",
        "65536 | 3 | 0 | 0 lanes",
        "65536 | 3 | 9 | 9 lanes",
        "65536 | 3 | 0x7fffffff | 2147483647 lanes",
      })
  void absurdCostsAreRefusedBeforeAnythingIsAllocated(
      String memory, String passes, String lanes, String what) throws Exception {
    byte[] absurd = withCosts(memory, passes, lanes);
    FixedPassphrase passphrase = GoldenFiles.TWO_KEYS.passphrase();

    ProblemException refused = refused(absurd, passphrase, what);

    assertTrue(
        refused.problem().message().contains("is refused: it asks for " + what),
        refused.problem().message());
    assertEquals(0, passphrase.asked());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "-----BEGIN PGP MESSAGE-----", "JVC-KEYS", "jvc-key\u0000"})
  void anotherProgramsFileIsNotTouched(String text) throws Exception {
    ProblemException refused =
        refused(text.getBytes(StandardCharsets.UTF_8), GoldenFiles.TWO_KEYS.passphrase(), text);
    assertTrue(
        refused.problem().message().contains(text.isEmpty() ? "is damaged" : "is not a key file"));
  }

  @Test
  void anEndlessFileIsNotRead() throws Exception {
    byte[] long1 = Arrays.copyOf(golden, KeyFile.MAX_LENGTH + 1);
    refused(long1, GoldenFiles.TWO_KEYS.passphrase(), "too long");
  }

  /** Nothing reads, writes or removes with such a file, and it is the same afterwards. */
  private ProblemException refused(byte[] bytes, FixedPassphrase passphrase, String what)
      throws Exception {
    ProblemException refused = unreadable(bytes, passphrase, what);
    try (SecretStore store = EncryptedFileStore.at(file, passphrase)) {
      assertEquals(
          refused.problem(), problem(() -> store.write(PERSONAL, Keys.key(1)), what).problem());
      assertEquals(refused.problem(), problem(() -> store.remove(PERSONAL), what).problem());
      assertEquals(refused.problem(), problem(store::names, what).problem());
      assertArrayEquals(bytes, Files.readAllBytes(file), what);
    }
    return refused;
  }

  private ProblemException unreadable(byte[] bytes, FixedPassphrase passphrase, String what)
      throws Exception {
    Files.write(file, bytes);
    try (SecretStore store = EncryptedFileStore.at(file, passphrase)) {
      return problem(() -> store.read(PERSONAL).close(), what);
    }
  }

  private ProblemException problem(Executable call, String what) {
    ProblemException refused = assertThrows(ProblemException.class, call, what);
    Sentences.requireSentence(refused.problem().message());
    assertTrue(refused.problem().message().contains(file.toString()));
    return refused;
  }

  private byte[] flipped(int bit) {
    byte[] damaged = golden.clone();
    damaged[bit / 8] ^= (byte) (1 << (bit % 8));
    return damaged;
  }

  private byte[] withCosts(String memory, String passes, String lanes) {
    return changed(bytes ->
        ByteBuffer.wrap(bytes, COSTS_OFFSET, SALT_OFFSET - COSTS_OFFSET)
            .putInt(Long.decode(memory).intValue())
            .putInt(Long.decode(passes).intValue())
            .putInt(Long.decode(lanes).intValue()));
  }

  private byte[] changed(Consumer<byte[]> change) {
    byte[] bytes = golden.clone();
    change.accept(bytes);
    return mended(bytes);
  }

  private static byte[] mended(byte[] bytes) {
    int end = bytes.length - Sha256.LENGTH;
    System.arraycopy(Sha256.of(bytes, 0, end), 0, bytes, end, Sha256.LENGTH);
    return bytes;
  }

  /** Within the bounds, but more than 1 MiB: honest work that this test has no time for. */
  private boolean isDearCost(int bit) {
    int memory = ByteBuffer.wrap(flipped(bit)).getInt(COSTS_OFFSET);
    return memory > 1024 && memory <= KdfParameters.MAX_MEMORY_KIB;
  }
}
