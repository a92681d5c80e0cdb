package dev.jvc.daemon.endpoint.guard;

import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Hands request heads from a socket to the HTTP implementation: whole, judged, and one at a time.
 *
 * <p>The HTTP implementation therefore never waits inside a head and never sees one that was
 * refused. Whatever follows a head stays here until it asks again, which is also how pipelined
 * requests are answered in order.
 */
final class RequestReader implements Supplier<byte @Nullable []> {

  /** What the reader tells its connection about. */
  interface Progress {

    /** Nothing of the next request has come yet. */
    void awaitingRequest(boolean first);

    /** A request has begun. */
    void requestBegan();

    /** A head is complete and allowed; false to end the connection without an answer. */
    boolean requestComplete();

    /** The request is turned away; the connection ends afterwards. */
    void refuse(Refusal refusal, boolean toHead);
  }

  private static final byte[] CLOSE = {
    'C', 'o', 'n', 'n', 'e', 'c', 't', 'i', 'o', 'n', ':', ' ', 'c', 'l', 'o', 's', 'e', '\r', '\n'
  };

  private final Supplier<byte @Nullable []> socket;
  private final Supplier<RequestHead> heads;
  private final Progress progress;

  private byte[] pending = {};
  private boolean first = true;
  private boolean ended;

  /**
   * @param socket the next bytes as they come, null at the end
   * @param heads a fresh judge for each request
   */
  RequestReader(
      Supplier<byte @Nullable []> socket, Supplier<RequestHead> heads, Progress progress) {
    this.socket = socket;
    this.heads = heads;
    this.progress = progress;
  }

  /** The next request head, or null when there is none to be answered any more. */
  @Override
  public byte @Nullable [] get() {
    if (ended) {
      return null;
    }
    if (pending.length == 0) {
      progress.awaitingRequest(first);
      if (!read()) {
        return end();
      }
    }
    first = false;
    progress.requestBegan();
    RequestHead head = heads.get();
    int lineStart = 0;
    int scanned = 0;
    while (true) {
      for (; scanned < pending.length; scanned++) {
        if (pending[scanned] != '\n') {
          continue;
        }
        int lineEnd = scanned - 1;
        if (lineEnd < lineStart || pending[lineEnd] != '\r') {
          return refuse(Refusal.MALFORMED, head);
        }
        if (scanned >= Limits.HEAD_BYTES || lineEnd - lineStart > Limits.LINE_BYTES) {
          return refuse(Refusal.TOO_LARGE, head);
        }
        if (lineEnd == lineStart) {
          return complete(head, scanned + 1);
        }
        if (!head.line(pending, lineStart, lineEnd)) {
          return refuse(head.verdict(), head);
        }
        lineStart = scanned + 1;
      }
      if (pending.length - lineStart > Limits.LINE_BYTES + 1
          || pending.length >= Limits.HEAD_BYTES) {
        return refuse(Refusal.TOO_LARGE, head);
      }
      if (!read()) {
        return end();
      }
    }
  }

  private byte @Nullable [] complete(RequestHead head, int length) {
    Refusal refusal = head.verdict();
    if (refusal != null) {
      return refuse(refusal, head);
    }
    if (!progress.requestComplete()) {
      return end();
    }
    byte[] request = pending;
    if (length < pending.length) {
      request = Arrays.copyOf(pending, length);
      pending = Arrays.copyOfRange(pending, length, pending.length);
    } else {
      pending = new byte[0];
    }
    ended = head.wantsClose();
    return head.isVersion10() ? asVersion11(request) : request;
  }

  /**
   * The same request in HTTP/1.1 with the connection to be closed, because Helidon speaks nothing
   * else.
   */
  private static byte[] asVersion11(byte[] request) {
    int lineEnd = 0;
    while (request[lineEnd] != '\n') {
      lineEnd++;
    }
    lineEnd++;
    byte[] upgraded = new byte[request.length + CLOSE.length];
    System.arraycopy(request, 0, upgraded, 0, lineEnd);
    System.arraycopy(CLOSE, 0, upgraded, lineEnd, CLOSE.length);
    System.arraycopy(request, lineEnd, upgraded, lineEnd + CLOSE.length, request.length - lineEnd);
    upgraded[lineEnd - "0\r\n".length()] = '1';
    return upgraded;
  }

  private byte @Nullable [] refuse(@Nullable Refusal refusal, RequestHead head) {
    pending = new byte[0];
    progress.refuse(refusal == null ? Refusal.MALFORMED : refusal, head.isHead());
    return end();
  }

  private byte @Nullable [] end() {
    ended = true;
    return null;
  }

  private boolean read() {
    byte[] more = socket.get();
    if (more == null) {
      return false;
    }
    if (pending.length == 0) {
      pending = more;
    } else {
      byte[] joined = Arrays.copyOf(pending, pending.length + more.length);
      System.arraycopy(more, 0, joined, pending.length, more.length);
      pending = joined;
    }
    return true;
  }
}
