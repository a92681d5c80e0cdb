package dev.jvc.client.verb;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** All verbs, in the order of the help text. */
final class Verbs {

  private static final List<String> NAMES =
      List.of(
          "add",
          "import",
          "remove",
          "move",
          "list",
          "login",
          "logout",
          "lock",
          "status",
          "env",
          "exec",
          "export",
          "use",
          "credentials",
          "whoami",
          "explain",
          "doctor",
          "prompt",
          "setup",
          "daemon",
          "completion");

  private Verbs() {}

  /**
   * The command line with the asked verb alone, which is all it takes to run it and much less to
   * load; with every verb when it is none of them, or help is wanted.
   */
  static CommandLine commandLine(Client client, String version, ExecArguments exec, String asked) {
    CommandSpec root = RootCommand.spec(version);
    for (String name : NAMES.contains(asked) ? List.of(asked) : NAMES) {
      root.addSubcommand(name, verb(name, client, version, exec).spec());
    }
    return new CommandLine(root);
  }

  /** The command line with every verb. */
  static CommandLine complete(Client client) {
    return commandLine(client, "", ExecArguments.divide(List.of()), "");
  }

  private static Verb verb(String name, Client client, String version, ExecArguments exec) {
    return switch (name) {
      case "add" -> new AddVerb(client);
      case "import" -> new ImportVerb(client);
      case "remove" -> new RemoveVerb(client);
      case "move" -> new MoveVerb(client);
      case "list" -> new ListVerb(client);
      case "login" -> new LoginVerb(client);
      case "logout" -> new LogoutVerb(client);
      case "lock" -> new LockVerb(client);
      case "status" -> new StatusVerb(client);
      case "env" -> new EnvVerb(client);
      case "exec" -> new ExecVerb(client, exec);
      case "export" -> new ExportVerb(client);
      case "use" -> new UseVerb(client);
      case "credentials" -> new CredentialsVerb(client);
      case "whoami" -> new WhoamiVerb(client);
      case "explain" -> new ExplainVerb(client);
      case "doctor" -> new DoctorVerb(client, version);
      case "prompt" -> new PromptVerb(client);
      case "setup" -> new SetupVerb(client);
      case "daemon" -> new DaemonVerb(client);
      case "completion" -> new CompletionVerb(client);
      default -> throw new IllegalArgumentException("not a verb: " + name);
    };
  }
}
