package dev.jvc.client.doctor;

import dev.jvc.client.awsfiles.SharedProfiles;
import dev.jvc.client.wiring.ProcessLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is left of aws-vault: its variables, its shells, and its lines in the configuration. */
final class AwsVaultCheck implements Check {

  private static final String NAME = "aws-vault";

  private final Map<String, String> environment;
  private final SharedProfiles profiles;

  /**
   * @param profiles the person's own files
   */
  AwsVaultCheck(Map<String, String> environment, SharedProfiles profiles) {
    this.environment = new TreeMap<>(environment);
    this.profiles = profiles;
  }

  @Override
  public List<Finding> look() {
    List<Finding> findings = new ArrayList<>();
    boolean ours = !environment.getOrDefault("JVC_EXEC", "").isEmpty();
    if (environment.containsKey("AWS_VAULT") && !ours) {
      findings.add(
          Finding.warning(NAME, "this shell runs inside aws-vault exec: leave it", "exit"));
    }
    List<String> left =
        environment.keySet().stream().filter(name -> name.startsWith("AWS_VAULT_")).toList();
    if (!left.isEmpty()) {
      findings.add(
          Finding.warning(
              NAME,
              String.join(", ", left) + " set, which only jvc import still reads",
              "unset " + String.join(" ", left)));
    }
    profiles
        .all("credential_process")
        .forEach((profile, command) -> {
          String program = ProcessLine.program(command.value());
          if (program.substring(program.lastIndexOf('/') + 1).equals("aws-vault")) {
            findings.add(
                new Finding.Warning(
                    NAME,
                    command.place() + " still runs aws-vault for profile " + profile,
                    List.of("write jvc credentials and the profile's name there instead"),
                    ""));
          }
        });
    return findings;
  }
}
