package dev.jvc.daemon.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.daemon.credential.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Removing a key, from ticket to exit code. */
@Timeout(120)
final class RemoveTaskTest extends VaultTaskFixture {

  RemoveTaskTest(@TempDir Path folder) throws IOException {
    super(folder);
  }

  @Test
  void aRemovedKeyIsGoneFromStoreAndIndex() throws Exception {
    added();
    toRemove();
    ScriptedPerson person = new ScriptedPerson("y");

    assertEquals(ExitCode.DONE, home.run(Dialogues.with(person), "remove"));

    assertEquals(List.of("Remove the key of fresh from the file store? [y/N] "), person.seen());
    assertEquals(List.of("jvc: removed the key of fresh from the file store"), home.said());
    assertEquals("{}", daemon.body(DEPOSIT));
    assertTrue(home.index().entries().isEmpty());
    try (SecretStore store = home.store()) {
      assertEquals(List.of(), store.names());
    }
  }

  @Test
  void whoDoesNotSayYesKeepsTheKey() throws Exception {
    added();
    toRemove();

    for (String answer : List.of("", "n", "no", "yess")) {
      assertEquals(
          ExitCode.STORE_FAILED, home.run(Dialogues.with(new ScriptedPerson(answer)), "remove"));
      assertEquals(List.of("jvc: cancelled"), home.said());
    }
    assertEquals(ExitCode.USAGE, home.run(Dialogues.piping("y\n"), "remove"));
    assertEquals(
        List.of("jvc: there is no terminal to confirm the removal: give --yes"), home.said());
    requireStored(me.key());
    assertEquals(GIVE_BACK, daemon.routes().getLast());
  }

  @Test
  void withYesNobodyIsAsked() {
    added();
    toRemove();

    assertEquals(ExitCode.DONE, home.run(Dialogues.nobody(), "remove", "--yes"));
    assertTrue(home.index().entries().isEmpty());
  }

  @Test
  void removingWhatIsNotThereSaysSo() {
    toRemove();

    assertEquals(ExitCode.STORE_FAILED, home.run(Dialogues.nobody(), "remove", "--yes"));
    assertEquals(List.of("jvc: no key is stored for fresh in the file store"), home.said());
  }
}
