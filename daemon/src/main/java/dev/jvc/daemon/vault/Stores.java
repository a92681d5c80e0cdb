package dev.jvc.daemon.vault;

import dev.jvc.daemon.credential.Problem;
import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.keys.StoreChoice;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * The stores of this machine by name, each opened when a task needs it.
 *
 * <p>{@code auto} is the first of them that keys can be kept in.
 */
public final class Stores {

  /** The name that stands for whichever store this machine has. */
  public static final String AUTO = "auto";

  /** Longer than any probe takes that is going to end. */
  static final Duration PATIENCE = Duration.ofSeconds(3);

  private final List<StoreOffer> offers;
  private final Consumer<StoreChoice> choices;
  private final InstantSource clock;
  private final Duration patience;

  /**
   * @param offers in order of preference; of the last at least, keys can always be kept there
   * @param choices is told what {@code auto} meant, each time it was worked out
   */
  public Stores(List<StoreOffer> offers, Consumer<StoreChoice> choices, InstantSource clock) {
    this(offers, choices, clock, PATIENCE);
  }

  Stores(
      List<StoreOffer> offers,
      Consumer<StoreChoice> choices,
      InstantSource clock,
      Duration patience) {
    this.offers = List.copyOf(offers);
    this.choices = choices;
    this.clock = clock;
    this.patience = patience;
  }

  /**
   * The store with a name, to be closed by the caller.
   *
   * @throws ProblemException when there is none
   */
  public SecretStore open(String name) throws ProblemException {
    return name.equals(AUTO) ? choose().opener().get() : named(name).opener().get();
  }

  /**
   * What {@code auto} means at this moment; nothing is opened.
   *
   * @throws ProblemException when there is no store at all
   */
  public StoreChoice look() throws ProblemException {
    List<StoreChoice.Other> others = new ArrayList<>();
    StoreOffer chosen = null;
    for (StoreOffer offer : offers) {
      if (chosen != null) {
        others.add(new StoreChoice.Other(offer.name(), "comes after " + chosen.name()));
        continue;
      }
      Optional<String> obstacle = obstacle(offer);
      if (obstacle.isEmpty()) {
        chosen = offer;
      } else {
        others.add(new StoreChoice.Other(offer.name(), obstacle.get()));
      }
    }
    if (chosen == null) {
      throw new ProblemException(
          Problem.of(ProblemCode.STORE_FAILED, "this machine has no store for keys"));
    }
    return new StoreChoice(chosen.name(), others, clock.instant());
  }

  /**
   * Why keys cannot be kept in a store, as far as can be seen without opening it; empty when they
   * can.
   *
   * @throws ProblemException when it is none of this machine's
   */
  public Optional<String> obstacle(String name) throws ProblemException {
    return obstacle(named(name));
  }

  /**
   * Makes sure that keys can be kept in a store, as far as can be seen without opening it.
   *
   * @throws ProblemException when it is none of this machine's, or with the reason why not
   */
  void requireUsable(String name) throws ProblemException {
    Optional<String> obstacle = obstacle(name);
    if (obstacle.isPresent()) {
      throw new ProblemException(
          Problem.of(
              ProblemCode.STORE_FAILED,
              "the " + name + " store cannot be used: " + obstacle.get()));
    }
  }

  private StoreOffer named(String name) throws ProblemException {
    return offers.stream()
        .filter(offer -> offer.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new ProblemException(
                Problem.of(
                    ProblemCode.BAD_CONFIGURATION,
                    "there is no store named "
                        + name
                        + " on this machine: choose one of "
                        + String.join(", ", offers.stream().map(StoreOffer::name).toList()))));
  }

  private StoreOffer choose() throws ProblemException {
    StoreChoice choice = look();
    choices.accept(choice);
    return named(choice.chosen());
  }

  /** Why keys cannot be kept in a store, or empty when they can. */
  private Optional<String> obstacle(StoreOffer offer) {
    FutureTask<Optional<String>> task =
        new FutureTask<>(() -> {
          try {
            offer.probe().check();
            return Optional.empty();
          } catch (ProblemException reason) {
            return Optional.of(reason.problem().message());
          }
        });
    Thread.ofVirtual().start(task);
    try {
      return task.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException hung) {
      task.cancel(true);
      return Optional.of("does not answer");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return Optional.of("interrupted");
    } catch (ExecutionException defect) {
      // Without its message, which nobody has checked for secrets.
      return Optional.of("cannot be looked at");
    }
  }
}
