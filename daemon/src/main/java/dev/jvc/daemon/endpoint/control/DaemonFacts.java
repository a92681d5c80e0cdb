package dev.jvc.daemon.endpoint.control;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What {@code status}, {@code health} and {@code metrics} say of the daemon itself.
 *
 * @param endpoint where SDKs ask
 * @param linkLocal where else they find the same
 * @param endpointStays whether that will be the same after a restart
 * @param stores where keys go, as the member {@code stores} of {@code status}
 * @param problems what is to be mended in the configuration at present
 * @param degraded protections that do not hold on this machine
 * @param failedChecks the checks that fail at present, by name, each with a sentence; empty when
 *     all is well
 * @param metrics the Prometheus text
 * @param reload reads the configuration again, and answers what is to be mended in it
 * @param stop ends the daemon, after the answer
 */
public record DaemonFacts(
    String version,
    long pid,
    Instant startedAt,
    URI endpoint,
    List<URI> linkLocal,
    boolean endpointStays,
    Path controlSocket,
    Supplier<Map<String, Object>> stores,
    Supplier<List<String>> problems,
    Supplier<List<String>> degraded,
    Supplier<Map<String, String>> failedChecks,
    Supplier<String> metrics,
    Supplier<List<String>> reload,
    Runnable stop) {}
