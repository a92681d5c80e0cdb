package dev.jvc.client.protocol;

import dev.jvc.client.json.JsonObject;
import dev.jvc.client.outcome.Failure;

/**
 * Where a monitoring system reads the metrics, and with what.
 *
 * @param uri their address on loopback
 * @param uriStays whether it is the same after a restart of the daemon
 * @param tokenFile the file that holds the token and no line feed
 */
public record MetricsAccess(String uri, boolean uriStays, String tokenFile) {

  static MetricsAccess of(JsonObject body) throws Failure {
    return new MetricsAccess(body.string("uri"), body.flag("uriStays"), body.string("tokenFile"));
  }
}
