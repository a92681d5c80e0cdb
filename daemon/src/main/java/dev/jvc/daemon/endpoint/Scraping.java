package dev.jvc.daemon.endpoint;

import dev.jvc.daemon.access.MetricsToken;
import java.util.function.Supplier;

/**
 * What a monitoring system may read at an endpoint.
 *
 * @param token what it has to show
 * @param text the metrics in Prometheus's text format
 */
public record Scraping(MetricsToken token, Supplier<String> text) {}
