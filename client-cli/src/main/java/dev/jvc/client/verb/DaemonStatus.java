package dev.jvc.client.verb;

import dev.jvc.client.json.JsonObject;
import dev.jvc.client.outcome.ExitCode;
import dev.jvc.client.outcome.Failure;
import dev.jvc.client.protocol.Jvcd;
import dev.jvc.client.protocol.Status;
import dev.jvc.client.terminal.Output;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;

/** {@code jvc daemon status}. */
final class DaemonStatus extends Verb {

  DaemonStatus(Client client) {
    super(client);
  }

  @Override
  CommandSpec spec() {
    return Words.command(this, "status", "Say whether the daemon runs and is well.")
        .addOption(Words.flag("Print it as JSON.", Words.JSON));
  }

  @Override
  ExitCode run(Given given) throws Failure {
    Jvcd jvcd = client.runningJvcd();
    Status status = Status.of(jvcd.statusDocument());
    List<String> ailments = jvcd.ailments();
    Output output = client.output();
    if (given.has(Words.JSON)) {
      Map<String, Object> members = new LinkedHashMap<>();
      members.put("running", true);
      members.put("version", status.version());
      members.put("pid", status.pid());
      members.put("startedAt", status.startedAt());
      members.put("ailments", ailments);
      output.line(JsonObject.writeIndented(members));
    } else {
      output.line(
          "running, version "
              + Output.printable(status.version())
              + ", process "
              + status.pid()
              + ", up "
              + client.times().since(status.startedAt()));
    }
    ailments.forEach(output::warn);
    return ailments.isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
  }
}
