package dev.jvc.daemon.vault.migration;

import dev.jvc.daemon.credential.ExitCode;
import dev.jvc.daemon.credential.Problem;
import java.io.PrintStream;

/** What a run says, and the exit code it comes to: that of the first thing that failed. */
final class Outcome {

  private final PrintStream messages;
  private ExitCode code = ExitCode.DONE;

  /**
   * @param messages standard error
   */
  Outcome(PrintStream messages) {
    this.messages = messages;
  }

  void say(String sentence) {
    messages.println("jvc: " + sentence);
  }

  void failed(Problem problem) {
    say(problem.message());
    if (problem.hint() != null) {
      messages.println("hint: run: " + problem.hint());
    }
    failed(problem.code().exit());
  }

  void failed(ExitCode with) {
    if (code == ExitCode.DONE) {
      code = with;
    }
  }

  ExitCode code() {
    return code;
  }
}
