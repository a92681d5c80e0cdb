package dev.jvc.client.verb;

import dev.jvc.client.outcome.ExitCode;
import dev.jvc.client.outcome.Failure;
import dev.jvc.client.protocol.ImdsListener;
import dev.jvc.client.protocol.Jvcd;
import dev.jvc.client.protocol.ProfileName;
import dev.jvc.client.terminal.Output;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** {@code jvc use}: instance metadata (IMDS) for programs that know of no other source. */
final class UseVerb extends Verb {

  private static final String PORT = "--port";
  private static final String V1 = "--v1";
  private static final String NONE = "--none";

  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,5}");
  private static final int HIGHEST_PORT = 65_535;

  UseVerb(Client client) {
    super(client);
  }

  @Override
  CommandSpec spec() {
    return Words.command(
            this,
            "use",
            "Serve a profile as instance metadata (IMDS), until the daemon ends.",
            "It prints the variable that SDKs find it by: export \"$(jvc use PROFILE)\"")
        .addPositional(Words.profile())
        .addOption(
            Words.value(
                "PORT",
                "The port, or 0 for any free one; the first one in use, else 9912, when left out.",
                PORT))
        .addOption(Words.flag("Also answer requests without a session token (IMDSv1).", V1))
        .addOption(Words.flag("Serve only what jvc.yaml says again.", NONE))
        .addOption(Words.json());
  }

  @Override
  ExitCode run(Given given) throws Failure {
    if (given.has(NONE)) {
      return none(given);
    }
    ProfileName profile = given.profile();
    Integer port = port(given.value(PORT));
    byte[] document = client.jvcd().useImds(profile, port, given.has(V1));
    Output output = client.output();
    if (given.has(Words.JSON)) {
      JsonText.print(output, document);
      return ExitCode.DONE;
    }
    ImdsListener listener = ImdsListener.of(document);
    String variable = "AWS_EC2_METADATA_SERVICE_ENDPOINT=" + Output.printable(listener.endpoint());
    output.line(variable);
    output.say(
        "profile "
            + Output.printable(listener.profile())
            + " is served as instance metadata at "
            + Output.printable(listener.endpoint()));
    if (client.terminal().output()) {
      output.hint("export " + variable);
    }
    return ExitCode.DONE;
  }

  private ExitCode none(Given given) throws Failure {
    if (given.hasWord() || !given.value(PORT).isEmpty() || given.has(V1)) {
      throw Failure.usage("--none takes everything back: give it alone");
    }
    Jvcd jvcd = client.runningJvcd();
    client
        .output()
        .say("instance metadata: " + Counted.of(jvcd.useNoImds(), "listener") + " changed");
    return ExitCode.DONE;
  }

  private static @Nullable Integer port(String text) throws Failure {
    if (text.isEmpty()) {
      return null;
    }
    if (!NUMBER.matcher(text).matches() || Integer.parseInt(text) > HIGHEST_PORT) {
      throw Failure.usage("not a port: " + text + ": give a number from 0 to 65535");
    }
    return Integer.valueOf(text);
  }
}
