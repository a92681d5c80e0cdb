package dev.jvc.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The processes of one machine, told by its home in their command line or environment (proc(5)),
 * which no other machine shares.
 */
final class ProcessTable {

  private static final String DAEMON = "dev.jvc.daemon.Main";
  private static final String VAULT = DAEMON + "\0vault\0";
  private static final String CLIENT = "dev.jvc.client.Main";

  private final String home;

  ProcessTable(Machine machine) {
    this.home = machine.home() + "/";
  }

  /** Whatever was started on the machine and still runs. */
  List<ProcessHandle> all() {
    return matching(commandLine -> true);
  }

  /** The virtual machines of all three programs, and those that SDKs run in. */
  List<ProcessHandle> java() {
    return matching(commandLine -> commandLine.split("\0", 2)[0].endsWith("/java"));
  }

  List<ProcessHandle> daemons() {
    return matching(commandLine -> commandLine.contains(DAEMON) && !commandLine.contains(VAULT));
  }

  List<ProcessHandle> vaults() {
    return matching(commandLine -> commandLine.contains(VAULT));
  }

  List<ProcessHandle> clients() {
    return matching(commandLine -> commandLine.contains(CLIENT));
  }

  private List<ProcessHandle> matching(Predicate<String> commandLine) {
    try (Stream<ProcessHandle> processes = ProcessHandle.allProcesses()) {
      return processes
          .filter(process -> {
            String words = read(process, "cmdline");
            return commandLine.test(words)
                && !words.isEmpty()
                && (words.contains(home) || read(process, "environ").contains(home));
          })
          .toList();
    }
  }

  /** Empty when the process has gone or hides it. */
  private static String read(ProcessHandle process, String file) {
    try {
      return new String(
          Files.readAllBytes(Path.of("/proc", Long.toString(process.pid()), file)),
          StandardCharsets.UTF_8);
    } catch (IOException | UncheckedIOException goneOrHidden) {
      return "";
    }
  }
}
