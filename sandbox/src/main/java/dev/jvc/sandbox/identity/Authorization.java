package dev.jvc.sandbox.identity;

import dev.jvc.sandbox.wire.Refusal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The Authorization header of Signature Version 4, taken apart.
 *
 * @param date the day in the credential scope, yyyyMMdd
 * @param signedHeaders lower-case names
 */
record Authorization(
    String accessKeyId,
    String date,
    String region,
    String service,
    List<String> signedHeaders,
    String signature) {
  private static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final Pattern SEPARATOR = Pattern.compile("\\s*,\\s*|\\s+");
  private static final Pattern SLASH = Pattern.compile("/");
  private static final Pattern SEMICOLON = Pattern.compile(";");

  static Authorization parse(String header) {
    String trimmed = header.strip();
    if (!trimmed.startsWith(ALGORITHM + " ")) {
      throw incomplete("Unsupported AWS 'algorithm': use " + ALGORITHM + ".");
    }
    Map<String, String> parts = new HashMap<>();
    for (String part : SEPARATOR.split(trimmed.substring(ALGORITHM.length()).strip(), -1)) {
      int equals = part.indexOf('=');
      if (equals < 0) {
        throw incomplete(
            "Invalid key=value pair (missing equal-sign) in Authorization header: '" + part + "'.");
      }
      parts.put(part.substring(0, equals), part.substring(equals + 1));
    }
    String[] scope = SLASH.split(required(parts, "Credential"), -1);
    if (scope.length != 5 || !scope[4].equals("aws4_request")) {
      throw incomplete(
          "Credential must have exactly 5 slash-delimited elements, e.g."
              + " keyid/date/region/service/aws4_request.");
    }
    List<String> signedHeaders =
        Arrays.stream(SEMICOLON.split(required(parts, "SignedHeaders")))
            .map(name -> name.toLowerCase(Locale.ROOT))
            .toList();
    return new Authorization(
        scope[0], scope[1], scope[2], scope[3], signedHeaders, required(parts, "Signature"));
  }

  private static String required(Map<String, String> parts, String name) {
    String value = parts.get(name);
    if (value == null || value.isEmpty()) {
      throw incomplete("Authorization header requires '" + name + "' parameter.");
    }
    return value;
  }

  static Refusal incomplete(String message) {
    return new Refusal(403, "IncompleteSignature", message);
  }
}
