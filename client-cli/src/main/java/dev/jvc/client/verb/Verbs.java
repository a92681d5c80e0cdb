package dev.jvc.client.verb;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;

/** All verbs by their names. */
final class Verbs {

  private Verbs() {}

  /**
   * The command line with the asked verb alone, which is all it takes to run it and much less to
   * load; with every verb when it is none of them, or help is wanted.
   */
  static CommandLine commandLine(Client client, ExecArguments exec, String verb) {
    Map<String, Supplier<Object>> verbs = verbs(client, exec);
    CommandLine line = new CommandLine(new RootCommand(client.output()));
    Supplier<Object> asked = verbs.get(verb);
    if (asked != null) {
      line.addSubcommand(verb, asked.get());
    } else {
      verbs.forEach((name, command) -> line.addSubcommand(name, command.get()));
    }
    return line;
  }

  private static Map<String, Supplier<Object>> verbs(Client client, ExecArguments exec) {
    Map<String, Supplier<Object>> verbs = new LinkedHashMap<>();
    verbs.put("login", () -> new LoginVerb(client));
    verbs.put("list", () -> new ListVerb(client));
    verbs.put("status", () -> new StatusVerb(client));
    verbs.put("exec", () -> new ExecVerb(client, exec));
    verbs.put("credentials", () -> new CredentialsVerb(client));
    return verbs;
  }
}
