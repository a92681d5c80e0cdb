package dev.jvc.daemon.store.file;

import dev.jvc.daemon.credential.AccessKeyId;
import dev.jvc.daemon.credential.BaseKey;
import dev.jvc.daemon.credential.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A base key as the plain content of an entry: length of the id, id, secret. */
final class EntryCodec {

  private EntryCodec() {}

  /** The content to seal, which the caller wipes. */
  static byte[] encode(BaseKey key) {
    byte[] id = key.id().value().getBytes(StandardCharsets.US_ASCII);
    byte[] content = new byte[1 + id.length + key.secret().length()];
    ByteBuffer buffer = ByteBuffer.wrap(content).put((byte) id.length).put(id);
    key.secret().reveal(buffer::put);
    return content;
  }

  /** The key in an opened content, which is wiped. */
  static BaseKey decode(byte[] content) throws BadFileException {
    try {
      return parse(content);
    } finally {
      Arrays.fill(content, (byte) 0);
    }
  }

  private static BaseKey parse(byte[] content) throws BadFileException {
    int secret = content.length == 0 ? 0 : 1 + Byte.toUnsignedInt(content[0]);
    if (secret == 0 || secret > content.length) {
      throw BadFileException.damaged();
    }
    try {
      AccessKeyId id =
          new AccessKeyId(new String(content, 1, secret - 1, StandardCharsets.US_ASCII));
      return new BaseKey(id, Secret.owning(Arrays.copyOfRange(content, secret, content.length)));
    } catch (IllegalArgumentException notAnId) {
      throw BadFileException.damaged();
    }
  }
}
