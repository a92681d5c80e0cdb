package dev.jvc.daemon.endpoint.guard;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * The values of {@code Host} that mean this listener; everything else is refused, which is what
 * stops DNS rebinding.
 *
 * <p>Clients of the AWS Common Runtime send the host without a port, and an IPv6 address without
 * brackets. A link-local address is called by no other name.
 */
final class Authorities {

  private static final String LINK_LOCAL = "169.254.";

  private final Set<String> allowed = new HashSet<>();

  /**
   * @param host the literal address that the listener is bound to
   * @param port the port that it is bound to
   */
  Authorities(String host, int port) {
    String literal = host.toLowerCase(Locale.ROOT);
    if (!literal.startsWith(LINK_LOCAL)) {
      allow("127.0.0.1", port);
      allow("localhost", port);
      allow("[::1]", port);
      allowed.add("::1");
    }
    if (literal.indexOf(':') >= 0) {
      allowed.add(literal);
      allow("[" + literal + "]", port);
    } else {
      allow(literal, port);
    }
  }

  private void allow(String host, int port) {
    allowed.add(host);
    allowed.add(host + ":" + port);
  }

  /** Whether a {@code Host} value, blanks around it removed, is one of this listener's. */
  boolean allows(String host) {
    return allowed.contains(host) || allowed.contains(host.toLowerCase(Locale.ROOT));
  }
}
