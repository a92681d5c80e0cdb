package dev.jvc.client.wiring;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The container variables as an SDK reads them. */
final class ContainerPlace {

  static final String RELATIVE = "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI";
  static final String FULL = "AWS_CONTAINER_CREDENTIALS_FULL_URI";
  static final String TOKEN = "AWS_CONTAINER_AUTHORIZATION_TOKEN";
  static final String TOKEN_FILE = "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE";

  private static final String ROUTE = "/v1/credentials/";
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

  /** Far more than a token has. */
  private static final int LARGEST_TOKEN = 4096;

  private final Sight sight;
  private final String wire;

  /**
   * @param wire the command that sets the variables anew
   */
  ContainerPlace(Sight sight, String wire) {
    this.sight = sight;
    this.wire = wire;
  }

  Look look(Sdk sdk) {
    boolean full = sight.isSet(FULL, sdk);
    boolean relative = sight.isSet(RELATIVE, sdk);
    if (relative && !(full && sdk.has(Sdk.Habit.FULL_URI_FIRST))) {
      String uri = sight.variable(RELATIVE);
      return uri.isEmpty()
          ? Look.fails(RELATIVE + " is set and empty", "unset " + RELATIVE)
          : Look.other(
              Place.CONTAINER, "the container service at 169.254.170.2" + uri, "unset " + RELATIVE);
    }
    return full ? full(sdk) : new Look.Absent("no container variables");
  }

  private Look full(Sdk sdk) {
    String text = sight.variable(FULL);
    URI uri = parse(text);
    if (uri == null || uri.getHost() == null || uri.getPath() == null) {
      return Look.fails(FULL + " is not a URI", wire);
    }
    if (!LOOPBACK.contains(uri.getHost()) || !uri.getPath().startsWith(ROUTE)) {
      return Look.other(
          Place.CONTAINER, "the container endpoint " + withoutUser(uri), "unset " + FULL);
    }
    URI endpoint = sight.endpoint();
    if (endpoint != null && endpoint.getPort() != uri.getPort()) {
      return Look.fails(
          FULL + " names port " + uri.getPort() + ", and jvc listens on port " + endpoint.getPort(),
          wire);
    }
    String obstacle = obstacleOfToken(sdk);
    return obstacle.isEmpty()
        ? Look.jvc(
            Place.CONTAINER, "jvc's endpoint, profile " + uri.getPath().substring(ROUTE.length()))
        : Look.fails(obstacle, wire);
  }

  /** Why the token cannot be sent, or empty. */
  private String obstacleOfToken(Sdk sdk) {
    boolean variable = !sight.variable(TOKEN).isEmpty();
    boolean file = !sight.variable(TOKEN_FILE).isEmpty();
    if (!variable && !file) {
      return FULL + " is set without " + TOKEN;
    }
    if (variable && (sdk.has(Sdk.Habit.TOKEN_BEFORE_FILE) || !file)) {
      return hasLineEnd(sight.variable(TOKEN)) ? TOKEN + " holds a line feed" : "";
    }
    return obstacleOfFile(sight.variable(TOKEN_FILE));
  }

  private static String obstacleOfFile(String name) {
    try {
      Path file = Path.of(name);
      if (!Files.isRegularFile(file)) {
        return "the token file " + name + " does not exist";
      }
      try (InputStream stream = Files.newInputStream(file)) {
        byte[] bytes = stream.readNBytes(LARGEST_TOKEN);
        boolean ends = false;
        for (int i = 0; i < bytes.length; i++) {
          ends |= bytes[i] == '\n' || bytes[i] == '\r';
          bytes[i] = 0;
        }
        return bytes.length == 0
            ? "the token file " + name + " is empty"
            : ends ? "the token file " + name + " holds a line feed" : "";
      }
    } catch (IOException | InvalidPathException unreadable) {
      return "the token file " + name + " cannot be read";
    }
  }

  private static boolean hasLineEnd(String text) {
    return text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0;
  }

  /** What stands before an {@code @} may be a secret. */
  private static String withoutUser(URI uri) {
    int port = uri.getPort();
    return uri.getScheme() + "://" + uri.getHost() + (port < 0 ? "" : ":" + port) + uri.getPath();
  }

  private static @Nullable URI parse(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException malformed) {
      return null;
    }
  }
}
