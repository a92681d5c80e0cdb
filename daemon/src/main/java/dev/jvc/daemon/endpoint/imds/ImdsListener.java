package dev.jvc.daemon.endpoint.imds;

import dev.jvc.daemon.access.Caller;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.endpoint.EndpointBindException;
import dev.jvc.daemon.endpoint.ListenAddress;
import dev.jvc.daemon.endpoint.LocalListener;
import dev.jvc.daemon.endpoint.guard.DescriptorLimit;
import dev.jvc.daemon.endpoint.guard.Limits;
import dev.jvc.daemon.endpoint.guard.RequestRules;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** One metadata listener, which serves one profile at a time. */
final class ImdsListener implements AutoCloseable {

  /** The part of the connections that one may have, so that all together leave descriptors. */
  private static final int SHARE = 8;

  private final LocalListener listener;
  private final MetadataRoute route;
  private final ImdsParts parts;

  /** What the configuration has it serve; null when no configuration named this port. */
  private final @Nullable ServedProfile configured;

  private ImdsListener(
      LocalListener listener,
      MetadataRoute route,
      ImdsParts parts,
      @Nullable ServedProfile configured) {
    this.parts = parts;
    this.listener = listener;
    this.route = route;
    this.configured = configured;
  }

  static ImdsListener start(
      ListenAddress at, ServedProfile served, boolean byConfiguration, ImdsParts parts)
      throws EndpointBindException {
    MetadataRoute route = new MetadataRoute(parts, served);
    Limits limits = Limits.standard(Math.max(4, DescriptorLimit.connections() / SHARE));
    LocalListener listener =
        LocalListener.start(
            at, RequestRules.METADATA, limits, parts.owners().peers(), parts.witness(), route);
    return new ImdsListener(listener, route, parts, byConfiguration ? served : null);
  }

  int port() {
    return listener.address().getPort();
  }

  URI base() {
    return listener.base();
  }

  boolean isLoopback() {
    return listener.address().getAddress().isLoopbackAddress();
  }

  boolean isConfigured() {
    return configured != null;
  }

  void serve(ServedProfile other) {
    route.serve(other);
  }

  ServedProfile served() {
    return route.served();
  }

  /** Fetches the credentials in the background, because a client waits half a second for them. */
  void fetchAhead() {
    ProfileName profile = served().profile();
    parts.background().execute(() -> parts.source().vend(new Caller.Nobody(), profile));
  }

  /** The same if it is a login to this key that the profile waits for. */
  void fetchAheadAfterLogin(ProfileName key) {
    try {
      if (parts.plans().plan(served().profile()).login().key().equals(key)) {
        fetchAhead();
      }
    } catch (ProblemException unplanned) {
      // Whoever asks is told.
    }
  }

  /** Serves what the configuration says again; false when it says so already, or nothing. */
  boolean restore() {
    if (configured == null || configured.equals(route.served())) {
      return false;
    }
    route.serve(configured);
    return true;
  }

  ImdsView view() {
    ServedProfile served = route.served();
    return new ImdsView(base(), served.profile(), served.v1(), served.equals(configured));
  }

  void revokeTokens() {
    route.revokeTokens();
  }

  boolean isListening() {
    return listener.isListening();
  }

  int connections() {
    return listener.connections();
  }

  @Override
  public void close() {
    listener.close();
  }
}
