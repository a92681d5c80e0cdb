package dev.jvc.daemon.platform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.daemon.seal.SealedLogins;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys of kept logins in a keychain, and what becomes of the logins. */
@Timeout(60)
final class KeychainKeysIT {

  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);
  private static final String NAME = "jvc:logins:0011223344556677:a";
  private static final byte[] DOCUMENT = "test-secret-of-a-session".getBytes(UTF_8);

  @TempDir Path folder;

  private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
  private final InstantSource clock = now::get;
  private StandInSecurity keychain;
  private KeychainKeys keys;

  @BeforeEach
  void makeAKeychain() throws IOException {
    keychain = StandInSecurity.in(folder);
    keys = keys(Duration.ofSeconds(30));
  }

  private KeychainKeys keys(Duration patience) {
    return new KeychainKeys(keychain.environment(), keychain.program(), patience, clock);
  }

  private static byte[] key(int first) {
    byte[] key = new byte[32];
    for (int i = 0; i < key.length; i++) {
      key[i] = (byte) (first + 7 * i);
    }
    return key;
  }

  private byte[] found(String name) throws IOException {
    return keys.find(name).orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 0x20, 0x80, 0xff})
  void aKeyIsFoundAsItWasPut(int first) throws Exception {
    keys.put(NAME, key(first), HOUR);

    assertArrayEquals(key(first), found(NAME));
    assertArrayEquals(key(first), keys(Duration.ofSeconds(30)).find(NAME).orElseThrow());
  }

  @Test
  void whatIsThereIsReplacedAndRemoved() throws Exception {
    keys.put(NAME, key(1), HOUR);
    keys.put(NAME, key(2), HOUR);
    assertArrayEquals(key(2), found(NAME));

    keys.remove(NAME);
    keys.remove(NAME);

    assertEquals(Optional.empty(), keys.find(NAME));
    assertEquals("[]", keychain.content());
  }

  @Test
  void readingAsksNobody() throws Exception {
    keys.put(NAME, key(1), HOUR);
    int before = keychain.asked();

    found(NAME);

    assertEquals(before, keychain.asked());
    assertTrue(
        keychain.content().contains("\"trusted\": [\"/usr/bin/security\"]"), keychain.content());
  }

  @Test
  void noKeyIsEverAnArgument() throws Exception {
    keys.put(NAME, key(1), HOUR);
    found(NAME);
    keys.remove(NAME);

    String hexadecimal = HexFormat.of().formatHex(key(1));
    String twice = HexFormat.of().formatHex(hexadecimal.getBytes(UTF_8));
    assertFalse(keychain.arguments().contains(hexadecimal), keychain.arguments());
    assertFalse(keychain.arguments().contains(twice), keychain.arguments());
  }

  @Test
  void aKeyEndsWithItsTimeAndIsThenRemoved() throws Exception {
    keys.put(NAME, key(1), HOUR);
    now.set(NOON.plus(HOUR).minusSeconds(1));
    assertArrayEquals(key(1), found(NAME));

    now.set(NOON.plus(HOUR));

    assertEquals(Optional.empty(), keys.find(NAME));
    assertEquals("[]", keychain.content());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "00", "00:", ":", "0:9999999999", "xx:9999999999", "00:soon", "::9999999999"})
  void whatSomebodyElseHasWrittenIsNoKey(String password) throws Exception {
    keychain.content(
        """
        [{"svce": "jvc-logins", "acct": "%s", "labl": null, "trusted": ["x"], "data": "%s"}]
        """
            .formatted(NAME, HexFormat.of().formatHex(password.getBytes(UTF_8))));

    Optional<byte[]> found = keys.find(NAME);

    assertTrue(found.isEmpty() || found.get().length == 0, "a key of " + password);
  }

  @ParameterizedTest
  @CsvSource({
    "36, the keychain is locked",
    "128, the keychain is locked",
    "51, the keychain refused (security ended with code 51)",
    "1, the keychain refused (security ended with code 1)",
  })
  void everyRefusalIsAReason(int code, String reason) throws Exception {
    keychain.endsWith(code);

    assertEquals(
        reason, assertThrows(IOException.class, () -> keys.put(NAME, key(1), HOUR)).getMessage());
    assertEquals(reason, assertThrows(IOException.class, () -> keys.find(NAME)).getMessage());
    assertEquals(reason, assertThrows(IOException.class, () -> keys.remove(NAME)).getMessage());
  }

  @Test
  void aKeychainThatWouldAskIsNotWaitedFor() throws Exception {
    keys.put(NAME, key(1), HOUR);
    keychain.person("hang");

    IOException late =
        assertThrows(IOException.class, () -> keys(Duration.ofSeconds(1)).put(NAME, key(2), HOUR));

    assertEquals("the keychain did not answer within 1 s: is it locked?", late.getMessage());
  }

  @Test
  void whereThereIsNoKeychainItIsSaid() {
    KeychainKeys none = new KeychainKeys(Map.of(), folder.resolve("none").toString(), HOUR, clock);

    IOException failure = assertThrows(IOException.class, () -> none.find(NAME));

    assertTrue(String.valueOf(failure.getMessage()).startsWith("security "), failure.getMessage());
  }

  // Logins that are kept with such keys.

  private SealedLogins logins(BootId boot) throws IOException {
    Path state = folder.resolve("state");
    Files.createDirectories(state);
    Files.setPosixFilePermissions(state, PosixFilePermissions.fromString("rwx------"));
    return new SealedLogins(state.resolve("logins.sealed"), keys, boot, () -> true);
  }

  private BootId boot(String id) throws IOException {
    Path program = folder.resolve("sysctl");
    Files.writeString(
        program,
        "#!/bin/sh\n[ \"$*\" = '-n kern.bootsessionuuid' ] || exit 1\necho '" + id + "'\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    return BootId.ofSysctl(program.toString());
  }

  @Test
  void loginsOutliveTheDaemonAndEndWithTheMachinesStart() throws Exception {
    BootId first = boot("6B29FC40-CA47-1067-B31D-00DD010662DA");
    logins(first).keep(DOCUMENT, HOUR);
    assertArrayEquals(DOCUMENT, logins(first).kept().orElseThrow());
    assertEquals(Optional.empty(), logins(first).problem());

    BootId next = boot("6B29FC40-CA47-1067-B31D-00DD010662DB");

    assertEquals(Optional.empty(), logins(next).kept());
    assertEquals("[]", keychain.content(), "a key of the start before is left");
    assertFalse(Files.exists(folder.resolve("state/logins.sealed")));
  }

  @Test
  void aLogoutLeavesNothing() throws Exception {
    SealedLogins logins = logins(boot("6B29FC40-CA47-1067-B31D-00DD010662DA"));
    logins.keep(DOCUMENT, HOUR);
    logins.keep(DOCUMENT, HOUR);
    assertEquals(1, keychain.content().split("jvc-logins", -1).length - 1, "one key at a time");

    logins.forget();

    assertEquals("[]", keychain.content());
  }

  @Test
  void aLockedKeychainEndsLoginsWithTheDaemonAndIsSaid() throws Exception {
    SealedLogins logins = logins(boot("6B29FC40-CA47-1067-B31D-00DD010662DA"));
    keychain.endsWith(36);

    logins.keep(DOCUMENT, HOUR);

    assertEquals(
        Optional.of(
            "logins end with the daemon, because they cannot be kept: the keychain is locked"),
        logins.problem());
    assertFalse(Files.exists(folder.resolve("state/logins.sealed")));
  }

  @Test
  void theStartOfTheMachineIsReadAsSysctlPrintsIt() throws Exception {
    assertEquals(
        "6b29fc40ca471067b31d00dd010662da",
        HexFormat.of().formatHex(boot("6B29FC40-CA47-1067-B31D-00DD010662DA").bytes()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "unknown oid", "6B29FC40", "' ; exit 1 ; '"})
  void aStartThatIsNotToldIsAFailure(String printed) {
    assertThrows(IOException.class, () -> boot(printed).bytes());
  }

  @Test
  void withoutSysctlTheStartIsNotKnown() {
    assertEquals(
        "this system does not say when it was started",
        assertThrows(IOException.class, () -> BootId.ofSysctl("/nowhere/sysctl").bytes())
            .getMessage());
  }
}
