package dev.jvc.daemon.vending;

import java.time.Duration;

/** The parts of vending, wired; closing wipes every session at once. */
@SuppressWarnings("DoNotCallSuggester")
public final class Vending implements AutoCloseable {

  /** How often {@link #tick()} is to be called. */
  public static final Duration TICK = Duration.ofSeconds(5);

  private final Broker broker = new Broker();
  private final Logins logins = new Logins();
  private final Overview overview = new Overview();
  private final VendingEvents events = new VendingEvents();
  private final VendingPorts ports;

  public Vending(VendingPorts ports) {
    this.ports = ports;
  }

  public Broker broker() {
    return broker;
  }

  public Logins logins() {
    return logins;
  }

  public Overview overview() {
    return overview;
  }

  public VendingEvents events() {
    return events;
  }

  /**
   * Does what has become due: renews, retries, drops what ended or idles, warns of ending logins,
   * and notices when the clock was set or the machine slept.
   *
   * <p>Returns without waiting for AWS. Called every {@link #TICK}, and never by two threads at
   * once.
   */
  public void tick() {
    throw new UnsupportedOperationException(ports.toString());
  }

  @Override
  public void close() {
    throw new UnsupportedOperationException();
  }
}
