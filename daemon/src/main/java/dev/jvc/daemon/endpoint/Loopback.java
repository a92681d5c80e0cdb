package dev.jvc.daemon.endpoint;

import java.net.Inet6Address;
import java.net.InetAddress;

/** The addresses that the endpoint may be bound to. */
final class Loopback {

  private Loopback() {}

  /**
   * Reads {@code 127.x.y.z}, {@code ::1} or {@code [::1]}; names are refused, because what they
   * resolve to is decided elsewhere.
   *
   * @throws IllegalArgumentException when the text is anything else
   */
  static InetAddress parse(String host) {
    String literal =
        host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    try {
      InetAddress address = InetAddress.ofLiteral(literal);
      // Short and numeric spellings of IPv4 are for nobody's good.
      boolean plain = address instanceof Inet6Address || address.getHostAddress().equals(literal);
      if (address.isLoopbackAddress() && plain) {
        return address;
      }
    } catch (IllegalArgumentException notAnAddress) {
      // Told below.
    }
    throw new IllegalArgumentException(
        "the endpoint listens on loopback only: set listen.host to 127.0.0.1 or ::1");
  }
}
