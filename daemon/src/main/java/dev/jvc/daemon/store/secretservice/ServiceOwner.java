package dev.jvc.daemon.store.secretservice;

import dev.jvc.daemon.credential.ProblemException;
import java.util.List;
import org.freedesktop.dbus.types.UInt32;

/** Which program answers to {@code org.freedesktop.secrets} (D-Bus Specification, "Bus names"). */
final class ServiceOwner {

  private static final String NAME = "org.freedesktop.secrets";
  private static final String BUS = "org.freedesktop.DBus";
  private static final String BUS_ROOT = "/org/freedesktop/DBus";

  private static final SessionBus.Method OWNER = new SessionBus.Method(BUS, "GetNameOwner", "s");
  private static final SessionBus.Method START =
      new SessionBus.Method(BUS, "StartServiceByName", "su");

  private ServiceOwner() {}

  /**
   * The unique name of the program, which the bus starts where it can.
   *
   * @throws ProblemException when there is none
   */
  static String find(SessionBus bus) throws ProblemException {
    try {
      return owner(bus);
    } catch (RefusedException notRunning) {
      return start(bus);
    }
  }

  /** Only what does not run is started: the bus starts no program that it has no file for. */
  private static String start(SessionBus bus) throws ProblemException {
    try {
      bus.call(BUS, BUS_ROOT, START, NAME, new UInt32(0));
      return owner(bus);
    } catch (RefusedException none) {
      throw Problems.noService();
    }
  }

  private static String owner(SessionBus bus) throws ProblemException, RefusedException {
    List<Value> answer = bus.call(BUS, BUS_ROOT, OWNER, NAME);
    if (answer.isEmpty()) {
      throw Problems.senseless("an argument is missing");
    }
    return answer.getFirst().text();
  }
}
