package dev.jvc.daemon.store.secretservice;

import dev.jvc.daemon.credential.ProblemException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where the session bus listens: a Unix domain socket in the file system (D-Bus Specification,
 * "Server Addresses").
 */
record BusAddress(String path) {

  private static final String VARIABLE = "DBUS_SESSION_BUS_ADDRESS";

  /**
   * The address that an environment names: {@code DBUS_SESSION_BUS_ADDRESS}, or else the socket
   * {@code bus} in {@code XDG_RUNTIME_DIR}, where a systemd session has it.
   *
   * @throws ProblemException when it names none, or none that can be used
   */
  static BusAddress of(Map<String, String> environment) throws ProblemException {
    String addresses = environment.getOrDefault(VARIABLE, "");
    String runtime = environment.getOrDefault("XDG_RUNTIME_DIR", "");
    if (addresses.isEmpty()) {
      if (!runtime.isEmpty() && Files.exists(Path.of(runtime, "bus"))) {
        return checked(runtime + "/bus").orElseThrow(() -> Problems.unusableAddress(VARIABLE));
      }
      throw Problems.noBus();
    }
    for (String address : addresses.split(";", -1)) {
      Optional<BusAddress> usable = parse(address, runtime);
      if (usable.isPresent()) {
        return usable.get();
      }
    }
    throw Problems.unusableAddress(VARIABLE);
  }

  /** The form that the library reads, which knows no escapes. */
  String text() {
    return "unix:path=" + path;
  }

  private static Optional<BusAddress> parse(String address, String runtime) {
    if (!address.startsWith("unix:")) {
      return Optional.empty();
    }
    for (String pair : address.substring("unix:".length()).split(",", -1)) {
      if (pair.startsWith("path=")) {
        return unescaped(pair.substring("path=".length())).flatMap(BusAddress::checked);
      }
      if (pair.equals("runtime=yes") && !runtime.isEmpty()) {
        return checked(runtime + "/bus");
      }
    }
    return Optional.empty();
  }

  private static Optional<BusAddress> checked(String path) {
    return path.startsWith("/") && path.indexOf(',') < 0 && path.indexOf('\0') < 0
        ? Optional.of(new BusAddress(path))
        : Optional.empty();
  }

  private static Optional<String> unescaped(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '%') {
        bytes.write(c);
        continue;
      }
      int high = i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
      int low = high < 0 ? -1 : Character.digit(text.charAt(i + 2), 16);
      if (low < 0) {
        return Optional.empty();
      }
      bytes.write(high << 4 | low);
      i += 2;
    }
    return Optional.of(bytes.toString(StandardCharsets.UTF_8));
  }
}
