package dev.jvc.daemon.endpoint;

import dev.jvc.daemon.platform.OperatingSystem;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.channels.ServerSocketChannel;
import java.util.List;
import java.util.Locale;

/**
 * Where a listener is to listen, and what a person can do when it cannot.
 *
 * @param port 0 for any free port
 * @param setting how another port is chosen, such as {@code listen.port}
 */
public record ListenAddress(InetAddress address, int port, String setting) {

  /**
   * The addresses at which programs in Amazon's containers and instances find credentials, on port
   * 80: ECS, EKS Pod Identity, and the instance metadata service.
   */
  public static final List<String> LINK_LOCAL =
      List.of("169.254.170.2", "169.254.170.23", "169.254.169.254");

  /**
   * An address that only this machine reaches.
   *
   * @throws IllegalArgumentException when the host is not a literal loopback address
   */
  public static ListenAddress loopback(String host, int port, String setting) {
    return new ListenAddress(Loopback.parse(host), port, setting);
  }

  /**
   * One of {@link #LINK_LOCAL}, which neighbours may be able to reach.
   *
   * @throws IllegalArgumentException when the host is none of them
   */
  public static ListenAddress linkLocal(String host, int port, String setting) {
    if (!LINK_LOCAL.contains(host)) {
      throw new IllegalArgumentException("not one of " + String.join(", ", LINK_LOCAL));
    }
    return new ListenAddress(InetAddress.ofLiteral(host), port, setting);
  }

  InetSocketAddress socketAddress() {
    return new InetSocketAddress(address, port);
  }

  /** Finds out early, and why, because Helidon would log the reason with a stack trace. */
  void requireFree() throws EndpointBindException {
    try (ServerSocketChannel probe = ServerSocketChannel.open()) {
      probe.bind(socketAddress());
    } catch (IOException taken) {
      String reason = String.valueOf(taken.getMessage()).toLowerCase(Locale.ROOT);
      throw new EndpointBindException(
          "cannot listen on " + text() + " (" + reason + "): " + remedy(reason), taken);
    }
  }

  private String remedy(String reason) {
    if (!address.isLoopbackAddress() && isAbsent()) {
      String command =
          switch (OperatingSystem.current()) {
            case LINUX -> "ip addr add " + address.getHostAddress() + "/32 dev lo";
            case MACOS -> "ifconfig lo0 alias " + address.getHostAddress();
          };
      return "run " + command + " as root, or remove the address from jvc.yaml";
    }
    if (port != 0 && port < 1024 && reason.contains("permission denied")) {
      return "run sysctl net.ipv4.ip_unprivileged_port_start="
          + port
          + " as root, or choose a port from 1024 on with "
          + setting;
    }
    return "stop the other program, or choose another port with " + setting;
  }

  private boolean isAbsent() {
    try {
      return NetworkInterface.getByInetAddress(address) == null;
    } catch (SocketException unknown) {
      return false;
    }
  }

  /** The address and the port as a URL has them. */
  String text() {
    return text(address, port);
  }

  static String text(InetAddress address, int port) {
    return address instanceof Inet6Address
        ? "[::1]:" + port
        : address.getHostAddress() + ":" + port;
  }
}
