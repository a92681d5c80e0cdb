package dev.jvc.daemon.endpoint.control;

import dev.jvc.daemon.credential.Problem;
import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.json.JsonObject;
import dev.jvc.daemon.vending.LoginNeed;
import dev.jvc.daemon.vending.LoginView;
import dev.jvc.daemon.vending.VendingEvents;
import dev.jvc.daemon.vending.VendingListener;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Server-sent events for {@code jvc prompt} and {@code jvc status --watch} (WHATWG HTML,
 * "Server-sent events").
 *
 * <p>A listener that does not read loses events rather than holding anybody up; a {@code state}
 * event is only a reason to look again, so losing one of several is harmless.
 */
final class EventStream {

  /** How often a comment is sent, so that a listener that went away is noticed. */
  static final Duration HEARTBEAT = Duration.ofSeconds(15);

  private static final int MAX_LISTENERS = 16;
  private static final int MAX_WAITING = 64;
  private static final byte[] COMMENT = ":\n\n".getBytes(StandardCharsets.UTF_8);
  private static final byte[] END = {};

  private final VendingEvents events;
  private final Semaphore places = new Semaphore(MAX_LISTENERS);
  private final Set<BlockingQueue<byte[]>> open = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  EventStream(VendingEvents events) {
    this.events = events;
  }

  /** Where a stream that has a place writes to. */
  @FunctionalInterface
  interface Opening {

    OutputStream open() throws IOException;
  }

  /**
   * Writes events until the listener goes away or the daemon stops.
   *
   * @throws ProblemException when too many listen already; nothing has been written then
   */
  void serve(Opening opening) throws ProblemException {
    if (!places.tryAcquire()) {
      throw new ProblemException(
          Problem.of(
              ProblemCode.TOO_MANY_REQUESTS,
              "too many terminals are listening: close a jvc prompt or jvc status --watch"));
    }
    BlockingQueue<byte[]> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
    open.add(waiting);
    try (VendingEvents.Subscription _ = events.subscribe(new Queueing(waiting));
        OutputStream out = opening.open()) {
      out.write(event("state", Map.of()));
      out.flush();
      while (!closed) {
        byte[] next = waiting.poll(HEARTBEAT.toMillis(), TimeUnit.MILLISECONDS);
        if (next != null && next.length == 0) {
          return;
        }
        out.write(next == null ? COMMENT : next);
        out.flush();
      }
    } catch (IOException gone) {
      // The listener closed its end, which is how every stream ends.
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(waiting);
      places.release();
    }
  }

  /** Ends every stream. */
  void close() {
    closed = true;
    for (BlockingQueue<byte[]> waiting : open) {
      waiting.clear();
      waiting.offer(END);
    }
  }

  private static byte[] event(String name, Map<String, ?> data) {
    String json = new String(JsonObject.write(data), StandardCharsets.UTF_8);
    return ("event: " + name + "\ndata: " + json + "\n\n").getBytes(StandardCharsets.UTF_8);
  }

  private record Queueing(BlockingQueue<byte[]> waiting) implements VendingListener {

    @Override
    public void stateChanged() {
      offer(event("state", Map.of()));
    }

    @Override
    public void loginNeeded(LoginNeed need) {
      offer(
          event(
              "login-needed",
              Members.of()
                  .with("profile", need.profile())
                  .with("key", need.key())
                  .with("message", need.message())
                  .map()));
    }

    @Override
    public void loginEnding(LoginView login) {
      offer(
          event(
              "login-ending",
              Members.of().with("key", login.key()).with("expiration", login.expiration()).map()));
    }

    private void offer(byte[] event) {
      if (!waiting.offer(event)) {
        waiting.poll();
        waiting.offer(event);
      }
    }
  }
}
