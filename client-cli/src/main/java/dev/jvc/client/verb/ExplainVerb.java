package dev.jvc.client.verb;

import dev.jvc.client.json.JsonObject;
import dev.jvc.client.outcome.ExitCode;
import dev.jvc.client.outcome.Failure;
import dev.jvc.client.terminal.Output;
import dev.jvc.client.terminal.Table;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** {@code jvc explain}. */
final class ExplainVerb extends Verb {

  ExplainVerb(Client client) {
    super(client);
  }

  @Override
  CommandSpec spec() {
    return Words.command(
            this,
            "explain",
            "Show how a profile gets its credentials, and where each setting comes from.")
        .addPositional(Words.profile())
        .addOption(Words.json());
  }

  @Override
  ExitCode run(Given given) throws Failure {
    Output output = client.output();
    byte[] document = client.jvcd().planDocument(given.profile());
    if (given.has(Words.JSON)) {
      JsonText.print(output, document);
      return ExitCode.DONE;
    }
    JsonObject plan = JsonObject.parse(document);
    List<String> steps = plan.strings("steps");
    for (int i = 0; i < steps.size(); i++) {
      output.line((i + 1) + ". " + Output.printable(steps.get(i)));
    }
    Table values = new Table(client.terminal()::strong, "SETTING", "VALUE", "FROM");
    for (JsonObject value : plan.objects("values")) {
      values
          .row()
          .cell(value.string("name"))
          .cell(value.string("value"))
          .cell(value.string("source"));
    }
    if (!values.isEmpty()) {
      output.line("");
      values.lines().forEach(output::line);
    }
    return ExitCode.DONE;
  }
}
