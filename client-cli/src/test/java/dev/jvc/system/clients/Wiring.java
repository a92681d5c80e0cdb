package dev.jvc.system.clients;

import dev.jvc.system.Machine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A way in which a client comes to the credentials of a profile. */
enum Wiring {
  /** The variables that {@code jvc env} prints. */
  TOKEN("token") {
    @Override
    Map<String, String> variables(Machine machine, String profile)
        throws IOException, InterruptedException {
      return env(machine, profile);
    }
  },

  /** The variables that {@code jvc env --token-file} prints. */
  TOKEN_FILE("token file") {
    @Override
    Map<String, String> variables(Machine machine, String profile)
        throws IOException, InterruptedException {
      return env(machine, profile, "--token-file");
    }
  },

  /** A profile with a line {@code credential_process = jvc credentials PROFILE}. */
  PROCESS("process") {
    @Override
    Map<String, String> variables(Machine machine, String profile) {
      return Map.of("AWS_PROFILE", processProfile(profile), "AWS_SDK_LOAD_CONFIG", "1");
    }
  },

  /** A child of {@code jvc exec}. */
  EXEC("exec") {
    @Override
    List<String> command(String profile, List<String> client) {
      return within(client, "exec", profile, "--");
    }
  },

  /** A child of {@code jvc exec --frozen}. */
  FROZEN("exec --frozen") {
    @Override
    List<String> command(String profile, List<String> client) {
      return within(client, "exec", "--frozen", profile, "--");
    }
  },

  /** The instance metadata that {@code jvc use} offers. */
  IMDS("IMDSv2") {
    @Override
    Map<String, String> variables(Machine machine, String profile)
        throws IOException, InterruptedException {
      Machine.Result use = machine.jvc("use", profile);
      String[] variable = use.out().strip().split("=", 2);
      if (use.exit() != 0 || variable.length != 2) {
        throw new IOException(use.toString());
      }
      return Map.of(variable[0], variable[1], "NO_PROXY", "127.0.0.1");
    }
  };

  static final String TOKEN_VARIABLE = "AWS_CONTAINER_AUTHORIZATION_TOKEN";
  static final String FILE_VARIABLE = "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE";

  private static final Pattern MEMBER = Pattern.compile("\"(\\w+)\" ?: ?\"([^\"]*)\"");

  private final String title;

  Wiring(String title) {
    this.title = title;
  }

  /** The heading of its column. */
  String title() {
    return title;
  }

  /** What the client's environment has besides the machine's own. */
  Map<String, String> variables(Machine machine, String profile)
      throws IOException, InterruptedException {
    return Map.of();
  }

  /** The command that runs the client. */
  List<String> command(String profile, List<String> client) {
    return client;
  }

  /** Whether the client asks the container endpoint with a token that the test can spoil. */
  boolean hasToken() {
    return this == TOKEN || this == TOKEN_FILE;
  }

  /** The profile that gets the credentials of another from {@code jvc credentials}. */
  static String processProfile(String profile) {
    return profile + "-by-process";
  }

  private static List<String> within(List<String> client, String... verb) {
    List<String> command = new ArrayList<>(Machine.jvcCommand(verb));
    command.addAll(client);
    return command;
  }

  private static Map<String, String> env(Machine machine, String profile, String... options)
      throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of("env", profile, "--shell", "json"));
    words.addAll(List.of(options));
    Machine.Result result = machine.jvc(words.toArray(String[]::new));
    if (result.exit() != 0) {
      throw new IOException(result.toString());
    }
    Map<String, String> variables = new HashMap<>();
    Matcher member = MEMBER.matcher(result.out());
    while (member.find()) {
      variables.put(member.group(1), member.group(2));
    }
    return variables;
  }
}
