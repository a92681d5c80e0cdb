package dev.jvc.client.verb;

import dev.jvc.client.protocol.ImdsListener;
import dev.jvc.client.protocol.Status;
import dev.jvc.client.terminal.Output;
import dev.jvc.client.terminal.Table;
import dev.jvc.client.terminal.Terminal;
import dev.jvc.client.terminal.Times;
import java.util.ArrayList;
import java.util.List;

/** The status of the daemon as lines for a person. */
final class StatusPage {

  private final Terminal terminal;
  private final Times times;

  StatusPage(Terminal terminal, Times times) {
    this.terminal = terminal;
    this.times = times;
  }

  /** The page. */
  List<String> lines(Status status) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "daemon    "
            + Output.printable(status.version())
            + ", process "
            + status.pid()
            + ", up "
            + times.since(status.startedAt()));
    lines.add("endpoint  " + Output.printable(status.endpoint()));
    for (String further : status.linkLocal()) {
      lines.add("          " + Output.printable(further));
    }
    for (ImdsListener listener : status.imds()) {
      lines.add(Output.printable(imds(listener)));
    }
    lines.add("AWS       " + (status.awsReachable() ? "reachable" : terminal.bad("unreachable")));
    stores(lines, status.stores());
    lines.add("");
    section(lines, logins(status), "no login: run jvc login PROFILE");
    lines.add("");
    section(lines, sessions(status), "no sessions");
    notes(lines, "problems", status.problems());
    notes(lines, "degraded", status.degraded());
    return lines;
  }

  private static String imds(ImdsListener listener) {
    return "IMDS      "
        + listener.endpoint()
        + " serves "
        + listener.profile()
        + (listener.configured() ? "" : " (jvc use)")
        + (listener.v1() ? ", also without a token (IMDSv1)" : "");
  }

  private static void stores(List<String> lines, Status.Stores stores) {
    if (stores.configured().isEmpty()) {
      return;
    }
    StringBuilder line = new StringBuilder("keys      go to the ");
    if (!stores.configured().equals("auto")) {
      line.append(stores.configured()).append(" store");
    } else if (stores.chosen().isEmpty()) {
      line.append("store that is chosen when the first is stored");
    } else {
      line.append(stores.chosen()).append(" store, chosen by auto");
    }
    lines.add(Output.printable(line.toString()));
    stores
        .others()
        .forEach((store, reason) ->
            lines.add(Output.printable("          not to " + store + ": " + reason)));
    stores
        .profiles()
        .forEach((profile, store) ->
            lines.add(Output.printable("          of " + profile + " to the " + store + " store")));
  }

  private Table logins(Status status) {
    boolean used = status.logins().stream().anyMatch(login -> !login.users().isEmpty());
    List<String> titles = new ArrayList<>(List.of("LOGIN", "ENDS", "ACCOUNT", "SERVES"));
    if (used) {
      titles.add("USED BY");
    }
    titles.add("MFA");
    Table table = new Table(terminal::strong, titles.toArray(String[]::new));
    for (Status.Login login : status.logins()) {
      table
          .row()
          .cell(login.key())
          .cell(times.relative(login.expiration()), terminal::good)
          .cell(login.account())
          .cell(String.join(", ", login.serves()));
      if (used) {
        table.cell(UserNames.of(login.users()));
      }
      table.cell(login.mfaSerial());
    }
    return table;
  }

  private Table sessions(Status status) {
    Table table =
        new Table(
            terminal::strong, "SESSION", "ENDS", "RENEWED", "LAST USED", "USED BY", "IDENTITY");
    for (Status.Session session : status.sessions()) {
      table
          .row()
          .cell(session.profile())
          .cell(times.relative(session.expiration()), terminal::good)
          .cell(times.relative(session.nextRefresh()))
          .cell(times.relative(session.lastUsed()))
          .cell(UserNames.of(session.users()));
      if (session.lastError().isEmpty()) {
        table.cell(session.arn());
      } else {
        table.cell("failing: " + session.lastError(), terminal::bad);
      }
    }
    return table;
  }

  private static void section(List<String> lines, Table table, String empty) {
    if (table.isEmpty()) {
      lines.add(empty);
    } else {
      lines.addAll(table.lines());
    }
  }

  private void notes(List<String> lines, String title, List<String> sentences) {
    if (sentences.isEmpty()) {
      return;
    }
    lines.add("");
    lines.add(terminal.attention(title));
    for (String sentence : sentences) {
      lines.add("  " + Output.printable(sentence));
    }
  }
}
