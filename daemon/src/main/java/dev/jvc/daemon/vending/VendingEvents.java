package dev.jvc.daemon.vending;

/** The listeners that hear of what changes. */
@SuppressWarnings("DoNotCallSuggester")
public final class VendingEvents {

  VendingEvents() {}

  /** Adds a listener, which is told at once of every login that is wanted at present. */
  public Subscription subscribe(VendingListener listener) {
    throw new UnsupportedOperationException();
  }

  /** A listener's place; closing it ends the calls, and closing twice does nothing. */
  @FunctionalInterface
  public interface Subscription extends AutoCloseable {

    @Override
    void close();
  }
}
