package dev.jvc.sandbox.wire;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One HTTP request as it came over the wire, for routing and for checking its signature.
 *
 * @param path raw path, not decoded
 * @param query raw query string, not decoded, empty when there is none
 * @param headers values by lower-case header name
 * @param body the form, as UTF-8 text
 */
public record QueryRequest(
    String method, String path, String query, Map<String, List<String>> headers, String body) {

  public QueryRequest {
    Map<String, List<String>> byName = new TreeMap<>();
    headers.forEach((name, values) -> byName.put(name.toLowerCase(Locale.ROOT), values));
    headers = Map.copyOf(byName);
  }

  public Optional<String> header(String lowerCaseName) {
    return headers.getOrDefault(lowerCaseName, List.of()).stream().findFirst();
  }
}
