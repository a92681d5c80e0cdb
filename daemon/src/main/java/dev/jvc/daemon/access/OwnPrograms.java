package dev.jvc.daemon.access;

import dev.jvc.daemon.platform.OperatingSystem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The programs of this user, by {@code /proc} (proc(5)); macOS tells their names only.
 *
 * <p>A socket's owner is found by its inode, which {@code /proc/self/net/tcp} names, among the open
 * files of all processes: milliseconds of work, never to be done while somebody waits. Processes
 * that were found before are looked at first, then the youngest.
 */
public final class OwnPrograms implements ProgramFinder {

  /** How many open files are looked at for one question. */
  private static final int MOST_FILES = 50_000;

  private static final int MOST_RECENT = 16;
  private static final String ESTABLISHED = "01";

  private final OperatingSystem os;
  private final ProcessLiveness own;
  private final Path proc;
  private final Deque<Long> recent = new ArrayDeque<>();

  public OwnPrograms(OperatingSystem os, ProcessLiveness own) {
    this(os, own, Path.of("/proc"));
  }

  OwnPrograms(OperatingSystem os, ProcessLiveness own, Path proc) {
    this.os = os;
    this.own = own;
    this.proc = proc;
  }

  @Override
  public synchronized Map<Connection, Program> holding(Set<Connection> connections) {
    if (os != OperatingSystem.LINUX || connections.isEmpty()) {
      return Map.of();
    }
    Map<String, Connection> wanted = inodes(connections);
    Map<Connection, Program> found = new HashMap<>();
    int[] left = {MOST_FILES};
    for (long pid : candidates()) {
      if (wanted.isEmpty() || left[0] <= 0) {
        break;
      }
      for (Connection connection : heldBy(pid, wanted, left)) {
        name(pid)
            .ifPresent(name -> {
              found.put(connection, Program.named(pid, name));
              remember(pid);
            });
      }
    }
    return found;
  }

  @Override
  public Optional<Program> named(long pid) {
    return own.find(pid).flatMap(_ -> name(pid)).map(name -> Program.named(pid, name));
  }

  /** The links that the files of a process show for the sockets of these connections. */
  private Map<String, Connection> inodes(Set<Connection> connections) {
    Map<String, Connection> inodes = new HashMap<>();
    Set<Connection> seen = new HashSet<>();
    for (String table : List.of("tcp", "tcp6")) {
      for (String line : lines(proc.resolve("self/net").resolve(table))) {
        String[] fields = line.strip().split(" +", -1);
        if (fields.length < 10 || !fields[3].equals(ESTABLISHED)) {
          continue;
        }
        Connection connection = new Connection(port(fields[1]), port(fields[2]));
        if (connections.contains(connection)) {
          inodes.values().removeIf(connection::equals);
          // Two with the same ports, on different addresses, cannot be told apart.
          if (seen.add(connection)) {
            inodes.put("socket:[" + fields[9] + "]", connection);
          }
        }
      }
    }
    return inodes;
  }

  private static List<String> lines(Path table) {
    try {
      return Files.readAllLines(table, StandardCharsets.ISO_8859_1);
    } catch (IOException unreadable) {
      return List.of();
    }
  }

  /** The port at the end of an address, or -1 in a line that holds the headings. */
  private static int port(String address) {
    try {
      return Integer.parseInt(address.substring(address.indexOf(':') + 1), 16);
    } catch (NumberFormatException heading) {
      return -1;
    }
  }

  private List<Long> candidates() {
    List<Long> pids = new ArrayList<>();
    long self = ProcessHandle.current().pid();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(proc, "[0-9]*")) {
      for (Path entry : entries) {
        long pid = Long.parseLong(entry.getFileName().toString());
        if (pid != self && !recent.contains(pid)) {
          pids.add(pid);
        }
      }
    } catch (IOException | DirectoryIteratorException unreadable) {
      return List.copyOf(recent);
    }
    pids.sort(Comparator.reverseOrder());
    pids.addAll(0, recent);
    return pids;
  }

  /** Takes those connections out of what is wanted that a process holds. */
  private List<Connection> heldBy(long pid, Map<String, Connection> wanted, int[] left) {
    List<Connection> held = new ArrayList<>();
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(proc.resolve(Long.toString(pid)).resolve("fd"))) {
      for (Path file : files) {
        if (wanted.isEmpty() || --left[0] < 0) {
          break;
        }
        Connection connection = wanted.remove(target(file));
        if (connection != null) {
          held.add(connection);
        }
      }
    } catch (IOException | DirectoryIteratorException goneOrSomebodyElses) {
      // Then it is not the one that is looked for.
    }
    return held;
  }

  private static String target(Path file) {
    try {
      return Files.readSymbolicLink(file).toString();
    } catch (IOException closed) {
      return "";
    }
  }

  private void remember(long pid) {
    recent.remove(pid);
    recent.addFirst(pid);
    if (recent.size() > MOST_RECENT) {
      recent.removeLast();
    }
  }

  private Optional<String> name(long pid) {
    return switch (os) {
      case LINUX -> {
        try {
          byte[] name = Files.readAllBytes(proc.resolve(Long.toString(pid)).resolve("comm"));
          yield Optional.of(new String(name, StandardCharsets.UTF_8).stripTrailing());
        } catch (IOException gone) {
          yield Optional.empty();
        }
      }
      case MACOS ->
          ProcessHandle.of(pid)
              .flatMap(handle -> handle.info().command())
              .map(command -> command.substring(command.lastIndexOf('/') + 1));
    };
  }
}
