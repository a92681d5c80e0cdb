package dev.jvc.daemon.platform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Against the kernel's own keyring, under names that nobody else has. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "needs Linux: reads /proc")
final class KernelKeyringTest {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final byte[] KEY = "test-key-of-thirty-two-bytes-abc".getBytes(UTF_8);

  /** {@code KEYCTL_JOIN_SESSION_KEYRING}: a keyring that leads nowhere, as under systemd. */
  private static final long JOIN_SESSION_KEYRING = 1;

  private final String name = "jvc-test:" + UUID.randomUUID();
  private final KernelKeyring keyring = new KernelKeyring(System.getProperty("os.arch"));

  @AfterEach
  void forget() throws IOException {
    keyring.remove(name);
  }

  @Test
  void aKeyIsFoundAgainUntilItIsRemoved() throws IOException {
    assertTrue(keyring.find(name).isEmpty());

    keyring.put(name, KEY, HOUR);
    assertArrayEquals(KEY, keyring.find(name).orElseThrow());

    keyring.remove(name);
    assertTrue(keyring.find(name).isEmpty());
    keyring.remove(name);
  }

  @Test
  void aNewerKeyTakesThePlaceOfTheOneBefore() throws IOException {
    keyring.put(name, "another-key".getBytes(UTF_8), HOUR);

    keyring.put(name, KEY, HOUR);

    assertArrayEquals(KEY, keyring.find(name).orElseThrow());
    // The kernel lists a key for a moment after its last keyring has gone.
    await().until(() -> lines().size() == 1);
  }

  @Test
  void aKeyWhoseTimeIsOverIsGone() throws IOException {
    keyring.put(name, KEY, Duration.ofMillis(1));

    await().until(() -> keyring.find(name).isEmpty());
    keyring.remove(name);
  }

  @Test
  void nobodyButTheUserMayDoAnything() throws IOException {
    keyring.put(name, KEY, HOUR);

    List<String> line = List.of(lines().getFirst().strip().split(" +"));

    // keys(5) of proc: serial, flags, uses, timeout, permissions of possessor, user, group, others.
    assertEquals("3b0b0000", line.get(4), line.toString());
    assertTrue(List.of("59m", "60m", "1h").contains(line.get(3)), line.toString());
  }

  @Test
  void processesWithoutACommonSessionFindEachOthersKeys() throws Exception {
    inASessionOfItsOwn(() -> {
      keyring.put(name, KEY, HOUR);
      return true;
    });

    byte[] found = inASessionOfItsOwn(() -> keyring.find(name).orElseThrow());
    assertArrayEquals(KEY, found);

    inASessionOfItsOwn(() -> {
      keyring.remove(name);
      return true;
    });
    assertTrue(keyring.find(name).isEmpty());
  }

  @Test
  void manyThreadsPutAndFindWholeKeys() throws Exception {
    List<Future<Boolean>> rounds = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (int i = 0; i < 40; i++) {
        byte filling = (byte) i;
        rounds.add(
            threads.submit(() -> {
              byte[] key = new byte[32];
              java.util.Arrays.fill(key, filling);
              keyring.put(name, key, HOUR);
              byte[] found = keyring.find(name).orElseThrow();
              for (byte each : found) {
                assertEquals(found[0], each);
              }
              return found.length == 32;
            }));
      }
    }
    for (Future<Boolean> round : rounds) {
      assertTrue(round.get());
    }
    await().until(() -> lines().size() == 1);
  }

  @Test
  void anUnknownMachineHasNoKeyring() {
    KernelKeyring none = new KernelKeyring("pdp11");

    IOException failure = assertThrows(IOException.class, () -> none.put(name, KEY, HOUR));

    assertEquals("this kernel has no keyrings", failure.getMessage());
    assertThrows(IOException.class, () -> none.find(name));
    assertThrows(IOException.class, () -> none.remove(name));
  }

  @Test
  void everyStartOfTheMachineHasAnIdOfItsOwn() throws IOException {
    byte[] id = BootId.of(OperatingSystem.LINUX).bytes();

    assertEquals(BootId.LENGTH, id.length);
    assertArrayEquals(id, BootId.of(OperatingSystem.LINUX).bytes());
  }

  /** What the kernel lists of this test's keys. */
  private List<String> lines() throws IOException {
    return Files.readAllLines(Path.of("/proc/keys")).stream()
        .filter(line -> line.contains(name))
        .toList();
  }

  private static <T> T inASessionOfItsOwn(Callable<T> work) throws Exception {
    FutureTask<T> task =
        new FutureTask<>(() -> {
          long keyctl = LinuxCalls.Numbers.of(System.getProperty("os.arch")).keyctl();
          LinuxCalls.call(keyctl, JOIN_SESSION_KEYRING, 0, 0, 0, 0);
          return work.call();
        });
    Thread.ofPlatform().start(task);
    return task.get();
  }
}
