package dev.jvc.system.clients;

import dev.jvc.system.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The table of clients and wirings, as it was found out and as {@code docs/sdks.md} shows it. */
final class Page {

  private static final String DIVIDER = " | ";

  private Page() {}

  /** The line of a client. */
  static String line(Client client, List<Subject> subjects) {
    List<String> columns = new ArrayList<>(List.of(client.name()));
    List<Subject> own =
        subjects.stream().filter(subject -> subject.client().equals(client)).toList();
    columns.add(version(own).orElse("not installed"));
    for (Wiring wiring : Wiring.values()) {
      columns.add(
          own.stream()
              .filter(subject -> subject.wiring() == wiring)
              .map(subject -> subject.cell().text())
              .findFirst()
              .orElse(own.isEmpty() ? "" : Cell.NO_WAY));
    }
    return "| " + String.join(DIVIDER, columns) + " |";
  }

  private static Optional<String> version(List<Subject> own) {
    return own.stream().map(Subject::version).filter(version -> !version.isEmpty()).findFirst();
  }

  /** Whether the page tells of the version that was tried. */
  static boolean tellsOfTheVersion(Client client, List<Subject> subjects) throws IOException {
    List<Subject> own =
        subjects.stream().filter(subject -> subject.client().equals(client)).toList();
    return documented(client).contains(DIVIDER + version(own).orElse("") + DIVIDER);
  }

  /** The whole table. */
  static String table(List<Client> clients, List<Subject> subjects) {
    List<String> titles = new ArrayList<>(List.of("client", "version"));
    Arrays.stream(Wiring.values()).map(Wiring::title).forEach(titles::add);
    StringBuilder table = new StringBuilder();
    table.append("| ").append(String.join(DIVIDER, titles)).append(" |\n");
    table.append("|---".repeat(titles.size())).append("|\n");
    clients.forEach(client -> table.append(line(client, subjects)).append('\n'));
    return table.toString();
  }

  /** The client's line on the page. */
  static String documented(Client client) throws IOException {
    return documented().stream()
        .filter(line -> line.startsWith("| " + client.name() + DIVIDER))
        .findFirst()
        .orElse("no line for " + client.name());
  }

  /** The lines of the table on the page, without its head. */
  static List<String> documented() throws IOException {
    return below("| client | version |");
  }

  /** What the page says besides the table, each line about one or more clients. */
  static List<String> remarks() throws IOException {
    return below("| client | |");
  }

  private static List<String> below(String head) throws IOException {
    try (var lines = Files.lines(Machine.root().resolve("docs/sdks.md"))) {
      return lines
          .dropWhile(line -> !line.startsWith(head))
          .skip(2)
          .takeWhile(line -> line.startsWith("|"))
          .toList();
    }
  }
}
