package dev.jvc.daemon.store.secretservice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.daemon.credential.BaseKey;
import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.vault.Keys;
import dev.jvc.daemon.vault.SecretStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The store in GNOME Keyring, with {@code secret-tool} as the other client. */
@Timeout(60)
final class GnomeKeyringIT {

  private static final ProfileName PERSONAL = new ProfileName("personal");

  private PrivateBus bus;
  private GnomeKeyring keyring;
  private String collection;

  @BeforeEach
  void startKeyring() throws Exception {
    bus = PrivateBus.start();
    keyring = GnomeKeyring.start(bus);
    collection = keyring.create("jvc", "password");
  }

  @AfterEach
  void stopKeyring() throws Exception {
    keyring.close();
    bus.close();
  }

  private SecretStore open() {
    return SecretServiceStore.in(bus.environment(), sentence -> {});
  }

  @Test
  void anotherClientReadsWhatIsStored() throws Exception {
    try (SecretStore store = open()) {
      store.write(PERSONAL, Keys.key(1));
    }
    String text = keyring.secretTool("", "lookup", "application", "jvc", "profile", "personal");
    assertEquals(plain(Keys.key(1)), text);
    String found = keyring.secretTool("", "search", "--all", "application", "jvc", "version", "1");
    assertTrue(found.contains("label = AWS key of personal"), found);
  }

  @Test
  void whatAnotherClientStoresIsReadAndReplacedAndRemoved() throws Exception {
    keyring.secretTool(
        plain(Keys.key(7)),
        "store",
        "--label=mine",
        "--collection=" + collection,
        "application",
        "jvc",
        "version",
        "1",
        "profile",
        "personal");
    try (SecretStore store = open()) {
      assertEquals(List.of(PERSONAL), store.names());
      assertEquals(7, Keys.numberIn(store, PERSONAL));

      store.write(PERSONAL, Keys.key(8));
      assertEquals(8, Keys.numberIn(store, PERSONAL));
      assertEquals(List.of(PERSONAL), store.names());

      store.remove(PERSONAL);
      assertEquals(List.of(), store.names());
    }
    assertEquals("", keyring.secretTool("", "search", "--all", "application", "jvc"));
  }

  @Test
  void anItemThatIsNoKeyIsNamedWithWhatToDo() throws Exception {
    keyring.secretTool(
        "not a key",
        "store",
        "--label=mine",
        "--collection=" + collection,
        "application",
        "jvc",
        "version",
        "1",
        "profile",
        "personal");
    try (SecretStore store = open()) {
      var problem = Failures.of(ProblemCode.STORE_FAILED, () -> store.read(PERSONAL));
      assertTrue(problem.message().contains("personal is not a key"), problem.message());
      assertEquals("jvc add personal", problem.hint());
    }
  }

  @Test
  void itemsOfOthersAreNeitherListedNorTouched() throws Exception {
    keyring.secretTool(
        "theirs", "store", "--label=theirs", "--collection=" + collection, "profile", "personal");
    keyring.secretTool(
        "odd",
        "store",
        "--label=odd",
        "--collection=" + collection,
        "application",
        "jvc",
        "version",
        "1");
    keyring.secretTool(
        "odd",
        "store",
        "--label=odd",
        "--collection=" + collection,
        "application",
        "jvc",
        "version",
        "1",
        "profile",
        "two\nlines");
    try (SecretStore store = open()) {
      assertEquals(List.of(), store.names());
      store.write(PERSONAL, Keys.key(1));
      store.remove(PERSONAL);
    }
    assertEquals("theirs", keyring.secretTool("", "lookup", "profile", "personal"));
  }

  @Test
  void nothingIsEverStoredInAnotherCollection() throws Exception {
    keyring.create("Login", "other password");
    String before = keyring.secretTool("", "search", "--all", "xdg:schema", "none");
    try (SecretStore store = open()) {
      store.write(PERSONAL, Keys.key(1));
      store.remove(PERSONAL);
      store.write(PERSONAL, Keys.key(2));
    }
    assertEquals("", before);
    assertTrue(Files.size(keyring.files().resolve("jvc.keyring")) > 300);
    assertTrue(Files.size(keyring.files().resolve("Login.keyring")) < 200);
  }

  @Test
  void namesAreListedOfALockedCollectionWithoutUnlockingIt() throws Exception {
    try (SecretStore store = open()) {
      store.write(PERSONAL, Keys.key(1));
      store.write(new ProfileName("ünïcödé"), Keys.key(2));
    }
    keyring.lock(collection);
    try (SecretStore store = open()) {
      assertEquals(2, store.names().size());
    }
    try (SecretService service =
        SecretService.connect(bus.environment(), Limits.DEFAULT, sentence -> {})) {
      assertTrue(service.isLocked(collection));
    }
  }

  @Test
  void neitherKeyNorNameStandInTheFile() throws Exception {
    try (SecretStore store = open()) {
      store.write(PERSONAL, Keys.key(1));
    }
    String file =
        Files.readString(keyring.files().resolve("jvc.keyring"), StandardCharsets.ISO_8859_1);
    for (String canary : List.of("AKIA", "wJalrXUtnFEMI", "personal")) {
      assertFalse(file.contains(canary), canary);
    }
  }

  @Test
  void aServiceIsFoundWithoutTouchingIt() throws Exception {
    keyring.lock(collection);
    SecretServiceStore.requireRoom(bus.environment());
    assertEquals(List.of("jvc"), keyring.collections().stream().filter("jvc"::equals).toList());
  }

  @Test
  void whereNobodyCanBeAskedForANewPasswordThereIsNoRoom() throws Exception {
    Map<String, String> noDesktop = Map.of("DBUS_SESSION_BUS_ADDRESS", bus.address());
    SecretServiceStore.requireRoom(noDesktop);

    try (PrivateBus other = PrivateBus.start();
        GnomeKeyring _ = GnomeKeyring.start(other)) {
      SecretServiceStore.requireRoom(other.environment());
      var problem =
          Failures.of(
              ProblemCode.STORE_FAILED,
              () -> {
                SecretServiceStore.requireRoom(Map.of("DBUS_SESSION_BUS_ADDRESS", other.address()));
                return null;
              });
      assertTrue(problem.message().contains("there is no desktop here"), problem.message());
    }
  }

  @Test
  void aClosedStoreConnectsAgain() throws Exception {
    SecretStore store = open();
    store.write(PERSONAL, Keys.key(1));
    store.close();
    store.close();
    assertEquals(1, Keys.numberIn(store, PERSONAL));
    store.close();
  }

  @Test
  void theBusOfASystemdSessionIsFoundWithoutAVariable() throws Exception {
    Map<String, String> environment = Map.of("XDG_RUNTIME_DIR", bus.folder().toString());
    try (SecretStore store = SecretServiceStore.in(environment, sentence -> {})) {
      store.write(PERSONAL, Keys.key(1));
      assertEquals(1, Keys.numberIn(store, PERSONAL));
    }
  }

  private static String plain(BaseKey key) {
    try (key) {
      return new String(KeyText.encode(key), StandardCharsets.UTF_8);
    }
  }
}
