package dev.jvc.daemon.vault;

import dev.jvc.daemon.credential.Problem;
import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.Secret;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;

/** A person who types what a test says, and goes away afterwards. */
final class ScriptedPerson implements Prompt {

  private final Deque<Supplier<String>> answers = new ArrayDeque<>();
  private final List<String> seen = new ArrayList<>();

  ScriptedPerson(String... answers) {
    for (String answer : answers) {
      this.answers.add(() -> answer);
    }
  }

  /** Types something that is known only when the question comes. */
  ScriptedPerson then(Supplier<String> answer) {
    answers.add(answer);
    return this;
  }

  @Override
  public Secret visible(String question) throws ProblemException {
    return answer(question);
  }

  @Override
  public Secret hidden(String question) throws ProblemException {
    return answer("(hidden) " + question);
  }

  @Override
  public void tell(String sentence) {
    Sentences.requireSentence(sentence);
    seen.add("jvc: " + sentence);
  }

  /** Questions and sentences in the order they appeared. */
  List<String> seen() {
    return List.copyOf(seen);
  }

  private Secret answer(String question) throws ProblemException {
    seen.add(question);
    Supplier<String> next = answers.poll();
    if (next == null) {
      throw new ProblemException(Problem.of(ProblemCode.CANCELLED, "cancelled"));
    }
    return Secret.ofString(next.get());
  }
}
