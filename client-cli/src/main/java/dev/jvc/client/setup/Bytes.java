package dev.jvc.client.setup;

import java.nio.charset.StandardCharsets;

/** Text with one character for each byte, as files are changed in, so that every byte survives. */
final class Bytes {

  private Bytes() {}

  /** The characters that stand for a text in a file. */
  static String encode(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  /** The text that such characters stand for. */
  static String decode(String bytes) {
    return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }
}
