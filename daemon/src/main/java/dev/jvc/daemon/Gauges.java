package dev.jvc.daemon;

import dev.jvc.daemon.access.ClientTokens;
import dev.jvc.daemon.access.TokenKind;
import dev.jvc.daemon.telemetry.Level;
import dev.jvc.daemon.telemetry.Meters;
import dev.jvc.daemon.vending.Overview;
import java.time.Instant;
import java.util.Comparator;

/** The numbers that the meters ask for whenever they are read. */
final class Gauges {

  private Gauges() {}

  static void add(Meters meters, Overview overview, Endpoints endpoints, ClientTokens tokens) {
    meters.watch(Level.LOGINS, () -> overview.loginEnds().size());
    meters.watch(Level.LOGIN_END, () -> firstEnd(overview));
    meters.watch(Level.SESSIONS, () -> overview.sessions().size());
    meters.watch(Level.CONNECTIONS, endpoints::connections);
    meters.watch(Level.CHILD_TOKENS, () -> tokens.count(TokenKind.CHILD));
    meters.watch(Level.STANDING_TOKENS, () -> tokens.count(TokenKind.STANDING));
  }

  /** In seconds of Unix time, so that a reader is right however long ago it has read. */
  private static double firstEnd(Overview overview) {
    return overview.loginEnds().stream()
        .min(Comparator.naturalOrder())
        .map(Instant::getEpochSecond)
        .map(Long::doubleValue)
        .orElse(Double.NaN);
  }
}
