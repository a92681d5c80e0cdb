package dev.jvc.client.verb;

import java.util.List;

/**
 * The words of {@code jvc exec}, divided into those for jvc and those of the command.
 *
 * <p>The command starts behind {@code --}, or with the second word that is no option, so that
 * options of the command are never taken for jvc's.
 *
 * @param own the words for jvc, the verb among them
 * @param command the words of the command, empty for the person's shell
 * @param skip how many of all words stand before the command
 */
record ExecArguments(List<String> own, List<String> command, int skip) {

  ExecArguments {
    own = List.copyOf(own);
    command = List.copyOf(command);
  }

  /** Divides the words behind {@code jvc}, of which the first that is no option is {@code exec}. */
  static ExecArguments divide(List<String> words) {
    int plain = 0;
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (word.equals("--")) {
        return new ExecArguments(words.subList(0, i), words.subList(i + 1, words.size()), i + 1);
      }
      if (!isOption(word) && ++plain == 3) {
        return new ExecArguments(words.subList(0, i), words.subList(i, words.size()), i);
      }
    }
    return new ExecArguments(words, List.of(), words.size());
  }

  private static boolean isOption(String word) {
    return word.length() > 1 && word.charAt(0) == '-';
  }
}
