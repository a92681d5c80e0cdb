package dev.jvc.system;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.messages.Error;
import org.freedesktop.dbus.messages.Message;
import org.freedesktop.dbus.messages.MethodCall;
import org.freedesktop.dbus.types.Variant;
import org.jspecify.annotations.Nullable;

/**
 * A desktop session on a machine: a session bus of its own, and GNOME Keyring with a collection
 * {@code jvc}.
 *
 * <p>It has no screen, so that nobody can be asked for a password; the collection is made and
 * unlocked as GNOME's login screen does it.
 */
final class Desktop implements AutoCloseable {

  private static final String COLLECTION = "/org/freedesktop/secrets/collection/jvc";
  private static final String SERVICE = "org.freedesktop.Secret.Service";
  private static final String WITHOUT_WINDOWS =
      "org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface";

  private final Path socket;
  private final Process bus;
  private final ProcessBuilder keyringProgram;
  private @Nullable Process keyring;

  private Desktop(Path socket, Process bus, ProcessBuilder keyringProgram) {
    this.socket = socket;
    this.bus = bus;
    this.keyringProgram = keyringProgram;
  }

  /** Logs in on a machine whose programs then find the session bus. */
  static Desktop on(Machine machine, String password) throws Exception {
    Path socket = machine.home().resolve("run/bus");
    Path configuration = machine.home().resolve("bus.conf");
    Files.writeString(
        configuration,
        """
        <!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
          "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
        <busconfig>
          <type>session</type>
          <listen>unix:path=%s</listen>
          <auth>EXTERNAL</auth>
          <policy context="default">
            <allow send_destination="*" eavesdrop="true"/>
            <allow eavesdrop="true"/>
            <allow own="*"/>
          </policy>
        </busconfig>
        """
            .formatted(socket));
    machine.environment().put("DBUS_SESSION_BUS_ADDRESS", "unix:path=" + socket);
    Process bus =
        machine
            .builder(Map.of(), List.of("dbus-daemon", "--nofork", "--config-file=" + configuration))
            .redirectErrorStream(true)
            .redirectOutput(machine.home().resolve("bus.log").toFile())
            .start();
    Awaitility.await()
        .pollInterval(Duration.ofMillis(10))
        .atMost(Duration.ofSeconds(30))
        .until(() -> Files.exists(socket));
    ProcessBuilder keyring =
        machine
            .builder(
                Map.of(), List.of("gnome-keyring-daemon", "--foreground", "--components=secrets"))
            .redirectErrorStream(true)
            .redirectOutput(machine.home().resolve("keyring.log").toFile());
    Desktop desktop = new Desktop(socket, bus, keyring);
    desktop.startKeyring();
    desktop.makeCollection("jvc", password);
    return desktop;
  }

  /** Starts the keyring anew, with everything locked. */
  void lock() throws Exception {
    stopKeyring();
    startKeyring();
  }

  /** Unlocks the collection without a window. */
  void unlock(String password) throws Exception {
    try (DBusConnection connection = connect()) {
      var _ =
          call(
              connection,
              WITHOUT_WINDOWS,
              "UnlockWithMasterPassword",
              "o(oayays)",
              new DBusPath(COLLECTION),
              plainly(connection, password));
    }
  }

  /** Makes a further collection, which is unlocked. */
  void makeCollection(String label, String password) throws Exception {
    Map<String, Variant<?>> properties =
        Map.of("org.freedesktop.Secret.Collection.Label", new Variant<>(label));
    try (DBusConnection connection = connect()) {
      var _ =
          call(
              connection,
              WITHOUT_WINDOWS,
              "CreateWithMasterPassword",
              "a{sv}(oayays)",
              properties,
              plainly(connection, password));
    }
  }

  private static Object[] plainly(DBusConnection connection, String password) throws Exception {
    Object[] session = call(connection, SERVICE, "OpenSession", "sv", "plain", new Variant<>(""));
    return new Object[] {
      session[1], new byte[0], password.getBytes(StandardCharsets.UTF_8), "text/plain"
    };
  }

  private static Object[] call(
      DBusConnection connection,
      String inInterface,
      String method,
      String signature,
      Object... arguments)
      throws DBusException, IOException {
    MethodCall call =
        connection
            .getMessageFactory()
            .createMethodCall(
                null,
                "org.freedesktop.secrets",
                "/org/freedesktop/secrets",
                inInterface,
                method,
                (byte) 0,
                signature,
                arguments);
    connection.sendMessage(call);
    Message reply = call.getReply();
    if (reply == null || reply instanceof Error) {
      throw new IOException("the keyring refused " + method + ": " + reply);
    }
    Object[] values = reply.getParameters();
    return values == null ? new Object[0] : values;
  }

  private DBusConnection connect() throws DBusException {
    return DBusConnectionBuilder.forAddress("unix:path=" + socket).withShared(false).build();
  }

  private void startKeyring() throws Exception {
    keyring = keyringProgram.start();
    try (DBusConnection connection = connect()) {
      Awaitility.await()
          .pollInterval(Duration.ofMillis(10))
          .atMost(Duration.ofSeconds(30))
          .ignoreExceptions()
          .until(() -> connection.getDBusOwnerName("org.freedesktop.secrets") != null);
    }
  }

  private void stopKeyring() {
    if (keyring != null) {
      keyring.destroyForcibly();
      keyring.onExit().join();
    }
  }

  @Override
  public void close() {
    stopKeyring();
    bus.destroyForcibly();
    bus.onExit().join();
  }
}
