package dev.jvc.client.verb;

import dev.jvc.client.outcome.ExitCode;
import dev.jvc.client.outcome.Failure;
import dev.jvc.client.protocol.Asker;
import dev.jvc.client.protocol.Jvcd;
import dev.jvc.client.protocol.ProfileName;
import dev.jvc.client.protocol.SessionKeys;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** {@code jvc export}. */
final class ExportVerb extends Verb {

  private static final String FORMAT = "--format";

  ExportVerb(Client client) {
    super(client);
  }

  @Override
  CommandSpec spec() {
    return Words.command(
            this,
            "export",
            "Print plain keys of a profile, for programs that know nothing else.",
            "Nobody renews them: they end within the hour or what the role allows.")
        .addPositional(Words.profile())
        .addOption(
            Words.choice(
                "FORMAT",
                "env (the default), export-env, json, ini, fish, powershell or dotenv.",
                List.of("env", "export-env", "json", "ini", "fish", "powershell", "dotenv"),
                FORMAT));
  }

  @Override
  ExitCode run(Given given) throws Failure {
    String format = given.value(FORMAT);
    KeyFormat written = format.isEmpty() ? KeyFormat.ENV : KeyFormat.named(format);
    if (written == null) {
      throw Failure.usage(
          "unknown format "
              + format
              + ": choose env, export-env, json, ini, fish, powershell or dotenv");
    }
    ProfileName profile = given.profile();
    Jvcd jvcd = client.jvcd();
    SessionKeys keys =
        SessionKeys.of(jvcd.credentialsDocument(profile, Asker.export(client.environment())));
    String text = written.write(profile.value(), keys, jvcd.profile(profile).region());
    client.output().data(text.getBytes(StandardCharsets.UTF_8));
    return ExitCode.DONE;
  }
}
