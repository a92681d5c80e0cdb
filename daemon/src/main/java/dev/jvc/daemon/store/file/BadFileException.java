package dev.jvc.daemon.store.file;

/** Bytes are not a key file that this version can open; the message continues "the key file …". */
final class BadFileException extends Exception {

  private static final long serialVersionUID = 1L;

  private BadFileException(String message) {
    super(message);
  }

  /** Not what was written: a flipped bit, a missing end, a swapped entry. */
  static BadFileException damaged() {
    return new BadFileException(
        "is damaged: restore it from a backup, or move it away and add the keys again");
  }

  /** Something else under that name. */
  static BadFileException foreign() {
    return new BadFileException("is not a key file of jvc: move it away");
  }

  /** Written by a version of jvc that came later. */
  static BadFileException unknownVersion(int version) {
    return new BadFileException(
        "has format " + version + ", which this jvc does not know: update jvc");
  }

  /** Well-formed, but asking for what no honest file asks for. */
  static BadFileException refused(String why) {
    return new BadFileException("is refused: " + why);
  }
}
