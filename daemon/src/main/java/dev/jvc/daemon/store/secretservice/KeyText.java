package dev.jvc.daemon.store.secretservice;

import dev.jvc.daemon.credential.AccessKeyId;
import dev.jvc.daemon.credential.BaseKey;
import dev.jvc.daemon.credential.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * A base key as the value of an item: two lines, the access key id and the secret access key, as
 * {@code jvc add} takes them on standard input.
 */
final class KeyText {

  /** What the service is told about the value. */
  static final String CONTENT_TYPE = "text/plain; charset=utf8";

  private static final int MAX_LENGTH = 4096;

  private KeyText() {}

  /** The value, which the caller wipes. */
  static byte[] encode(BaseKey key) {
    byte[] id = key.id().value().getBytes(StandardCharsets.US_ASCII);
    byte[] text = new byte[id.length + key.secret().length() + 2];
    ByteBuffer buffer = ByteBuffer.wrap(text).put(id).put((byte) '\n');
    key.secret().reveal(buffer::put).put((byte) '\n');
    return text;
  }

  /** The key in a value, or empty when it is something else; the value is wiped. */
  static Optional<BaseKey> decode(byte[] text) {
    try {
      return text.length > MAX_LENGTH ? Optional.empty() : parse(text);
    } finally {
      Arrays.fill(text, (byte) 0);
    }
  }

  private static Optional<BaseKey> parse(byte[] text) {
    int idEnd = lineEnd(text, 0);
    int start = idEnd + 1;
    if (start >= text.length) {
      return Optional.empty();
    }
    int end = lineEnd(text, start);
    boolean twoLines = end == text.length || end == text.length - 1;
    if (!twoLines || !isPrintable(text, start, end)) {
      return Optional.empty();
    }
    try {
      AccessKeyId id = new AccessKeyId(new String(text, 0, idEnd, StandardCharsets.US_ASCII));
      return Optional.of(new BaseKey(id, Secret.owning(Arrays.copyOfRange(text, start, end))));
    } catch (IllegalArgumentException notAnId) {
      return Optional.empty();
    }
  }

  private static int lineEnd(byte[] text, int start) {
    int end = start;
    while (end < text.length && text[end] != '\n') {
      end++;
    }
    return end;
  }

  /** Whether there is something, and it has no character that no secret access key has. */
  private static boolean isPrintable(byte[] text, int start, int end) {
    for (int i = start; i < end; i++) {
      if (text[i] <= ' ' || text[i] == 0x7f) {
        return false;
      }
    }
    return end > start;
  }
}
