package dev.jvc.daemon.aws;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the network is crossed, after the variables that curl, Python and the AWS CLI read: {@code
 * HTTPS_PROXY}, {@code HTTP_PROXY} and {@code NO_PROXY}, in either case, lower case first.
 *
 * <p>Loopback is never reached through a proxy.
 */
final class Route {

  private final @Nullable URI httpsProxy;
  private final @Nullable URI httpProxy;
  private final List<String> direct;

  private Route(@Nullable URI httpsProxy, @Nullable URI httpProxy, List<String> direct) {
    this.httpsProxy = httpsProxy;
    this.httpProxy = httpProxy;
    this.direct = direct;
  }

  /**
   * Reads the variables.
   *
   * @throws IllegalArgumentException when a proxy is not a URL; the message names the variable and
   *     not the value, which may hold a password
   */
  static Route of(Map<String, String> environment) {
    return new Route(
        proxy(environment, "https_proxy"),
        proxy(environment, "http_proxy"),
        Arrays.stream(value(environment, "no_proxy").toLowerCase(Locale.ROOT).split("[,\\s]+"))
            .filter(entry -> !entry.isEmpty())
            .toList());
  }

  /** The proxy towards an endpoint; empty when it is reached directly. */
  Optional<URI> proxyTo(URI endpoint) {
    URI proxy = "https".equals(endpoint.getScheme()) ? httpsProxy : httpProxy;
    return proxy == null || isDirect(endpoint) ? Optional.empty() : Optional.of(proxy);
  }

  private boolean isDirect(URI endpoint) {
    String host = endpoint.getHost().toLowerCase(Locale.ROOT);
    if (host.equals("localhost") || host.equals("[::1]") || host.startsWith("127.")) {
      return true;
    }
    String withPort = host + ":" + portOf(endpoint);
    return direct.stream()
        .anyMatch(entry -> entry.equals("*") || covers(entry, host) || covers(entry, withPort));
  }

  private static boolean covers(String entry, String host) {
    String suffix = entry.startsWith("*.") ? entry.substring(1) : entry;
    return suffix.startsWith(".")
        ? host.endsWith(suffix) || host.equals(suffix.substring(1))
        : host.equals(suffix) || host.endsWith("." + suffix);
  }

  private static int portOf(URI endpoint) {
    if (endpoint.getPort() >= 0) {
      return endpoint.getPort();
    }
    return "https".equals(endpoint.getScheme()) ? 443 : 80;
  }

  private static @Nullable URI proxy(Map<String, String> environment, String name) {
    String value = value(environment, name);
    if (value.isBlank()) {
      return null;
    }
    String text = value.contains("://") ? value : "http://" + value;
    try {
      URI proxy = URI.create(text.strip());
      if (proxy.getHost() != null) {
        return proxy;
      }
    } catch (IllegalArgumentException malformed) {
      // Its message quotes the value.
    }
    throw new IllegalArgumentException(
        name.toUpperCase(Locale.ROOT) + " is not a URL such as http://proxy.example:3128");
  }

  private static String value(Map<String, String> environment, String lowerCaseName) {
    String value = environment.get(lowerCaseName);
    return value != null
        ? value
        : environment.getOrDefault(lowerCaseName.toUpperCase(Locale.ROOT), "");
  }
}
