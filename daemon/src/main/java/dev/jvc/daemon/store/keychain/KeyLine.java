package dev.jvc.daemon.store.keychain;

import dev.jvc.daemon.credential.AccessKeyId;
import dev.jvc.daemon.credential.BaseKey;
import dev.jvc.daemon.credential.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * A base key as the password of a Keychain item: access key id, a space, secret access key.
 *
 * <p>One line of printable ASCII, because {@code security find-generic-password -w} prints anything
 * else in hexadecimal without saying so.
 */
final class KeyLine {

  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private KeyLine() {}

  /** The password in hexadecimal, as {@code -X} takes it; to be wiped by the caller. */
  static byte[] hexadecimal(BaseKey key) {
    byte[] id = key.id().value().getBytes(StandardCharsets.US_ASCII);
    byte[] line = new byte[id.length + 1 + key.secret().length()];
    ByteBuffer buffer = ByteBuffer.wrap(line).put(id).put((byte) ' ');
    key.secret().reveal(buffer::put);
    byte[] hex = hexadecimal(line);
    Arrays.fill(line, (byte) 0);
    return hex;
  }

  /** Any bytes in hexadecimal; both are the caller's, to be wiped. */
  static byte[] hexadecimal(byte[] bytes) {
    byte[] hex = new byte[2 * bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      hex[2 * i] = HEX[(bytes[i] >> 4) & 0xf];
      hex[2 * i + 1] = HEX[bytes[i] & 0xf];
    }
    return hex;
  }

  /** A printed password without the end of its line. */
  static Secret text(byte[] printed) {
    return Secret.owning(Arrays.copyOf(printed, end(printed)));
  }

  private static int end(byte[] printed) {
    boolean terminated = printed.length > 0 && printed[printed.length - 1] == '\n';
    return terminated ? printed.length - 1 : printed.length;
  }

  /** The key in a printed password, or empty when it is something else. */
  static Optional<BaseKey> decode(byte[] printed) {
    int end = end(printed);
    int space = 0;
    while (space < end && printed[space] != ' ') {
      space++;
    }
    if (space + 1 >= end) {
      return Optional.empty();
    }
    for (int i = space + 1; i < end; i++) {
      if (printed[i] <= ' ' || printed[i] == 0x7f) {
        return Optional.empty();
      }
    }
    try {
      AccessKeyId id = new AccessKeyId(new String(printed, 0, space, StandardCharsets.US_ASCII));
      return Optional.of(
          new BaseKey(id, Secret.owning(Arrays.copyOfRange(printed, space + 1, end))));
    } catch (IllegalArgumentException notAnId) {
      return Optional.empty();
    }
  }
}
