package dev.jvc.client.verb;

import dev.jvc.client.completion.BashScript;
import dev.jvc.client.completion.FishScript;
import dev.jvc.client.completion.Grammar;
import dev.jvc.client.completion.ZshScript;
import dev.jvc.client.outcome.ExitCode;
import dev.jvc.client.outcome.Failure;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** {@code jvc completion}. */
final class CompletionVerb extends Verb {

  CompletionVerb(Client client) {
    super(client);
  }

  @Override
  CommandSpec spec() {
    return Words.command(
            this,
            "completion",
            "Print the script that lets a shell complete verbs, options and profiles.")
        .addPositional(
            Words.word("SHELL", "bash, zsh or fish.").toBuilder()
                .completionCandidates(List.of("bash", "zsh", "fish"))
                .build());
  }

  @Override
  ExitCode run(Given given) throws Failure {
    Grammar grammar = Grammar.of(Verbs.complete(client));
    String script =
        switch (given.word()) {
          case "bash" -> BashScript.of(grammar);
          case "zsh" -> ZshScript.of(grammar);
          case "fish" -> FishScript.of(grammar);
          default -> throw Failure.usage("say for which shell: bash, zsh or fish");
        };
    client.output().data(script.getBytes(StandardCharsets.UTF_8));
    return ExitCode.DONE;
  }
}
