package dev.jvc.daemon.vending;

import java.time.Duration;

/**
 * The parts of vending, wired; closing wipes every session at once. Logins that a daemon before
 * this one kept hold from the start.
 */
public final class Vending implements AutoCloseable {

  /** How often {@link #tick()} is to be called. */
  public static final Duration TICK = Duration.ofSeconds(5);

  private final Broker broker;
  private final Logins tasks;
  private final Overview overview;
  private final VendingEvents events;
  private final Upkeep upkeep;
  private final Disposal disposal;

  public Vending(VendingPorts ports) {
    Clocks clocks = new Clocks(ports.wallClock(), ports.bootClock());
    disposal = new Disposal(clocks);
    events = new VendingEvents(clocks);
    Issuing issuing = new Issuing(ports.issuer(), ports.identities(), ports.witness(), clocks);
    LoginBook logins =
        new LoginBook(ports.renderer(), ports.witness(), ports.keeper(), clocks, disposal);
    Sessions sessions = new Sessions(ports, issuing, logins, events, disposal, clocks);
    overview = new Overview(ports.profiles(), logins, sessions, issuing, clocks);
    tasks = new Logins(ports, logins, sessions, overview, events, clocks);
    broker = new Broker(ports, tasks, logins, sessions, issuing, events);
    upkeep =
        new Upkeep(logins, sessions, tasks, overview, events, ports.witness(), disposal, clocks);
  }

  /** Credentials for who asks. */
  public Broker broker() {
    return broker;
  }

  /** Tickets and deposits. */
  public Logins logins() {
    return tasks;
  }

  /** What a person may know. */
  public Overview overview() {
    return overview;
  }

  /** What changes. */
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
    upkeep.tick();
  }

  @Override
  public void close() {
    tasks.close();
    disposal.wipeAll();
  }
}
