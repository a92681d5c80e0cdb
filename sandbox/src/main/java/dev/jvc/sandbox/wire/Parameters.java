package dev.jvc.sandbox.wire;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of one query API call, from the query string (GET) or the form body (POST).
 *
 * <p>An empty value counts as absent, as in AWS's own services.
 */
public final class Parameters {
  private static final Pattern PAIR = Pattern.compile("&");

  private final Map<String, String> values;

  private Parameters(Map<String, String> values) {
    this.values = Collections.unmodifiableMap(values);
  }

  /**
   * Decodes {@code application/x-www-form-urlencoded} text.
   *
   * @throws Refusal MalformedQueryString for a broken escape or a repeated parameter
   */
  public static Parameters decode(String form) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String pair : form.isEmpty() ? List.<String>of() : List.of(PAIR.split(form, -1))) {
      int equals = pair.indexOf('=');
      String name = unescape(equals < 0 ? pair : pair.substring(0, equals));
      String value = equals < 0 ? "" : unescape(pair.substring(equals + 1));
      if (values.putIfAbsent(name, value) != null) {
        throw malformed("The parameter " + name + " is given twice");
      }
    }
    return new Parameters(values);
  }

  private static String unescape(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw malformed("The query string has a broken escape");
    }
  }

  private static Refusal malformed(String message) {
    return new Refusal(400, "MalformedQueryString", message);
  }

  public @Nullable String get(String name) {
    String value = values.get(name);
    return value == null || value.isEmpty() ? null : value;
  }

  public Optional<String> find(String name) {
    return Optional.ofNullable(get(name));
  }

  /** The values of {@code name.member.1}, {@code name.member.2} and so on, to the first gap. */
  public List<String> list(String name) {
    return structures(name, "");
  }

  /** The values of {@code name.member.N.field}; a member without that field ends the list. */
  public List<String> list(String name, String field) {
    return structures(name, "." + field);
  }

  private List<String> structures(String name, String suffix) {
    return IntStream.iterate(1, n -> n + 1)
        .mapToObj(n -> values.get(name + ".member." + n + suffix))
        .takeWhile(Objects::nonNull)
        .toList();
  }

  /** Names and values as sent, in order. */
  public Map<String, String> asMap() {
    return values;
  }

  /** The names only: a value may be an MFA code. */
  @Override
  public String toString() {
    return "Parameters" + values.keySet();
  }
}
