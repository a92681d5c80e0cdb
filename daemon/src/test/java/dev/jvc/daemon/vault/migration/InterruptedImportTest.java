package dev.jvc.daemon.vault.migration;

import static dev.jvc.daemon.vault.migration.ImportHome.lines;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.daemon.credential.ExitCode;
import dev.jvc.daemon.vault.ForeignKeys;
import dev.jvc.daemon.vault.SecretStore;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An import that ends before or after any call to a store or a place, and the run that follows. */
@Timeout(300)
final class InterruptedImportTest {

  /** As by {@code kill -9}: nothing after it is done. */
  private static final class Killed extends Error {

    private static final long serialVersionUID = 1L;
  }

  /** Ends the process at one of the calls. */
  private static final class Killer {

    private int left;

    Killer(int calls) {
      left = calls;
    }

    <T> T around(Class<T> type, T real) {
      InvocationHandler handler =
          (proxy, method, arguments) -> {
            boolean counts = !method.getName().matches("name|close|toString|hashCode|equals");
            if (counts && left-- == 0) {
              throw new Killed();
            }
            try {
              Object result = method.invoke(real, arguments);
              if (counts && left-- == 0) {
                throw new Killed();
              }
              return result;
            } catch (InvocationTargetException failed) {
              throw failed.getCause();
            }
          };
      return type.cast(
          Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
  }

  private static boolean killed(ImportHome home, int calls, String... arguments) {
    Killer killer = new Killer(calls);
    home.storesAre(store -> killer.around(SecretStore.class, store));
    home.placesAre(place -> killer.around(ForeignKeys.class, place));
    try {
      home.run(arguments);
      return false;
    } catch (Killed expected) {
      return true;
    } finally {
      home.storesAre(store -> store);
      home.placesAre(place -> place);
    }
  }

  @Test
  void whereverAnImportEndsTheNextRunCompletesItAndUndoTakesItBack(@TempDir Path folder)
      throws Exception {
    int kills = 0;
    for (int calls = 0; calls < 200; calls++) {
      Path home = Files.createDirectory(folder.resolve(Integer.toString(calls)));
      try (ImportHome machine = new ImportHome(home)) {
        String before =
            "# mine\n[personal]\n" + lines(machine.mine) + "[bot]\n" + lines(machine.robots);
        Files.writeString(machine.credentials, before);
        String round = "killed at call " + calls;

        if (!killed(machine, calls, "--yes", "--no-verify")) {
          break;
        }
        kills++;
        requireNothingLost(machine, round);
        assertEquals(ExitCode.DONE, machine.run("--yes", "--no-verify"), round + machine.said());
        assertEquals("# mine\n[personal]\n[bot]\n", Files.readString(machine.credentials), round);
        assertEquals(machine.mine.secret(), machine.stored("personal"), round);
        assertEquals(machine.robots.secret(), machine.stored("bot"), round);
        assertEquals(List.of("bot", "personal"), machine.indexed(), round);

        assertEquals(ExitCode.DONE, machine.run("--undo", "--yes"), round + machine.said());
        assertEquals(before, Files.readString(machine.credentials), round);
        assertEquals(List.of(), machine.names(), round);
      }
    }
    assertTrue(kills > 20, "killed " + kills + " times only");
  }

  @Test
  void whereverAnUndoEndsTheNextOneCompletesIt(@TempDir Path folder) throws Exception {
    int kills = 0;
    for (int calls = 0; calls < 200; calls++) {
      Path home = Files.createDirectory(folder.resolve(Integer.toString(calls)));
      try (ImportHome machine = new ImportHome(home)) {
        String before =
            "# mine\n[personal]\n" + lines(machine.mine) + "[bot]\n" + lines(machine.robots);
        Files.writeString(machine.credentials, before);
        String round = "killed at call " + calls;
        assertEquals(ExitCode.DONE, machine.run("--yes", "--no-verify"));

        if (!killed(machine, calls, "--undo", "--yes")) {
          break;
        }
        kills++;
        requireNothingLost(machine, round);
        assertEquals(ExitCode.DONE, machine.run("--undo", "--yes"), round + machine.said());
        assertEquals(before, Files.readString(machine.credentials), round);
        assertTrue(machine.names().stream().noneMatch(List.of("personal", "bot")::contains), round);
        assertEquals(List.of(), machine.indexed(), round);
      }
    }
    assertTrue(kills > 10, "killed " + kills + " times only");
  }

  /** Each key is in the file or in the store, or in both. */
  private static void requireNothingLost(ImportHome home, String round) throws Exception {
    String file = Files.readString(home.credentials);
    assertTrue(
        file.contains(home.mine.secret()) || home.stored("personal").equals(home.mine.secret()),
        round);
    assertTrue(
        file.contains(home.robots.secret()) || home.stored("bot").equals(home.robots.secret()),
        round);
  }

  @Test
  void aFileThatIsChangedDuringTheImportKeepsItsKeyAndSaysSo(@TempDir Path folder)
      throws Exception {
    try (ImportHome home = new ImportHome(folder)) {
      Files.writeString(home.credentials, "[personal]\n" + lines(home.mine));
      home.storesAre(store ->
          afterWrite(
              store,
              () ->
                  Files.writeString(home.credentials, "[personal]\n" + lines(home.mine) + "#\n")));

      assertEquals(ExitCode.STORE_FAILED, home.run("--yes"));

      assertTrue(
          home.said()
              .getFirst()
              .endsWith(" of personal is in the file store and still in ~/.aws/credentials"),
          home.said().toString());
      home.storesAre(store -> store);
      assertEquals(ExitCode.DONE, home.run("--yes"));
      assertEquals("[personal]\n#\n", Files.readString(home.credentials));
      assertEquals(ExitCode.DONE, home.run("--undo", "--yes"), home.said().toString());
      assertEquals("[personal]\n" + lines(home.mine) + "#\n", Files.readString(home.credentials));
      assertEquals(List.of(), home.names());
    }
  }

  private interface Deed {
    Object done() throws Exception;
  }

  private static SecretStore afterWrite(SecretStore real, Deed deed) {
    return (SecretStore)
        Proxy.newProxyInstance(
            SecretStore.class.getClassLoader(),
            new Class<?>[] {SecretStore.class},
            (proxy, method, arguments) -> {
              try {
                Object result = method.invoke(real, arguments);
                if (method.getName().equals("write")) {
                  deed.done();
                }
                return result;
              } catch (InvocationTargetException failed) {
                throw failed.getCause();
              }
            });
  }
}
