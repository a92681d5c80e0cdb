package dev.jvc.daemon.endpoint;

import java.util.Arrays;

/** How large a document of credentials may be. */
public final class DocumentSize {

  /**
   * The limit in bytes: the AWS Common Runtime stops reading an answer at 10,000, the AWS SDK for
   * Go the output of a process at 8,192.
   */
  static final int MAX_BYTES = 8_000;

  private DocumentSize() {}

  /**
   * The document itself if it is small enough.
   *
   * @throws IllegalArgumentException when it is not; the document is wiped
   */
  public static byte[] require(byte[] document) {
    if (document.length > MAX_BYTES) {
      Arrays.fill(document, (byte) 0);
      throw new IllegalArgumentException(
          "the session token is too long: SDKs read at most "
              + MAX_BYTES
              + " bytes of credentials");
    }
    return document;
  }
}
