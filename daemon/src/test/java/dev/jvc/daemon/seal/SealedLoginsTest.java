package dev.jvc.daemon.seal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.daemon.platform.BootId;
import dev.jvc.daemon.platform.VolatileKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SealedLoginsTest {

  private static final byte[] DOCUMENT = "test-secret-of-a-session".getBytes(UTF_8);
  private static final byte[] BOOT = new byte[BootId.LENGTH];
  private static final Duration HOUR = Duration.ofHours(1);

  @TempDir Path folder;

  private final MemoryKeys keys = new MemoryKeys();

  /** A machine's memory, which can be made to refuse. */
  private static final class MemoryKeys implements VolatileKeys {

    private final Map<String, byte[]> keys = new ConcurrentHashMap<>();
    private final AtomicReference<@Nullable String> refusal = new AtomicReference<>();

    private void requireWilling() throws IOException {
      String reason = refusal.get();
      if (reason != null) {
        throw new IOException(reason);
      }
    }

    @Override
    public void put(String name, byte[] key, Duration life) throws IOException {
      requireWilling();
      keys.put(name, key.clone());
    }

    @Override
    public Optional<byte[]> find(String name) throws IOException {
      requireWilling();
      return Optional.ofNullable(keys.get(name)).map(byte[]::clone);
    }

    @Override
    public void remove(String name) throws IOException {
      requireWilling();
      keys.remove(name);
    }
  }

  private Path file() {
    return folder.resolve("state/logins.sealed");
  }

  /** The next daemon of the same boot. */
  private SealedLogins daemon() {
    return daemon(() -> BOOT);
  }

  private SealedLogins daemon(BootId boot) {
    return new SealedLogins(file(), keys, boot, () -> true);
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(file().getParent())) {
      return files.map(each -> each.getFileName().toString()).toList();
    }
  }

  private void expectNothingLeft() throws IOException {
    assertEquals(List.of(), files());
    assertEquals(Map.of(), keys.keys);
  }

  @Test
  void theNextDaemonReadsWhatWasKeptLast() {
    SealedLogins first = daemon();
    assertTrue(first.kept().isEmpty());
    first.keep("older".getBytes(UTF_8), HOUR);
    first.keep(DOCUMENT, HOUR);

    SealedLogins second = daemon();
    assertArrayEquals(DOCUMENT, second.kept().orElseThrow());
    second.keep("newer".getBytes(UTF_8), HOUR);

    assertArrayEquals("newer".getBytes(UTF_8), daemon().kept().orElseThrow());
    assertEquals(Optional.empty(), second.problem());
  }

  @Test
  void theFileIsItsOwnersAndSaysNothing() throws IOException {
    daemon().keep(DOCUMENT, HOUR);

    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file())));
    String content = new String(Files.readAllBytes(file()), StandardCharsets.ISO_8859_1);
    assertFalse(content.contains("test-secret"));
  }

  @Test
  void eachDocumentHasAKeyOfItsOwnAndOnlyTheLastKeyStays() throws IOException {
    SealedLogins daemon = daemon();
    daemon.keep(DOCUMENT, HOUR);
    byte[] copy = Files.readAllBytes(file());
    byte[] key = keys.keys.values().iterator().next();

    daemon.keep(DOCUMENT, HOUR);

    assertEquals(1, keys.keys.size());
    assertFalse(java.util.Arrays.equals(key, keys.keys.values().iterator().next()));
    Files.write(file(), copy);
    assertTrue(daemon().kept().isEmpty(), "an old copy is opened");
  }

  @Test
  void whatIsForgottenCannotBeReadFromACopyEither() throws IOException {
    SealedLogins daemon = daemon();
    daemon.keep(DOCUMENT, HOUR);
    byte[] copy = Files.readAllBytes(file());

    daemon.forget();

    expectNothingLeft();
    Files.write(file(), copy);
    assertTrue(daemon().kept().isEmpty());
    expectNothingLeft();
    daemon.forget();
  }

  @Test
  void anotherStartOfTheMachineDropsWhatItFinds() throws IOException {
    daemon().keep(DOCUMENT, HOUR);
    byte[] other = BOOT.clone();
    other[15] = 1;

    assertTrue(daemon(() -> other).kept().isEmpty());

    expectNothingLeft();
  }

  @Test
  void withoutItsKeyAFileIsDropped() throws IOException {
    daemon().keep(DOCUMENT, HOUR);
    keys.keys.clear();

    assertTrue(daemon().kept().isEmpty());

    expectNothingLeft();
  }

  @Test
  void everyBitIsHeldByTheSeal() throws IOException {
    daemon().keep(DOCUMENT, HOUR);
    byte[] good = Files.readAllBytes(file());
    Map<String, byte[]> goodKeys = Map.copyOf(keys.keys);
    for (int bit = 0; bit < good.length * 8; bit++) {
      byte[] bad = good.clone();
      bad[bit / 8] ^= (byte) (1 << bit % 8);
      keys.keys.putAll(goodKeys);
      Files.write(file(), bad);

      assertTrue(daemon().kept().isEmpty(), "bit " + bit);
      expectNothingLeft();
    }
  }

  @Test
  void noPartAndNothingLongerIsOpened() throws IOException {
    daemon().keep(DOCUMENT, HOUR);
    byte[] good = Files.readAllBytes(file());
    Map<String, byte[]> goodKeys = Map.copyOf(keys.keys);
    for (int length = 0; length <= good.length + 1; length++) {
      if (length != good.length) {
        keys.keys.putAll(goodKeys);
        Files.write(file(), java.util.Arrays.copyOf(good, length));

        assertTrue(daemon().kept().isEmpty(), length + " bytes");
        expectNothingLeft();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 3, 127, 255})
  void anotherVersionIsDropped(int version) throws IOException {
    daemon().keep(DOCUMENT, HOUR);
    byte[] bytes = Files.readAllBytes(file());
    bytes[4] = (byte) version;
    Files.write(file(), bytes);

    assertTrue(daemon().kept().isEmpty());

    expectNothingLeft();
  }

  @Test
  void aKeyOfAnotherLengthOpensNothing() throws IOException {
    daemon().keep(DOCUMENT, HOUR);
    keys.keys.replaceAll((name, key) -> new byte[31]);

    assertTrue(daemon().kept().isEmpty());

    expectNothingLeft();
  }

  @Test
  void aLinkInPlaceOfTheFileIsNotFollowed() throws IOException {
    daemon().keep(DOCUMENT, HOUR);
    Path elsewhere = Files.move(file(), folder.resolve("elsewhere"));
    Files.createSymbolicLink(file(), elsewhere);

    assertTrue(daemon().kept().isEmpty());

    expectNothingLeft();
    assertTrue(Files.exists(elsewhere));
  }

  @Test
  void aWriterThatWasKilledBeforeTheFileLayThereCostsNothing() throws IOException {
    SealedLogins daemon = daemon();
    daemon.keep(DOCUMENT, HOUR);
    byte[] before = Files.readAllBytes(file());
    Map<String, byte[]> keysBefore = Map.copyOf(keys.keys);
    daemon.keep("newer".getBytes(UTF_8), HOUR);
    // The new key had been put, and the temporary file was being written.
    keys.keys.putAll(keysBefore);
    Files.write(file(), before);
    Files.writeString(file().resolveSibling(".logins.sealed.17.tmp"), "half");

    SealedLogins next = daemon();

    assertArrayEquals(DOCUMENT, next.kept().orElseThrow());
    assertEquals(List.of("logins.sealed"), files());
    next.keep(DOCUMENT, HOUR);
    assertEquals(1, keys.keys.size());
  }

  @Test
  void aWriterThatWasKilledBeforeTheOldKeyWentCostsNothing() {
    SealedLogins daemon = daemon();
    daemon.keep(DOCUMENT, HOUR);
    Map<String, byte[]> old = Map.copyOf(keys.keys);
    daemon.keep("newer".getBytes(UTF_8), HOUR);
    keys.keys.putAll(old);

    SealedLogins next = daemon();
    assertArrayEquals("newer".getBytes(UTF_8), next.kept().orElseThrow());

    next.forget();
    assertEquals(Map.of(), keys.keys);
  }

  @Test
  void whereNoKeyCanBeHeldNothingIsKeptAndTheReasonIsGiven() throws IOException {
    keys.refusal.set("operation not permitted");
    SealedLogins daemon = daemon();
    Optional<String> sentence =
        Optional.of(
            "logins end with the daemon, because they cannot be kept: operation not permitted");

    assertEquals(sentence, daemon.problem());
    assertTrue(daemon.kept().isEmpty());
    daemon.keep(DOCUMENT, HOUR);
    assertFalse(Files.exists(file()));
    assertEquals(sentence, daemon.problem());

    keys.refusal.set(null);
    daemon.keep(DOCUMENT, HOUR);
    assertEquals(Optional.empty(), daemon.problem());
    assertArrayEquals(DOCUMENT, daemon().kept().orElseThrow());
  }

  @Test
  void whatCannotBeReplacedIsNotKeptAsItWas() throws IOException {
    SealedLogins daemon = daemon();
    daemon.keep(DOCUMENT, HOUR);
    keys.refusal.set("this user's quota of keys is used up");

    daemon.keep("newer".getBytes(UTF_8), HOUR);

    assertEquals(List.of(), files());
    assertEquals(
        "logins end with the daemon, because they cannot be kept: this user's quota of keys is"
            + " used up",
        daemon.problem().orElseThrow());
  }

  @Test
  void aFileThatCannotBeWrittenLeavesNoKey() throws IOException {
    Files.createDirectories(file().resolve("in the way"));
    SealedLogins daemon = daemon();

    daemon.keep(DOCUMENT, HOUR);

    assertEquals(Map.of(), keys.keys);
    assertEquals(
        "logins end with the daemon, because they cannot be kept: "
            + file()
            + " cannot be used (is a directory)",
        daemon.problem().orElseThrow());
    assertTrue(daemon().kept().isEmpty());
  }

  @Test
  void aSystemThatDoesNotTellItsStartsApartKeepsNothing() {
    SealedLogins daemon =
        daemon(() -> {
          throw new IOException("no boot id");
        });

    daemon.keep(DOCUMENT, HOUR);

    assertFalse(Files.exists(file()));
    assertEquals(
        "logins end with the daemon, because they cannot be kept: no boot id",
        daemon.problem().orElseThrow());
    assertEquals(Map.of(), keys.keys);
  }

  @Test
  void whatIsNotWantedIsNoProblem() {
    keys.refusal.set("operation not permitted");

    SealedLogins unwanted = new SealedLogins(file(), keys, () -> BOOT, () -> false);

    assertFalse(unwanted.wanted());
    assertEquals(Optional.empty(), unwanted.problem());
  }

  @Test
  void daemonsWithDifferentFoldersDoNotShareAKey() {
    SealedLogins mine = daemon();
    SealedLogins other =
        new SealedLogins(folder.resolve("other/logins.sealed"), keys, () -> BOOT, () -> true);
    mine.keep(DOCUMENT, HOUR);
    other.keep("other".getBytes(UTF_8), HOUR);

    other.forget();

    assertArrayEquals(DOCUMENT, daemon().kept().orElseThrow());
  }

  @Test
  void whoeverKeepsLastIsReadWholeHoweverManyKeepAtOnce() throws Exception {
    SealedLogins daemon = daemon();
    List<Future<?>> writers = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      for (int i = 0; i < 40; i++) {
        byte[] document = Integer.toString(i).repeat(500).getBytes(UTF_8);
        writers.add(threads.submit(() -> daemon.keep(document, HOUR)));
      }
    }
    for (Future<?> writer : writers) {
      writer.get();
    }

    String kept = new String(daemon().kept().orElseThrow(), UTF_8);
    String number = kept.substring(0, kept.length() / 500);
    assertEquals(number.repeat(500), kept);
    assertEquals(1, keys.keys.size());
  }
}
