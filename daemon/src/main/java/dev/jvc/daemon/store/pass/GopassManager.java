package dev.jvc.daemon.store.pass;

import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.Secret;
import dev.jvc.daemon.platform.CommandResult;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * {@code gopass}, used through its own commands only: where its stores lie and how they are
 * encrypted is its business (version 1.12 or later).
 */
final class GopassManager implements PasswordManager {

  private final ManagerCommand command;

  GopassManager(ManagerCommand command) {
    this.command = command;
  }

  @Override
  public Optional<Secret> show(String entry) throws ProblemException {
    return all().contains(entry)
        ? Optional.of(command.show(entry, "--unsafe", "--noparsing"))
        : Optional.empty();
  }

  @Override
  public void insert(String entry, byte[] text) throws ProblemException {
    try (CommandResult inserted = run(text, "insert", "--multiline", "--force", "--", entry)) {
      output(inserted, "store " + entry);
    }
  }

  @Override
  public void remove(String entry) throws ProblemException {
    if (all().contains(entry)) {
      try (CommandResult removed = run(new byte[0], "rm", "--force", "--", entry)) {
        output(removed, "remove " + entry);
      }
    }
  }

  @Override
  public List<String> list(String folder) throws ProblemException {
    String start = folder + "/";
    return all().stream()
        .filter(entry -> entry.startsWith(start))
        .map(entry -> entry.substring(start.length()))
        .toList();
  }

  private List<String> all() throws ProblemException {
    try (CommandResult listed = run(new byte[0], "ls", "--flat")) {
      return new String(output(listed, "list its entries"), StandardCharsets.UTF_8)
          .lines()
          .map(String::strip)
          .toList();
    }
  }

  private CommandResult run(byte[] input, String... arguments) {
    return command.run(input, _ -> {}, arguments);
  }

  private byte[] output(CommandResult result, String what) throws ProblemException {
    if (result instanceof CommandResult.Exited exited && exited.code() == 0) {
      return exited.output();
    }
    throw command.failure(result, what);
  }
}
