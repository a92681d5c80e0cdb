package dev.jvc.daemon.endpoint;

import dev.jvc.daemon.endpoint.guard.GuardWitness;
import dev.jvc.daemon.endpoint.guard.Refusal;

/** Is told what the endpoint does; must be quick, because the client waits. */
public interface EndpointWitness extends GuardWitness {

  /** The word for {@link #metricsRefused()} in metrics, beside those of {@link Refusal}. */
  String METRICS_REFUSED = "metrics_token";

  /**
   * A request for credentials was answered.
   *
   * @param status the HTTP status
   * @param nanos how long the answer took to make, in nanoseconds
   */
  void answered(int status, long nanos);

  /** Somebody asked for metrics without the token that opens them. */
  void metricsRefused();

  /** One that looks away. */
  static EndpointWitness none() {
    return new EndpointWitness() {
      @Override
      public void answered(int status, long nanos) {}

      @Override
      public void metricsRefused() {}

      @Override
      public void refused(Refusal refusal) {}
    };
  }
}
