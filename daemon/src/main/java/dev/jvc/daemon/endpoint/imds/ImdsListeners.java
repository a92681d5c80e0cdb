package dev.jvc.daemon.endpoint.imds;

import dev.jvc.daemon.credential.Problem;
import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.endpoint.EndpointBindException;
import dev.jvc.daemon.endpoint.ListenAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The metadata listeners: those that the configuration names, and those that {@code jvc use}
 * opened, which end with the daemon.
 */
public final class ImdsListeners implements AutoCloseable {

  /** The most listeners there may be; each holds threads and descriptors. */
  public static final int MOST = 16;

  /** The port that {@code jvc use} opens when there is no listener yet. */
  public static final int USUAL_PORT = 9912;

  private final String host;
  private final ImdsParts parts;
  private final List<ImdsListener> listeners = new CopyOnWriteArrayList<>();

  /**
   * @param host the loopback address of those that {@code jvc use} opens
   */
  public ImdsListeners(String host, ImdsParts parts) {
    this.host = host;
    this.parts = parts;
  }

  /**
   * Listens where the configuration says.
   *
   * @throws EndpointBindException when the address cannot be had, or other users could not be told
   *     from this one
   */
  public synchronized void open(ListenAddress at, ServedProfile served)
      throws EndpointBindException {
    String gap = parts.owners().gap();
    if (gap != null) {
      throw new EndpointBindException(
          "imds would serve every user of this machine, because "
              + gap
              + ": remove it from jvc.yaml and use jvc env");
    }
    listeners.add(ImdsListener.start(at, served, true, parts));
  }

  /**
   * Serves a profile at a port, which is opened when no listener has it.
   *
   * @param port null for the first listener there is, else {@value #USUAL_PORT}; 0 for any free
   *     port
   * @throws ProblemException when the profile leads nowhere or the port cannot be had
   */
  public synchronized ImdsView use(ServedProfile served, @Nullable Integer port)
      throws ProblemException {
    requireOwnerCheck();
    // A profile that leads nowhere would only move the error into somebody's SDK.
    parts.plans().plan(served.profile());
    Optional<ImdsListener> known = find(port);
    if (known.isPresent()) {
      known.get().serve(served);
      known.get().fetchAhead();
      return known.get().view();
    }
    if (listeners.size() >= MOST) {
      throw problem(
          ProblemCode.TOO_MANY_REQUESTS,
          MOST + " metadata listeners are open already: close some with jvc use --none");
    }
    try {
      ListenAddress at = ListenAddress.loopback(host, port == null ? USUAL_PORT : port, "--port");
      ImdsListener listener = ImdsListener.start(at, served, false, parts);
      listeners.add(listener);
      listener.fetchAhead();
      return listener.view();
    } catch (EndpointBindException taken) {
      throw problem(ProblemCode.CANNOT_LISTEN, String.valueOf(taken.getMessage()));
    }
  }

  /**
   * Takes back what {@code jvc use} did: what it opened is closed, and the others serve what the
   * configuration says.
   *
   * @return how many listeners that concerned
   */
  public synchronized int useNone() {
    int changed = 0;
    for (ImdsListener listener : List.copyOf(listeners)) {
      if (listener.restore()) {
        changed++;
      } else if (!listener.isConfigured()) {
        listeners.remove(listener);
        listener.close();
        changed++;
      }
    }
    return changed;
  }

  /** Has credentials ready where a profile waited for this login. */
  public void loggedIn(ProfileName key) {
    listeners.forEach(listener -> listener.fetchAheadAfterLogin(key));
  }

  /** Ends every session token that clients hold; they ask for new ones. */
  public void revokeTokens() {
    listeners.forEach(ImdsListener::revokeTokens);
  }

  /** What there is, the configured ones first. */
  public List<ImdsView> views() {
    return listeners.stream().map(ImdsListener::view).toList();
  }

  /** A sentence for each listener whose profile leads nowhere. */
  public List<String> problems() {
    List<String> problems = new ArrayList<>();
    for (ImdsListener listener : listeners) {
      ProfileName profile = listener.served().profile();
      try {
        parts.plans().plan(profile);
      } catch (ProblemException unplanned) {
        problems.add(
            "imds at " + listener.base() + " serves nothing: " + unplanned.problem().message());
      }
    }
    return problems;
  }

  /** A sentence for each protection that somebody switched off. */
  public List<String> degraded() {
    return listeners.stream()
        .filter(listener -> listener.served().v1())
        .map(
            listener -> "imds at " + listener.base() + " answers requests without a token (IMDSv1)")
        .toList();
  }

  /** Where connections are no longer taken. */
  public List<URI> dead() {
    return listeners.stream()
        .filter(listener -> !listener.isListening())
        // One that was closed meanwhile is not missed.
        .filter(listeners::contains)
        .map(ImdsListener::base)
        .toList();
  }

  /** How many connections there are. */
  public int connections() {
    return listeners.stream().mapToInt(ImdsListener::connections).sum();
  }

  private Optional<ImdsListener> find(@Nullable Integer port) {
    return listeners.stream()
        .filter(ImdsListener::isLoopback)
        .filter(listener -> port == null || (port != 0 && port == listener.port()))
        .findFirst();
  }

  private void requireOwnerCheck() throws ProblemException {
    String gap = parts.owners().gap();
    if (gap != null) {
      throw problem(
          ProblemCode.FORBIDDEN,
          "imds would serve every user of this machine, because " + gap + ": use jvc env");
    }
  }

  private static ProblemException problem(ProblemCode code, String message) {
    return new ProblemException(Problem.of(code, message));
  }

  @Override
  public synchronized void close() {
    listeners.forEach(ImdsListener::close);
    listeners.clear();
  }
}
