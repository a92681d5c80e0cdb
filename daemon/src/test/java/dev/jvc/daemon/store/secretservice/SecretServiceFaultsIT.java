package dev.jvc.daemon.store.secretservice;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.daemon.credential.Problem;
import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.vault.Keys;
import dev.jvc.daemon.vault.SecretStore;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A bus or a service that is missing, hangs, or dies. */
@Timeout(60)
final class SecretServiceFaultsIT {

  private static final ProfileName PERSONAL = new ProfileName("personal");

  /** For what must not answer; everything else answers long before. */
  private static final Limits SHORT = new Limits(Duration.ofMillis(1500), Duration.ofSeconds(10));

  private PrivateBus bus;

  @BeforeEach
  void startBus() throws Exception {
    bus = PrivateBus.start();
  }

  @AfterEach
  void stopBus() throws Exception {
    bus.close();
  }

  private static SecretStore open(Map<String, String> environment) {
    return SecretServiceStore.in(environment, SHORT, sentence -> {});
  }

  private static String failure(Callable<?> call) {
    Problem problem = Failures.of(ProblemCode.STORE_FAILED, call);
    return problem.message();
  }

  private static String failureAt(Path socket) {
    Map<String, String> environment = Map.of("DBUS_SESSION_BUS_ADDRESS", "unix:path=" + socket);
    try (SecretStore store = open(environment)) {
      return failure(() -> store.read(PERSONAL));
    }
  }

  @Test
  void noBusNoSocketAndNobodyListeningAreSaid() throws Exception {
    try (SecretStore store = open(Map.of())) {
      assertTrue(failure(store::names).startsWith("there is no session bus"));
    }
    assertTrue(failureAt(bus.folder().resolve("missing")).contains("cannot be reached"));
    Path stale = bus.folder().resolve("stale");
    ServerSocketChannel.open(StandardProtocolFamily.UNIX)
        .bind(UnixDomainSocketAddress.of(stale))
        .close();
    assertTrue(failureAt(stale).contains("cannot be reached"));
    Path file = Files.writeString(bus.folder().resolve("file"), "");
    assertTrue(failureAt(file).contains("cannot be reached"));
  }

  @Test
  void whateverFailsTheLibraryPrintsNothing() throws Exception {
    PrintStream before = System.err;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try (GnomeKeyring keyring = GnomeKeyring.start(bus);
        SecretStore store = open(bus.environment())) {
      keyring.create("jvc", "password");
      store.write(PERSONAL, Keys.key(1));
      bus.stop();
      failure(store::names);
      failureAt(bus.folder().resolve("missing"));
    } finally {
      System.setErr(before);
    }
    assertEquals("", printed.toString(StandardCharsets.UTF_8));
  }

  @Test
  void aSilentListenerIsNoBus() throws Exception {
    Path socket = bus.folder().resolve("silent");
    try (ServerSocketChannel silent = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      silent.bind(UnixDomainSocketAddress.of(socket));
      assertTrue(failureAt(socket).contains("does not answer"));
    }
  }

  @Test
  void aBusThatHangsIsNotWaitedForForever() throws Exception {
    bus.signal("STOP");
    try (SecretStore store = open(bus.environment())) {
      assertTrue(failure(store::names).contains("the session bus"));
    } finally {
      bus.signal("CONT");
    }
  }

  @Test
  void aBusWithoutAServiceIsSaidWithWhatToStart() {
    try (SecretStore store = open(bus.environment())) {
      String message = failure(() -> store.read(PERSONAL));
      assertTrue(message.startsWith("no Secret Service runs"), message);
    }
    String message =
        failure(() -> {
          SecretServiceStore.requireRoom(bus.environment());
          return null;
        });
    assertTrue(message.startsWith("no Secret Service runs"), message);
  }

  @Test
  void aServiceThatHangsIsNotWaitedForForever() throws Exception {
    try (GnomeKeyring keyring = GnomeKeyring.start(bus);
        SecretStore store = open(bus.environment())) {
      keyring.create("jvc", "password");
      store.write(PERSONAL, Keys.key(1));
      keyring.signal("STOP");
      assertTrue(failure(() -> store.read(PERSONAL)).contains("does not answer"));
      keyring.signal("CONT");
      assertEquals(1, Keys.numberIn(store, PERSONAL));
    }
  }

  @Test
  void aServiceThatDiesInTheMiddleOfACallIsNoticed() throws Exception {
    try (GnomeKeyring keyring = GnomeKeyring.start(bus);
        SecretStore store =
            SecretServiceStore.in(bus.environment(), Limits.DEFAULT, sentence -> {})) {
      keyring.create("jvc", "password");
      store.write(PERSONAL, Keys.key(1));
      keyring.signal("STOP");
      CompletableFuture<String> failing =
          CompletableFuture.supplyAsync(() -> failure(() -> store.read(PERSONAL)));
      keyring.kill();
      assertTrue(failing.get().contains("went away"), failing.get());
    }
  }

  @Test
  void aServiceThatWasReplacedMeanwhileGetsNothing() throws Exception {
    try (GnomeKeyring keyring = GnomeKeyring.start(bus)) {
      String collection = keyring.create("jvc", "password");
      try (SecretStore store = open(bus.environment())) {
        store.write(PERSONAL, Keys.key(1));
        keyring.restart();
        keyring.unlock(collection, "password");
        assertTrue(
            failure(
                    () -> {
                      store.write(PERSONAL, Keys.key(2));
                      return null;
                    })
                .contains("went away"));
      }
      try (SecretStore store = open(bus.environment())) {
        assertEquals(1, Keys.numberIn(store, PERSONAL));
      }
    }
  }

  @Test
  void aBusThatDiesIsNoticed() throws Exception {
    try (GnomeKeyring keyring = GnomeKeyring.start(bus);
        SecretStore store = open(bus.environment())) {
      keyring.create("jvc", "password");
      store.write(PERSONAL, Keys.key(1));
      bus.stop();
      assertTrue(failure(() -> store.read(PERSONAL)).contains("went away"));
    }
  }

  @Test
  void aServiceThatCannotWriteItsFileSaysSo() throws Exception {
    // What changed in another second than its start, GNOME Keyring reads anew before it writes, and
    // locks.
    await().until(() -> InstantSource.system().millis() % 1000 < 300);
    try (GnomeKeyring keyring = GnomeKeyring.start(bus);
        SecretStore store = open(bus.environment())) {
      keyring.create("jvc", "password");
      store.write(PERSONAL, Keys.key(1));
      Path aside = keyring.files().resolveSibling("aside");
      Files.move(keyring.files(), aside);
      Files.writeString(keyring.files(), "not a folder");
      assertTrue(
          failure(
                  () -> {
                    store.write(PERSONAL, Keys.key(2));
                    return null;
                  })
              .startsWith("the Secret Service refused"));
      Files.delete(keyring.files());
      Files.move(aside, keyring.files());
      assertEquals(1, Keys.numberIn(store, PERSONAL));
    }
  }
}
