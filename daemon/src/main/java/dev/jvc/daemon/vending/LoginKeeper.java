package dev.jvc.daemon.vending;

import java.time.Duration;
import java.util.Optional;

/**
 * Keeps the logins that hold where the next daemon finds them, and nobody after the machine was
 * started anew.
 *
 * <p>No method fails: what cannot be kept is not kept. A method may be called while another runs.
 */
public interface LoginKeeper {

  /** Whether anything is to be kept, which may change at any time. */
  boolean wanted();

  /** What was kept last, which then belongs to the caller; empty when there is nothing good. */
  Optional<byte[]> kept();

  /**
   * Keeps a document in place of the one before.
   *
   * @param document not kept as it is, nor changed
   * @param life after which it is worthless
   */
  void keep(byte[] document, Duration life);

  /** Keeps nothing; on return the document before is worthless. */
  void forget();

  /** One that keeps nothing. */
  static LoginKeeper nothing() {
    return new LoginKeeper() {
      @Override
      public boolean wanted() {
        return false;
      }

      @Override
      public Optional<byte[]> kept() {
        return Optional.empty();
      }

      @Override
      public void keep(byte[] document, Duration life) {}

      @Override
      public void forget() {}
    };
  }
}
