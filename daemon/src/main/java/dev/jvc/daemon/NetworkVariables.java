package dev.jvc.daemon;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Those of the daemon's environment variables that decide how AWS is reached; it honours no others
 * but the endpoints.
 */
final class NetworkVariables {

  private static final Set<String> NAMES =
      Set.of(
          "AWS_CA_BUNDLE",
          "HTTP_PROXY",
          "HTTPS_PROXY",
          "NO_PROXY",
          "ALL_PROXY",
          "http_proxy",
          "https_proxy",
          "no_proxy",
          "all_proxy");

  private NetworkVariables() {}

  static Map<String, String> of(Map<String, String> environment) {
    Map<String, String> kept = new TreeMap<>(environment);
    kept.keySet().retainAll(NAMES);
    return kept;
  }
}
