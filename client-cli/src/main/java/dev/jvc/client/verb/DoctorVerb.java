package dev.jvc.client.verb;

import dev.jvc.client.doctor.Diagnosis;
import dev.jvc.client.doctor.Doctor;
import dev.jvc.client.doctor.SdkReport;
import dev.jvc.client.json.JsonObject;
import dev.jvc.client.outcome.ExitCode;
import dev.jvc.client.outcome.Failure;
import dev.jvc.client.process.Tool;
import dev.jvc.client.process.WindowSize;
import dev.jvc.client.wiring.Sdk;
import dev.jvc.client.wiring.Sdks;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;

/** {@code jvc doctor}; it never starts the daemon, and changes nothing. */
final class DoctorVerb extends Verb {

  private static final String SDK = "--sdk";

  private final String version;

  /**
   * @param version the version of the client
   */
  DoctorVerb(Client client, String version) {
    super(client);
    this.version = version;
  }

  @Override
  CommandSpec spec() {
    return Words.command(
            this,
            "doctor",
            "Look at everything that jvc needs, and name the command that mends what is wrong.",
            "Ends with 0 when all is well or there are warnings only, with 1 when there is a"
                + " problem.",
            "With --quiet it prints only what is not well.")
        .addPositional(
            Words.word("PROFILE", "With --sdk: the profile that the program itself names."))
        .addOption(
            Words.choice(
                "NAME",
                "Show how one SDK comes to its credentials in this shell.",
                Sdks.names(),
                SDK))
        .addOption(Words.flag("Print it as JSON.", Words.JSON));
  }

  @Override
  ExitCode run(Given given) throws Failure {
    String name = given.value(SDK);
    if (name.isEmpty() && given.hasWord()) {
      throw Failure.usage("a profile goes with --sdk: run jvc doctor --sdk NAME PROFILE");
    }
    Doctor doctor =
        new Doctor(
            client.environment(),
            client.control(),
            Tool.ofMachine(),
            version,
            client.clock(),
            client.times());
    return name.isEmpty() ? everything(doctor, given) : sdk(doctor, sdk(name), given);
  }

  private ExitCode everything(Doctor doctor, Given given) throws Failure {
    Diagnosis diagnosis = doctor.look();
    if (given.has(Words.JSON)) {
      print(diagnosis.members());
    } else {
      page().lines(diagnosis, client.output().isQuiet()).forEach(client.output()::line);
    }
    return diagnosis.exitCode();
  }

  private ExitCode sdk(Doctor doctor, Sdk sdk, Given given) throws Failure {
    SdkReport report = doctor.look(sdk, given.hasWord() ? given.profile() : null);
    if (given.has(Words.JSON)) {
      print(report.members());
    } else {
      page().lines(report).forEach(client.output()::line);
    }
    return report.exitCode();
  }

  private DoctorPage page() {
    int width = client.terminal().output() ? width() : 0;
    return new DoctorPage(client.terminal(), width);
  }

  /** {@code $COLUMNS}, where a shell exports it, else what the terminal says. */
  private int width() {
    try {
      int named = Integer.parseInt(client.environment().getOrDefault("COLUMNS", ""));
      return named > 0 ? named : WindowSize.now().columns();
    } catch (NumberFormatException none) {
      return WindowSize.now().columns();
    }
  }

  private void print(Map<String, Object> members) {
    client.output().line(JsonObject.writeIndented(members));
  }

  private static Sdk sdk(String name) throws Failure {
    Sdk sdk = Sdks.named(name);
    if (sdk == null) {
      String nearest = Spelling.nearest(name, Sdks.names());
      throw Failure.usage(
          "unknown SDK "
              + name
              + (nearest.isEmpty()
                  ? ": choose one of " + String.join(", ", Sdks.names())
                  : ": did you mean " + nearest + "?"));
    }
    return sdk;
  }
}
