package dev.jvc.daemon.aws;

import dev.jvc.daemon.credential.IssueException;
import dev.jvc.daemon.credential.StsEndpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sts.StsClient;

/** Makes one call to STS within a limit of time, whatever the network and the other side do. */
final class StsCalls implements AutoCloseable {

  /** How long a whole call may take outside of tests. */
  static final Duration TOTAL = Duration.ofSeconds(8);

  /** How long a name may take to be looked up. */
  private static final Duration LOOK_UP = Duration.ofSeconds(2);

  private static final int LOOK_UPS_AT_A_TIME = 4;

  private final StsClients clients;
  private final Duration total;
  private final AwsFailures failures;

  /** Interrupting a virtual thread closes the socket that it reads from. */
  private final ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor();

  /** Looking a name up blocks the carrier of a virtual thread, so it has threads of its own. */
  private final ExecutorService lookUps =
      Executors.newFixedThreadPool(
          LOOK_UPS_AT_A_TIME, Thread.ofPlatform().daemon().name("look-up-", 0).factory());

  /**
   * @param total how long a whole call may take, from the first look-up to the last byte
   */
  StsCalls(Map<String, String> environment, InstantSource clock, Duration total) {
    this.clients = new StsClients(environment, total);
    this.total = total;
    this.failures = new AwsFailures(clock);
  }

  /**
   * Makes a call.
   *
   * @param repeatable whether the call may be made once more when it never reached a server
   * @param subject what the call is about, for the sentence that says why it failed
   */
  <T> T make(StsEndpoint sts, boolean repeatable, Subject subject, Function<StsClient, T> operation)
      throws IssueException {
    long deadline = System.nanoTime() + total.toNanos();
    StsClient client;
    try {
      client = clients.client(sts, repeatable);
      lookUp(clients.nextHop(sts), subject);
    } catch (IllegalArgumentException environment) {
      throw NetworkFailures.badEnvironment(environment);
    }
    return await(
        submit(calls, () -> operation.apply(client), subject),
        Duration.ofNanos(deadline - System.nanoTime()),
        subject);
  }

  private void lookUp(String host, Subject subject) throws IssueException {
    Callable<InetAddress> lookUp = () -> InetAddress.getByName(host);
    await(submit(lookUps, lookUp, subject), LOOK_UP, subject);
  }

  private static <T> Future<T> submit(ExecutorService threads, Callable<T> call, Subject subject)
      throws IssueException {
    try {
      return threads.submit(call);
    } catch (RejectedExecutionException closed) {
      throw NetworkFailures.interrupted(subject, closed);
    }
  }

  private <T> T await(Future<T> running, Duration patience, Subject subject) throws IssueException {
    try {
      return running.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException tooLate) {
      running.cancel(true);
      throw NetworkFailures.timedOut(subject, tooLate);
    } catch (InterruptedException interrupted) {
      running.cancel(true);
      Thread.currentThread().interrupt();
      throw NetworkFailures.interrupted(subject, interrupted);
    } catch (ExecutionException failed) {
      Throwable cause = failed.getCause();
      if (cause instanceof SdkException refused) {
        throw failures.of(refused, subject);
      }
      if (cause instanceof IOException unreachable) {
        throw NetworkFailures.of(unreachable, subject);
      }
      throw new IllegalStateException("a call to sts failed inside jvc", cause);
    }
  }

  @Override
  public void close() {
    calls.shutdownNow();
    lookUps.shutdownNow();
    clients.close();
  }
}
