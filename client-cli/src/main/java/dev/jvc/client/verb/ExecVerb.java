package dev.jvc.client.verb;

import dev.jvc.client.awsfiles.AwsFiles;
import dev.jvc.client.outcome.ExitCode;
import dev.jvc.client.outcome.Failure;
import dev.jvc.client.process.CommandLookup;
import dev.jvc.client.protocol.Asker;
import dev.jvc.client.protocol.AwsFilePair;
import dev.jvc.client.protocol.Jvcd;
import dev.jvc.client.protocol.ProfileName;
import dev.jvc.client.protocol.SessionKeys;
import dev.jvc.client.shell.AwsVariables;
import dev.jvc.client.shell.EnvironmentChange;
import dev.jvc.client.shell.ExecScript;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;

/**
 * {@code jvc exec}: prepares the environment of a command and prints it as a script, by which the
 * launcher then becomes the command.
 */
final class ExecVerb extends Verb {

  private static final String FROZEN = "--frozen";

  private final ExecArguments arguments;

  ExecVerb(Client client, ExecArguments arguments) {
    super(client);
    this.arguments = arguments;
  }

  @Override
  CommandSpec spec() {
    CommandSpec spec =
        Words.command(
                this,
                "exec",
                "Run a command that finds the credentials of a profile, the shell if none is given.",
                "The credentials stay fresh for as long as the command runs.")
            .addPositional(Words.profile())
            .addOption(
                Words.flag(
                    "Give plain keys instead, for programs that know nothing else; they expire.",
                    FROZEN));
    spec.usageMessage()
        .customSynopsis("jvc exec [--frozen] [--quiet] [--debug] [PROFILE] [-- COMMAND...]");
    return spec;
  }

  @Override
  ExitCode run(Given given) throws Failure {
    ProfileName profile = given.profile();
    long launcher = launcherPid();
    String command = command();
    switch (CommandLookup.of(command, client.environment().getOrDefault("PATH", ""))) {
      case FOUND -> {
        // It starts below.
      }
      case NOT_FOUND ->
          throw Failure.of(ExitCode.COMMAND_NOT_FOUND, command + ": command not found");
      case NOT_EXECUTABLE ->
          throw Failure.of(ExitCode.NOT_EXECUTABLE, command + ": cannot be run as a command");
    }
    EnvironmentChange change = environment(client.jvcd(), profile, given.has(FROZEN), launcher);
    String script =
        arguments.command().isEmpty()
            ? ExecScript.shell(change, command)
            : ExecScript.command(change, arguments.skip());
    client.output().data(script.getBytes(StandardCharsets.UTF_8));
    return ExitCode.DONE;
  }

  private EnvironmentChange environment(
      Jvcd jvcd, ProfileName profile, boolean frozen, long launcher) throws Failure {
    Map<String, String> before = client.environment();
    // The command is not even started when there is nothing to give it.
    byte[] document = jvcd.credentialsDocument(profile, Asker.exec(launcher, frozen));
    AwsFilePair files = jvcd.execFiles(profile);
    EnvironmentChange change;
    if (frozen) {
      change = AwsVariables.frozen(SessionKeys.of(document), files.region());
      AwsVariables.removeCompeting(change);
    } else {
      change = AwsVariables.container(jvcd.childToken(profile, launcher), false, before);
    }
    AwsVariables.removePrivate(change);
    change.set("AWS_EC2_METADATA_DISABLED", "true");
    change.set("AWS_VAULT", profile.value());
    change.set("JVC_PROFILE", profile.value());
    AwsFiles.pointAt(change, files, profile.value(), before);
    return change;
  }

  private String command() throws Failure {
    if (arguments.command().isEmpty()) {
      String shell = client.environment().getOrDefault("SHELL", "");
      return shell.isEmpty() ? "/bin/sh" : shell;
    }
    String command = arguments.command().getFirst();
    if (command.isEmpty() || command.startsWith("-")) {
      throw Failure.usage("not a command: '" + command + "': give its name behind --");
    }
    return command;
  }

  private long launcherPid() throws Failure {
    try {
      return Long.parseLong(client.environment().getOrDefault("JVC_LAUNCHER_PID", ""));
    } catch (NumberFormatException missing) {
      throw Failure.of(
          ExitCode.FAILED, "exec needs the launcher: start the client through bin/jvc");
    }
  }
}
