package dev.jvc.daemon.platform;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The program {@code security}, security(1), as far as it handles generic passwords of the
 * Keychain.
 *
 * <p>No secret is ever an argument: a password is written with {@code security -i}, which reads its
 * command from standard input and ends with that command's code. What an exit code means is for the
 * caller to say.
 */
public final class KeychainProgram implements AutoCloseable {

  /** On a volume that the system itself cannot write to. */
  public static final String PROGRAM = "/usr/bin/security";

  /** The longest line that {@code security -i} reads as one. */
  private static final int MAX_LINE = 4095;

  /** {@code errSecItemNotFound}, -25300, of which the program ends with the low byte. */
  private static final int NOT_FOUND = 44;

  private static final int PASSWORD_LIMIT = 64 * 1024;
  private static final int DUMP_LIMIT = 8 * 1024 * 1024;
  private static final List<String> VARIABLES = List.of("HOME", "USER", "LOGNAME", "PATH");

  /** Who reads an item without asking the person. */
  public enum Readers {
    /** No program: every reading asks. */
    NOBODY(""),

    /** The program {@code security}, and so every program of the same user that runs it. */
    THIS_PROGRAM(PROGRAM);

    private final String trusted;

    Readers(String trusted) {
      this.trusted = trusted;
    }
  }

  /** A command longer than {@code security} reads; nothing was run. */
  public static final class TooLongException extends Exception {

    private static final long serialVersionUID = 1L;

    TooLongException() {
      super("longer than " + MAX_LINE + " bytes");
    }
  }

  private final ChildPrograms programs = new ChildPrograms(ProgramPath.of(""));
  private final String program;
  private final Duration patience;
  private final Map<String, String> environment;

  /**
   * @param environment of this process, of which the program sees what it needs
   * @param program {@link #PROGRAM}, or what stands in for it
   * @param patience how long a call may take, a person at a window included
   */
  public KeychainProgram(Map<String, String> environment, String program, Duration patience) {
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
   * Prints a generic password and a line feed; in hexadecimal when it cannot be printed.
   *
   * @param keychain the file of the keychain, or empty for those that are searched by default
   */
  public CommandResult password(String service, String account, Optional<String> keychain) {
    List<String> arguments =
        new ArrayList<>(List.of("find-generic-password", "-s", service, "-a", account, "-w"));
    keychain.ifPresent(arguments::add);
    return programs.run(command(arguments, PASSWORD_LIMIT));
  }

  /**
   * Adds a generic password or replaces it.
   *
   * @param hexadecimal the password in hexadecimal, which stays the caller's
   * @param keychain the file of the keychain, or empty for the default one
   */
  public CommandResult add(
      String service,
      String account,
      String label,
      byte[] hexadecimal,
      Readers readers,
      Optional<String> keychain)
      throws TooLongException {
    byte[] start =
        ("add-generic-password -U -s "
                + quoted(service)
                + " -a "
                + quoted(account)
                + " -l "
                + quoted(label)
                + " -T "
                + quoted(readers.trusted)
                + " -X ")
            .getBytes(StandardCharsets.UTF_8);
    byte[] end =
        (keychain.map(file -> " " + quoted(file)).orElse("") + "\n")
            .getBytes(StandardCharsets.UTF_8);
    if (start.length + hexadecimal.length + end.length > MAX_LINE) {
      throw new TooLongException();
    }
    byte[] line = new byte[start.length + hexadecimal.length + end.length];
    ByteBuffer.wrap(line).put(start).put(hexadecimal).put(end);
    try {
      return programs.run(command(List.of("-i"), PASSWORD_LIMIT), line);
    } finally {
      Arrays.fill(line, (byte) 0);
    }
  }

  /** A text without control characters as {@code security -i} reads it for one argument. */
  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  /** Deletes a generic password. */
  public CommandResult delete(String service, String account, Optional<String> keychain) {
    List<String> arguments =
        new ArrayList<>(List.of("delete-generic-password", "-s", service, "-a", account));
    keychain.ifPresent(arguments::add);
    return programs.run(command(arguments, DUMP_LIMIT));
  }

  /** Prints the attributes of every item, without unlocking anything. */
  public CommandResult dump(Optional<String> keychain) {
    List<String> arguments = new ArrayList<>(List.of("dump-keychain"));
    keychain.ifPresent(arguments::add);
    return programs.run(command(arguments, DUMP_LIMIT));
  }

  /** Whether there is no such item. */
  public static boolean isMissing(CommandResult result) {
    return result instanceof CommandResult.Exited exited && exited.code() == NOT_FOUND;
  }

  private BoundedCommand command(List<String> arguments, int outputLimit) {
    return new BoundedCommand(program, arguments, environment, patience, outputLimit);
  }

  /** Ends what still runs. */
  @Override
  public void close() {
    programs.close();
  }
}
