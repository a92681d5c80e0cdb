package dev.jvc.client.doctor;

/**
 * A sentence of jvc's, parted into what is wrong and the command that mends it, which stands behind
 * {@code : run}.
 *
 * @param remedy empty when the sentence names no command
 */
record Sentence(String title, String remedy) {

  private static final String RUN = ": run ";

  static Sentence of(String text) {
    int run = text.lastIndexOf(RUN);
    return run < 0
        ? new Sentence(text, "")
        : new Sentence(text.substring(0, run), text.substring(run + RUN.length()));
  }
}
