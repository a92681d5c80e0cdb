package dev.jvc.client.verb;

import dev.jvc.client.protocol.ImdsListener;
import dev.jvc.client.protocol.Status;
import dev.jvc.client.terminal.Bar;
import dev.jvc.client.terminal.Output;
import dev.jvc.client.terminal.Screen;
import dev.jvc.client.terminal.Terminal;
import dev.jvc.client.terminal.Times;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The status of the daemon as a window's worth of lines: what lasts how long, as bars of one scale.
 *
 * <p>A full bar is twelve hours of a login, or the hour that a role session from a login may last
 * ({@code AssumeRole}, role chaining), so that equal bars are equal times.
 */
final class WatchPage implements Screen.Page {

  private static final Duration LOGIN_SCALE = Duration.ofHours(12);
  private static final Duration SESSION_SCALE = Duration.ofHours(1);
  private static final Duration LOGIN_ENDS_SOON = Duration.ofMinutes(30);
  private static final Duration SESSION_ENDS_SOON = Duration.ofMinutes(5);
  private static final int WIDEST_NAME = 24;
  private static final int WIDEST_BAR = 24;
  private static final String FOOT = "Ctrl-C ends this view";

  private final Terminal terminal;
  private final Times times;
  private final Status status;
  private final boolean blocks;

  /** One login or session: its bar, and what is to be said of it. */
  private record Row(
      String name, Duration left, Duration scale, Duration soon, String text, boolean failing) {}

  /**
   * @param blocks whether the terminal shows more than ASCII
   */
  WatchPage(Terminal terminal, Times times, Status status, boolean blocks) {
    this.terminal = terminal;
    this.times = times;
    this.status = status;
    this.blocks = blocks;
  }

  @Override
  public List<String> lines(Screen.Size size) {
    List<Row> logins = status.logins().stream().map(this::login).toList();
    List<Row> sessions = status.sessions().stream().map(this::session).toList();
    int name = widestName(logins, sessions, size.columns());
    int bar = Math.clamp((size.columns() - name - 4) / 3, 0, WIDEST_BAR);

    List<String> lines = new ArrayList<>();
    lines.add(terminal.strong(cut(summary(), size.columns())));
    for (ImdsListener listener : status.imds()) {
      String serves = "IMDS of " + listener.profile() + " at " + listener.endpoint();
      lines.add(cut(Output.printable(serves), size.columns()));
    }
    if (!status.awsReachable()) {
      lines.add(terminal.bad(cut("AWS is unreachable", size.columns())));
    }
    lines.add("");
    section(lines, "LOGIN", logins, "no login: run jvc login PROFILE", name, bar, size.columns());
    lines.add("");
    section(lines, "SESSION", sessions, "no sessions", name, bar, size.columns());
    notes(lines, "problems", status.problems(), size.columns());
    notes(lines, "degraded", status.degraded(), size.columns());
    return fitted(lines, size);
  }

  private String summary() {
    return "jvcd "
        + Output.printable(status.version())
        + ", up "
        + times.since(status.startedAt())
        + ", "
        + Output.printable(status.endpoint());
  }

  private Row login(Status.Login login) {
    String serves = login.serves().isEmpty() ? "" : ", serves " + String.join(", ", login.serves());
    return new Row(
        login.key(),
        times.remaining(login.expiration()),
        LOGIN_SCALE,
        LOGIN_ENDS_SOON,
        times.left(login.expiration())
            + " left, until "
            + times.clockTime(login.expiration())
            + serves
            + (login.users().isEmpty() ? "" : ", used" + by(login.users())),
        false);
  }

  private Row session(Status.Session session) {
    List<String> facts = new ArrayList<>();
    facts.add(times.left(session.expiration()) + " left");
    if (!session.lastError().isEmpty()) {
      facts.add("failing: " + session.lastError());
    } else if (!session.nextRefresh().isEmpty()) {
      facts.add("renewed " + times.relative(session.nextRefresh()));
    }
    facts.add(
        session.lastUsed().isEmpty()
            ? "never used"
            : "used " + times.relative(session.lastUsed()) + by(session.users()));
    return new Row(
        session.profile(),
        times.remaining(session.expiration()),
        SESSION_SCALE,
        SESSION_ENDS_SOON,
        String.join(", ", facts),
        !session.lastError().isEmpty());
  }

  private static String by(List<Status.User> users) {
    return users.isEmpty() ? "" : " by " + UserNames.of(users);
  }

  private void section(
      List<String> lines,
      String title,
      List<Row> rows,
      String empty,
      int name,
      int bar,
      int columns) {
    if (rows.isEmpty()) {
      lines.add(cut(empty, columns));
      return;
    }
    lines.add(terminal.strong(cut(title, columns)));
    for (Row row : rows) {
      lines.add(line(row, name, bar, columns));
    }
  }

  private String line(Row row, int name, int bar, int columns) {
    StringBuilder line = new StringBuilder(cut(Output.printable(row.name()), name));
    line.append(" ".repeat(Math.max(0, name - width(line.toString()))));
    int taken = name;
    if (bar > 0) {
      double share = (double) row.left().toMillis() / row.scale().toMillis();
      line.append("  ").append(colour(row).apply(Bar.of(share, bar, blocks)));
      taken += 2 + bar;
    }
    String text = cut(Output.printable(row.text()), Math.max(0, columns - taken - 2));
    if (!text.isEmpty()) {
      line.append("  ").append(row.failing() ? terminal.bad(text) : text);
    }
    return line.toString();
  }

  private UnaryOperator<String> colour(Row row) {
    if (row.failing()) {
      return terminal::bad;
    }
    return row.left().compareTo(row.soon()) < 0 ? terminal::attention : terminal::good;
  }

  private void notes(List<String> lines, String title, List<String> sentences, int columns) {
    if (sentences.isEmpty()) {
      return;
    }
    lines.add("");
    lines.add(terminal.attention(cut(title, columns)));
    for (String sentence : sentences) {
      lines.add(cut("  " + Output.printable(sentence), columns));
    }
  }

  private static int widestName(List<Row> logins, List<Row> sessions, int columns) {
    int widest = 0;
    for (List<Row> rows : List.of(logins, sessions)) {
      for (Row row : rows) {
        widest = Math.max(widest, width(row.name()));
      }
    }
    return Math.min(widest, Math.min(WIDEST_NAME, columns));
  }

  /** As much as fits, with a word on how much does not; the last line says how to leave. */
  private static List<String> fitted(List<String> lines, Screen.Size size) {
    int room = size.rows() - 2;
    if (room < 1) {
      return lines.subList(0, Math.min(lines.size(), size.rows()));
    }
    List<String> fitted = new ArrayList<>(lines);
    if (lines.size() > room) {
      int hidden = lines.size() - room + 1;
      fitted = new ArrayList<>(lines.subList(0, room - 1));
      fitted.add(cut("and " + hidden + " lines more: jvc status shows all", size.columns()));
    }
    fitted.add("");
    fitted.add(cut(FOOT, size.columns()));
    return fitted;
  }

  /** At most so many characters of a text without colours. */
  private static String cut(String text, int columns) {
    return width(text) <= columns
        ? text
        : text.substring(0, text.offsetByCodePoints(0, Math.max(0, columns)));
  }

  private static int width(String text) {
    return text.codePointCount(0, text.length());
  }
}
