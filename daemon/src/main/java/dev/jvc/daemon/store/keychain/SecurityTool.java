package dev.jvc.daemon.store.keychain;

import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.platform.BoundedCommand;
import dev.jvc.daemon.platform.ChildPrograms;
import dev.jvc.daemon.platform.CommandResult;
import dev.jvc.daemon.platform.ProgramPath;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The program {@code security}, security(1).
 *
 * <p>No secret is ever an argument: a key is written with {@code security -i}, which reads its
 * command from standard input and ends with that command's code.
 */
final class SecurityTool implements AutoCloseable {

  /** On a volume that the system itself cannot write to. */
  static final String PROGRAM = "/usr/bin/security";

  static final Duration PATIENCE = Duration.ofMinutes(2);

  /** The longest line that {@code security -i} reads as one. */
  private static final int MAX_LINE = 4095;

  private static final int PASSWORD_LIMIT = 64 * 1024;
  private static final int DUMP_LIMIT = 8 * 1024 * 1024;
  private static final List<String> VARIABLES = List.of("HOME", "USER", "LOGNAME", "PATH");

  private final ChildPrograms programs = new ChildPrograms(ProgramPath.of(""));
  private final String program;
  private final Duration patience;
  private final Map<String, String> environment;

  /**
   * @param environment of this process, of which the program sees what it needs
   * @param patience how long a person may take with a window
   */
  SecurityTool(Map<String, String> environment, String program, Duration patience) {
    this.program = program;
    this.patience = patience;
    this.environment = new HashMap<>(Map.of("LANG", "C"));
    for (String variable : VARIABLES) {
      String value = environment.get(variable);
      if (value != null) {
        this.environment.put(variable, value);
      }
    }
  }

  /**
   * Reads a generic password.
   *
   * @param keychain the file of the keychain, or empty for those that are searched by default
   * @param reader gets what was printed, which is wiped afterwards
   * @return what the reader made of it; empty when there is no such item
   */
  <T> Optional<T> password(
      String service, String account, Optional<String> keychain, Function<byte[], T> reader)
      throws ProblemException {
    List<String> arguments =
        new ArrayList<>(List.of("find-generic-password", "-s", service, "-a", account, "-w"));
    keychain.ifPresent(arguments::add);
    try (CommandResult result = programs.run(command(arguments, PASSWORD_LIMIT))) {
      if (isMissing(result)) {
        return Optional.empty();
      }
      return Optional.of(reader.apply(output(result)));
    }
  }

  /**
   * Adds a generic password or replaces it. No program is trusted with it, so that every reading
   * asks the person.
   *
   * @param hexadecimal the password in hexadecimal, which stays the caller's
   * @param keychain the file of the keychain, or empty for the default one
   */
  void add(
      String service, String account, String label, byte[] hexadecimal, Optional<String> keychain)
      throws ProblemException {
    byte[] start =
        ("add-generic-password -U -s "
                + quoted(service)
                + " -a "
                + quoted(account)
                + " -l "
                + quoted(label)
                + " -T \"\" -X ")
            .getBytes(StandardCharsets.UTF_8);
    byte[] end =
        (keychain.map(file -> " " + quoted(file)).orElse("") + "\n")
            .getBytes(StandardCharsets.UTF_8);
    if (start.length + hexadecimal.length + end.length > MAX_LINE) {
      throw KeychainProblems.tooLong();
    }
    byte[] line = new byte[start.length + hexadecimal.length + end.length];
    ByteBuffer.wrap(line).put(start).put(hexadecimal).put(end);
    try (CommandResult result = programs.run(command(List.of("-i"), PASSWORD_LIMIT), line)) {
      output(result);
    } finally {
      Arrays.fill(line, (byte) 0);
    }
  }

  /** A text without control characters as {@code security -i} reads it for one argument. */
  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  /** Deletes a generic password; one that is not there is no failure. */
  void delete(String service, String account, Optional<String> keychain) throws ProblemException {
    List<String> arguments =
        new ArrayList<>(List.of("delete-generic-password", "-s", service, "-a", account));
    keychain.ifPresent(arguments::add);
    try (CommandResult result = programs.run(command(arguments, DUMP_LIMIT))) {
      if (!isMissing(result)) {
        output(result);
      }
    }
  }

  /** The accounts of a service, without unlocking anything. */
  List<String> accounts(String service, Optional<String> keychain) throws ProblemException {
    List<String> arguments = new ArrayList<>(List.of("dump-keychain"));
    keychain.ifPresent(arguments::add);
    try (CommandResult result = programs.run(command(arguments, DUMP_LIMIT))) {
      return KeychainDump.accounts(output(result), service);
    }
  }

  private BoundedCommand command(List<String> arguments, int outputLimit) {
    return new BoundedCommand(program, arguments, environment, patience, outputLimit);
  }

  private static boolean isMissing(CommandResult result) {
    return result instanceof CommandResult.Exited exited
        && exited.code() == KeychainProblems.NOT_FOUND;
  }

  private static byte[] output(CommandResult result) throws ProblemException {
    if (result instanceof CommandResult.Exited exited && exited.code() == 0) {
      return exited.output();
    }
    throw KeychainProblems.notExited(result);
  }

  /** Ends what still runs. */
  @Override
  public void close() {
    programs.close();
  }
}
