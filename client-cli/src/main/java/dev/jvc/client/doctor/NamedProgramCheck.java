package dev.jvc.client.doctor;

import dev.jvc.client.awsfiles.SharedProfiles;
import dev.jvc.client.wiring.ProcessLine;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The programs and endpoints that the AWS configuration and variables name: whoever can change
 * those gets at credentials.
 */
final class NamedProgramCheck implements Check {

  private static final String NAME = "named";
  private static final List<String> COMMANDS =
      List.of("credential_process", "mfa_process", "web_identity_token_process");
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");
  private static final String VARIABLE = "AWS_ENDPOINT_URL";

  private final SharedProfiles profiles;
  private final Map<String, String> environment;

  /**
   * @param profiles the person's own files
   */
  NamedProgramCheck(SharedProfiles profiles, Map<String, String> environment) {
    this.profiles = profiles;
    this.environment = Map.copyOf(environment);
  }

  @Override
  public List<Finding> look() {
    List<String> named = new ArrayList<>();
    List<Finding> findings = new ArrayList<>();
    for (String setting : COMMANDS) {
      profiles
          .all(setting)
          .forEach((profile, command) -> {
            String program = ProcessLine.program(command.value());
            named.add("the program " + program + " (" + command.place() + ")");
            String fault = fault(program);
            if (!fault.isEmpty()) {
              findings.add(
                  Finding.problem(
                      NAME, command.place() + " names the program " + program + ", " + fault, ""));
            }
          });
    }
    for (SharedProfiles.Setting endpoint : profiles.endpoints()) {
      add(named, findings, endpoint.value(), endpoint.place());
    }
    environment.forEach((name, value) -> {
      if (name.startsWith(VARIABLE) && !value.isEmpty()) {
        add(named, findings, value, name);
      }
    });
    if (findings.isEmpty()) {
      findings.add(
          new Finding.Ok(
              NAME,
              named.isEmpty()
                  ? "no program and no endpoint is named by the AWS configuration"
                  : "the AWS configuration names what stands below, and it is followed",
              named));
    }
    return findings;
  }

  private static void add(
      List<String> named, List<Finding> findings, String endpoint, String place) {
    URI uri = uri(endpoint);
    String host = uri.getHost() == null ? "" : uri.getHost();
    if (host.isEmpty()) {
      findings.add(Finding.problem(NAME, place + " names an endpoint that is no URL", ""));
      return;
    }
    String shown = uri.getScheme() + "://" + host + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
    named.add("the endpoint " + shown + " (" + place + ")");
    if (!"https".equalsIgnoreCase(uri.getScheme()) && !LOOPBACK.contains(host)) {
      findings.add(
          Finding.problem(
              NAME, place + " names " + shown + ", which everybody on the way can read", ""));
    }
  }

  /** What is wrong with a program; empty when nothing is, or it is looked up in {@code PATH}. */
  private static String fault(String program) {
    if (!program.startsWith("/")) {
      return "";
    }
    try {
      Path file = Path.of(program);
      if (!Files.isExecutable(file)) {
        return "which cannot be run";
      }
      Set<PosixFilePermission> mode = Files.getPosixFilePermissions(file);
      boolean open =
          mode.contains(PosixFilePermission.GROUP_WRITE)
              || mode.contains(PosixFilePermission.OTHERS_WRITE);
      return open ? "which other users can change" : "";
    } catch (IOException | InvalidPathException unreadable) {
      return "which cannot be looked at";
    }
  }

  private static URI uri(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException malformed) {
      return URI.create("");
    }
  }
}
