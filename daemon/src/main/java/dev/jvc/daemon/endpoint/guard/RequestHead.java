package dev.jvc.daemon.endpoint.guard;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Judges one request head line by line, more strictly than RFC 9112 asks: what no SDK sends is
 * refused rather than interpreted.
 *
 * <p>It works on the bytes as they came, because a parsed request no longer shows two {@code Host}
 * headers, a folded line or an absolute target.
 */
final class RequestHead {

  private final Authorities authorities;
  private final RequestRules rules;

  private @Nullable Refusal refusal;
  private boolean requestLineSeen;
  private String method = "";
  private int minorVersion;
  private int hosts;
  private boolean hostForeign;
  private boolean browser;
  private boolean body;
  private boolean tokenPadded;
  private boolean close;

  RequestHead(Authorities authorities, RequestRules rules) {
    this.authorities = authorities;
    this.rules = rules;
  }

  /**
   * Takes one line without its end.
   *
   * @return false when the request is to be refused without reading on
   */
  boolean line(byte[] bytes, int from, int to) {
    if (requestLineSeen) {
      refusal = header(bytes, from, to);
    } else {
      requestLineSeen = true;
      refusal = requestLine(bytes, from, to);
    }
    return refusal == null;
  }

  /** The verdict once the head has ended or {@link #line} has returned false; null to let it in. */
  @Nullable Refusal verdict() {
    if (refusal != null) {
      return refusal;
    }
    if (!requestLineSeen) {
      return Refusal.MALFORMED;
    }
    if (hosts != 1) {
      return Refusal.HOST_COUNT;
    }
    if (hostForeign) {
      return Refusal.HOST;
    }
    if (browser) {
      return Refusal.BROWSER;
    }
    if (!rules.methods().contains(method)) {
      return Refusal.METHOD;
    }
    if (body) {
      return Refusal.BODY;
    }
    return tokenPadded ? Refusal.PADDED_TOKEN : null;
  }

  boolean isHead() {
    return method.equals("HEAD");
  }

  /** Whether the request speaks HTTP/1.0, which knows no lasting connections. */
  boolean isVersion10() {
    return minorVersion == 0;
  }

  /** Whether the client wants the connection closed after the answer. */
  boolean wantsClose() {
    return close || isVersion10();
  }

  private @Nullable Refusal requestLine(byte[] bytes, int from, int to) {
    int methodEnd = find(bytes, from, to, ' ');
    int targetEnd = methodEnd < 0 ? -1 : find(bytes, methodEnd + 1, to, ' ');
    if (targetEnd < 0 || !isToken(bytes, from, methodEnd)) {
      return Refusal.MALFORMED;
    }
    String version = ascii(bytes, targetEnd + 1, to);
    switch (version) {
      case "HTTP/1.1" -> minorVersion = 1;
      case "HTTP/1.0" -> minorVersion = 0;
      default -> {
        return Refusal.MALFORMED;
      }
    }
    method = ascii(bytes, from, methodEnd);
    int target = methodEnd + 1;
    if (rules.doubledFirstSlash() && targetEnd - target > 2 && bytes[target + 1] == '/') {
      target++;
    }
    return isPlainPath(bytes, target, targetEnd) ? null : Refusal.TARGET;
  }

  private @Nullable Refusal header(byte[] bytes, int from, int to) {
    int colon = find(bytes, from, to, ':');
    if (colon < 0 || !isToken(bytes, from, colon) || !isFieldValue(bytes, colon + 1, to)) {
      return Refusal.MALFORMED;
    }
    String name = ascii(bytes, from, colon).toLowerCase(Locale.ROOT);
    switch (name) {
      case "host" -> {
        hosts++;
        hostForeign |= !authorities.allows(ascii(bytes, colon + 1, to).strip());
      }
      case "authorization" -> tokenPadded |= bytes[to - 1] == ' ' || bytes[to - 1] == '\t';
      case "content-length" -> body |= !ascii(bytes, colon + 1, to).strip().equals("0");
      case "transfer-encoding", "expect" -> body = true;
      case "connection" ->
          close |= ascii(bytes, colon + 1, to).toLowerCase(Locale.ROOT).contains("close");
      default -> browser |= isForBrowsersOrProxies(name);
    }
    return null;
  }

  private static boolean isForBrowsersOrProxies(String name) {
    return switch (name.charAt(0)) {
      case 'a' -> name.startsWith("access-control-request-");
      case 'c' -> name.equals("cookie");
      case 'f' -> name.equals("forwarded");
      case 'o' -> name.equals("origin");
      case 'p' -> name.startsWith("proxy-");
      case 'r' -> name.equals("referer");
      case 's' -> name.startsWith("sec-");
      case 't' -> name.equals("te");
      case 'u' -> name.equals("upgrade") || name.equals("upgrade-insecure-requests");
      case 'v' -> name.equals("via");
      case 'x' -> name.startsWith("x-forwarded-");
      default -> false;
    };
  }

  /**
   * Whether the target is an absolute path in the alphabet that every SDK passes on unchanged,
   * without empty segments and without segments of dots.
   */
  private static boolean isPlainPath(byte[] bytes, int from, int to) {
    if (from == to || bytes[from] != '/') {
      return false;
    }
    boolean dotsOnly = true;
    for (int i = from + 1; i < to; i++) {
      byte b = bytes[i];
      if (b == '/') {
        if (dotsOnly) {
          return false;
        }
        dotsOnly = true;
      } else if (isAlphanumeric(b) || b == '_' || b == '~' || b == '-') {
        dotsOnly = false;
      } else if (b != '.') {
        return false;
      }
    }
    return !dotsOnly || bytes[to - 1] == '/';
  }

  /** A token of RFC 9110 section 5.6.2, which is what methods and header names are. */
  private static boolean isToken(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      byte b = bytes[i];
      if (!isAlphanumeric(b) && "!#$%&'*+-.^_`|~".indexOf(b) < 0) {
        return false;
      }
    }
    return from < to;
  }

  /** A field value of RFC 9110 section 5.5: no control characters but the tab. */
  private static boolean isFieldValue(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      byte b = bytes[i];
      if ((b >= 0 && b < ' ' && b != '\t') || b == 0x7f) {
        return false;
      }
    }
    return true;
  }

  private static boolean isAlphanumeric(byte b) {
    return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9');
  }

  private static int find(byte[] bytes, int from, int to, char wanted) {
    for (int i = from; i < to; i++) {
      if (bytes[i] == wanted) {
        return i;
      }
    }
    return -1;
  }

  private static String ascii(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
  }
}
