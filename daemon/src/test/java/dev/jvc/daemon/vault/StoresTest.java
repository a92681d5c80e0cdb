package dev.jvc.daemon.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.daemon.credential.Problem;
import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.keys.StoreChoice;
import dev.jvc.daemon.store.file.CheapFileStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which store {@code auto} means, and what is written down of it. */
final class StoresTest {

  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

  @TempDir Path folder;

  private final List<StoreChoice> choices = new ArrayList<>();
  private final List<String> probed = new ArrayList<>();

  private SecretStore open(String name) {
    return new NamedStore(
        name,
        CheapFileStore.at(
            folder.resolve(name),
            new PassphraseDialogue(
                new UnattendedPassphrase(java.util.Map.of()), Dialogues.nobody())));
  }

  private StoreOffer there(String name) {
    return offer(name, () -> {});
  }

  private StoreOffer absent(String name, String reason) {
    return offer(
        name,
        () -> {
          throw new ProblemException(Problem.of(ProblemCode.STORE_FAILED, reason));
        });
  }

  private StoreOffer offer(String name, StoreOffer.Probe probe) {
    return new StoreOffer(
        name,
        () -> {
          probed.add(name);
          probe.check();
        },
        () -> open(name));
  }

  private Stores stores(StoreOffer... offers) {
    return new Stores(
        List.of(offers), choices::add, InstantSource.fixed(NOON), Duration.ofMillis(300));
  }

  private static String opened(Stores stores, String name) throws ProblemException {
    try (SecretStore store = stores.open(name)) {
      return store.name();
    }
  }

  @Test
  void autoIsTheFirstThatIsThereAndSaysWhyTheOthersAreNot() throws Exception {
    Stores stores =
        stores(
            absent("pass", "there is no password store"), there("secret-service"), there("file"));

    assertEquals("secret-service", opened(stores, "auto"));

    assertEquals(
        List.of(
            new StoreChoice(
                "secret-service",
                List.of(
                    new StoreChoice.Other("pass", "there is no password store"),
                    new StoreChoice.Other("file", "comes after secret-service")),
                NOON)),
        choices);
    assertEquals(List.of("pass", "secret-service"), probed);
  }

  @Test
  void aStoreThatWasNamedIsNeitherProbedNorWrittenDown() throws Exception {
    Stores stores = stores(absent("pass", "there is no password store"), there("file"));

    assertEquals("pass", opened(stores, "pass"));
    assertEquals("file", opened(stores, "file"));

    assertEquals(List.of(), probed);
    assertEquals(List.of(), choices);
  }

  @Test
  void aProbeThatHangsCostsItsTimeAndNoMore() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    Stores stores =
        stores(
            offer(
                "secret-service",
                () -> {
                  try {
                    never.await();
                  } catch (InterruptedException cancelled) {
                    Thread.currentThread().interrupt();
                  }
                }),
            there("file"));

    assertEquals("file", opened(stores, "auto"));

    assertEquals(
        List.of(new StoreChoice.Other("secret-service", "does not answer")),
        choices.getFirst().others());
  }

  @Test
  void aProbeThatBreaksRulesOnlyItsStoreOut() throws Exception {
    Stores stores =
        stores(
            offer(
                "pass",
                () -> {
                  throw new IllegalStateException("secret words");
                }),
            there("file"));

    assertEquals("file", opened(stores, "auto"));

    assertEquals(
        List.of(new StoreChoice.Other("pass", "cannot be looked at")), choices.getFirst().others());
  }

  @Test
  void aLookOpensNothingAndIsNotWrittenDown() throws Exception {
    Stores stores = stores(absent("pass", "there is no password store"), there("file"));

    assertEquals("file", stores.look().chosen());
    assertEquals(Optional.of("there is no password store"), stores.obstacle("pass"));
    assertEquals(Optional.empty(), stores.obstacle("file"));

    assertEquals(List.of(), choices);
  }

  @Test
  void whatIsToBeUsedIsProbedFirst() throws Exception {
    Stores stores = stores(absent("pass", "there is no password store"), there("file"));

    stores.requireUsable("file");
    ProblemException unusable =
        assertThrows(ProblemException.class, () -> stores.requireUsable("pass"));
    ProblemException unknown =
        assertThrows(ProblemException.class, () -> stores.requireUsable("keychain"));

    assertEquals(
        "the pass store cannot be used: there is no password store", unusable.problem().message());
    assertEquals(ProblemCode.STORE_FAILED, unusable.problem().code());
    assertEquals(ProblemCode.BAD_CONFIGURATION, unknown.problem().code());
  }

  @Test
  void aMachineWithoutAStoreSaysSo() {
    ProblemException none =
        assertThrows(ProblemException.class, () -> stores(absent("pass", "no")).open("auto"));

    assertEquals(ProblemCode.STORE_FAILED, none.problem().code());
    Sentences.requireSentence(none.problem().message());
  }

  @Test
  void aStoreThatThisMachineLacksIsRefusedWithThoseItHas() {
    Stores stores = stores(there("pass"), there("file"));
    for (String name : List.of("keychain", "secret-service", "")) {
      ProblemException refused = assertThrows(ProblemException.class, () -> stores.open(name));

      assertEquals(ProblemCode.BAD_CONFIGURATION, refused.problem().code());
      assertTrue(
          refused.problem().message().endsWith("choose one of pass, file"),
          refused.problem().message());
    }
  }
}
