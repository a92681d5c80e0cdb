package dev.jvc.daemon.store.secretservice;

import dev.jvc.daemon.credential.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.types.Variant;

/** A GNOME Keyring daemon on a private bus, with files of its own. */
final class GnomeKeyring implements AutoCloseable {

  static final String ROOT = "/org/freedesktop/secrets";

  private static final String NAME = "org.freedesktop.secrets";
  private static final String SERVICE = "org.freedesktop.Secret.Service";

  /** How tests and the login screen do without windows; it is GNOME's own, not of the API. */
  private static final String WITHOUT_WINDOWS =
      "org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface";

  private static final SessionBus.Method HAS_OWNER =
      new SessionBus.Method("org.freedesktop.DBus", "NameHasOwner", "s");

  private final PrivateBus bus;
  private Process daemon;

  private GnomeKeyring(PrivateBus bus, Process daemon) {
    this.bus = bus;
    this.daemon = daemon;
  }

  static GnomeKeyring start(PrivateBus bus) throws Exception {
    for (String folder : List.of("home", "data", "run")) {
      Files.createDirectories(bus.folder().resolve(folder));
    }
    GnomeKeyring keyring = new GnomeKeyring(bus, launch(bus));
    keyring.await();
    return keyring;
  }

  private static Process launch(PrivateBus bus) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder("gnome-keyring-daemon", "--foreground", "--components=secrets")
            .redirectErrorStream(true)
            .redirectOutput(bus.folder().resolve("keyring.log").toFile());
    builder.environment().clear();
    builder.environment().putAll(programEnvironment(bus));
    return builder.start();
  }

  private static Map<String, String> programEnvironment(PrivateBus bus) {
    return Map.of(
        "PATH", System.getenv("PATH"),
        "HOME", bus.folder().resolve("home").toString(),
        "XDG_DATA_HOME", bus.folder().resolve("data").toString(),
        "XDG_RUNTIME_DIR", bus.folder().resolve("run").toString(),
        "DBUS_SESSION_BUS_ADDRESS", bus.address(),
        "LANG", "C.UTF-8");
  }

  private void await() throws ProblemException {
    try (SessionBus caller = connect()) {
      Awaitility.await()
          .pollInterval(Duration.ofMillis(10))
          .atMost(Duration.ofSeconds(30))
          .until(() ->
              caller
                  .call("org.freedesktop.DBus", "/org/freedesktop/DBus", HAS_OWNER, NAME)
                  .getFirst()
                  .flag());
    }
  }

  private SessionBus connect() throws ProblemException {
    return SessionBus.connect(new BusAddress(bus.folder() + "/bus"), Duration.ofSeconds(30));
  }

  /** Makes a collection with a password, without a window; returns its path. */
  String create(String label, String password) throws Exception {
    try (SessionBus caller = connect()) {
      Map<String, Variant<?>> properties =
          Map.of("org.freedesktop.Secret.Collection.Label", new Variant<>(label));
      return caller
          .call(
              NAME,
              ROOT,
              new SessionBus.Method(WITHOUT_WINDOWS, "CreateWithMasterPassword", "a{sv}(oayays)"),
              properties,
              plainly(caller, password))
          .getFirst()
          .path();
    }
  }

  /** Unlocks a collection without a window. */
  void unlock(String collection, String password) throws Exception {
    try (SessionBus caller = connect()) {
      var _ =
          caller.call(
              NAME,
              ROOT,
              new SessionBus.Method(WITHOUT_WINDOWS, "UnlockWithMasterPassword", "o(oayays)"),
              new DBusPath(collection),
              plainly(caller, password));
    }
  }

  void lock(String collection) throws Exception {
    try (SessionBus caller = connect()) {
      var _ =
          caller.call(
              NAME,
              ROOT,
              new SessionBus.Method(SERVICE, "Lock", "ao"),
              List.of(new DBusPath(collection)));
    }
  }

  /** The labels of all collections. */
  List<String> collections() throws Exception {
    SessionBus.Method get = new SessionBus.Method("org.freedesktop.DBus.Properties", "Get", "ss");
    try (SessionBus caller = connect()) {
      List<String> labels = new ArrayList<>();
      for (String path :
          caller.call(NAME, ROOT, get, SERVICE, "Collections").getFirst().content().paths()) {
        labels.add(
            caller
                .call(NAME, path, get, "org.freedesktop.Secret.Collection", "Label")
                .getFirst()
                .content()
                .text());
      }
      return labels;
    }
  }

  private static Object[] plainly(SessionBus caller, String password) throws Exception {
    String session =
        caller
            .call(
                NAME,
                ROOT,
                new SessionBus.Method(SERVICE, "OpenSession", "sv"),
                "plain",
                new Variant<>(""))
            .get(1)
            .path();
    return new Object[] {
      new DBusPath(session), new byte[0], password.getBytes(StandardCharsets.UTF_8), "text/plain"
    };
  }

  /** Ends it and starts it anew, as logging out and in does: everything is locked. */
  void restart() throws Exception {
    kill();
    daemon = launch(bus);
    await();
  }

  void signal(String name) throws IOException {
    PrivateBus.signal(daemon, name);
  }

  void kill() {
    daemon.destroyForcibly();
    daemon.onExit().join();
  }

  /** Runs {@code secret-tool}, the independent client, and returns what it printed. */
  String secretTool(String stdin, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("secret-tool"));
    command.addAll(Arrays.asList(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder.environment().putAll(programEnvironment(bus));
    Process tool = builder.start();
    try (var input = tool.getOutputStream()) {
      input.write(stdin.getBytes(StandardCharsets.UTF_8));
    }
    String out = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String err = new String(tool.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    if (tool.waitFor() != 0) {
      throw new IOException("secret-tool ended with " + tool.exitValue() + ": " + err);
    }
    return out + err;
  }

  /** Where it keeps its collections. */
  Path files() {
    return bus.folder().resolve("data/keyrings");
  }

  @Override
  public void close() {
    kill();
  }
}
