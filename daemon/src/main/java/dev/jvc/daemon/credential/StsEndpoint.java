package dev.jvc.daemon.credential;

import java.net.URI;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which STS a call goes to.
 *
 * @param region the region whose STS is called and for which requests are signed, a single DNS
 *     label
 * @param override the endpoint to use instead of the region's own; http only towards loopback
 */
public record StsEndpoint(String region, @Nullable URI override) {

  /** A region is one DNS label, so that it can never change the host a request is signed for. */
  private static final Pattern REGION = Pattern.compile("[a-z]{2,}(-[a-z]+)+-[0-9]{1,2}");

  /**
   * @throws IllegalArgumentException when the region is not a region, or the override is neither
   *     https nor http towards loopback
   */
  public StsEndpoint {
    if (!isRegion(region)) {
      throw new IllegalArgumentException("not an AWS region: expected something like eu-west-2");
    }
    if (override != null) {
      requireSafe(override);
    }
  }

  /** Whether the text is shaped like a region: one lower-case DNS label that ends in a number. */
  public static boolean isRegion(String text) {
    return text.length() <= 63 && REGION.matcher(text).matches();
  }

  private static void requireSafe(URI endpoint) {
    String host = endpoint.getHost();
    if (host == null || endpoint.getUserInfo() != null) {
      throw new IllegalArgumentException("an endpoint needs a host and may not carry a user");
    }
    boolean loopback =
        host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d{1,3}){3}");
    if (!"https".equals(endpoint.getScheme())
        && !("http".equals(endpoint.getScheme()) && loopback)) {
      throw new IllegalArgumentException("an endpoint is https, or http towards loopback");
    }
  }
}
