package dev.jvc.client.verb;

import dev.jvc.client.awsfiles.ConfigSection;
import dev.jvc.client.outcome.ExitCode;
import dev.jvc.client.outcome.Failure;
import dev.jvc.client.protocol.Jvcd;
import dev.jvc.client.protocol.ProfileName;
import dev.jvc.client.protocol.ProfileState;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;

/** {@code jvc add}. */
final class AddVerb extends Verb {

  private static final String ENV = "--env";
  private static final String CSV = "--csv";
  private static final String NO_VERIFY = "--no-verify";
  private static final String MFA_SERIAL = "--mfa-serial";
  private static final String ROLE_ARN = "--role-arn";
  private static final String REGION = "--region";

  AddVerb(Client client) {
    super(client);
  }

  @Override
  CommandSpec spec() {
    return Words.command(
            this,
            "add",
            "Store a long-term key under the name of a profile.",
            "The key is asked for, or read from two lines on standard input: its id, its secret.")
        .addPositional(Words.profile())
        .addOption(
            Words.flag("Take the key from AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.", ENV))
        .addOption(
            Words.value("FILE", "Take the key from the file that the AWS console offers.", CSV))
        .addOption(Words.flag("Do not ask AWS whose key it is.", NO_VERIFY))
        .addOption(
            Words.value(
                "ARN", "Write the key's MFA device into the AWS configuration.", MFA_SERIAL))
        .addOption(
            Words.value("ARN", "Write the profile's role into the AWS configuration.", ROLE_ARN))
        .addOption(
            Words.value(
                "REGION", "Write the profile's region into the AWS configuration.", REGION));
  }

  @Override
  ExitCode run(Given given) throws Failure {
    ProfileName profile = given.profile();
    List<String> task = task(given);
    Map<String, String> settings = settings(given);
    ConfigSection section = ConfigSection.of(client.environment(), profile.value());
    // Whatever speaks against the settings is said before the key is asked for.
    section.missing(settings);
    Jvcd jvcd = client.jvcd();
    ExitCode code = new TicketedTask(client, jvcd).run("add", profile, task);
    if (code == ExitCode.DONE && !settings.isEmpty()) {
      Map<String, String> added = section.add(settings);
      if (!added.isEmpty()) {
        client
            .output()
            .say("wrote " + String.join(", ", added.keySet()) + " into " + section.file());
      }
    }
    if (code == ExitCode.DONE && client.terminal().errors()) {
      hintAtLogin(jvcd, profile);
    }
    return code;
  }

  private void hintAtLogin(Jvcd jvcd, ProfileName profile) throws Failure {
    for (ProfileState state : jvcd.profiles().profiles()) {
      if (state.profile().equals(profile.value()) && state.login().equals("needed")) {
        client.output().hint("jvc login " + profile);
      }
    }
  }

  private static List<String> task(Given given) throws Failure {
    boolean fromEnvironment = given.has(ENV);
    String csv = given.value(CSV);
    List<String> task = new ArrayList<>(List.of("add"));
    if (fromEnvironment && !csv.isEmpty()) {
      throw Failure.usage("give --env or --csv FILE, not both");
    }
    if (fromEnvironment) {
      task.add("--env");
    }
    if (!csv.isEmpty()) {
      task.add("--csv");
      task.add(csvFile(csv).toString());
    }
    if (given.has(NO_VERIFY)) {
      task.add("--no-verify");
    }
    return task;
  }

  private static Path csvFile(String csv) throws Failure {
    try {
      Path file = Path.of(csv).toAbsolutePath();
      if (Files.isReadable(file) && !Files.isDirectory(file)) {
        return file;
      }
    } catch (InvalidPathException unrepresentable) {
      // Cannot be read either.
    }
    throw Failure.usage("cannot read " + csv + ": give the file that the console downloaded");
  }

  private static Map<String, String> settings(Given given) throws Failure {
    String region = given.value(REGION);
    String mfaSerial = given.value(MFA_SERIAL);
    String roleArn = given.value(ROLE_ARN);
    Map<String, String> settings = new LinkedHashMap<>();
    if (!region.isEmpty()) {
      settings.put("region", AwsWords.region(region));
    }
    if (!mfaSerial.isEmpty()) {
      settings.put("mfa_serial", AwsWords.mfaSerial(mfaSerial));
    }
    if (!roleArn.isEmpty()) {
      settings.put("role_arn", AwsWords.roleArn(roleArn));
    }
    return settings;
  }
}
