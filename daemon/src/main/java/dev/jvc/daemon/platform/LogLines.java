package dev.jvc.daemon.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.logging.ConsoleHandler;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * The form of log lines on stderr: one line a record, without the time, which a journal adds
 * itself.
 *
 * <p>A line for the journal of systemd starts with its priority (sd-daemon(3)) instead of the
 * program's name, which the journal knows.
 *
 * <p>Libraries are held at warnings by code, so that no file a user can edit makes them print what
 * they carry.
 */
public final class LogLines {

  /** JUL holds loggers weakly; a level set on one that is collected would be lost. */
  private static final Logger ROOT = Logger.getLogger("");

  private static final Logger OURS = Logger.getLogger("dev.jvc");

  private LogLines() {}

  /**
   * Sets the form and the levels for the whole process.
   *
   * @param environment of the process, in which systemd says which stream is the journal's
   */
  public static void configure(boolean debug, Map<String, String> environment) {
    configure(debug, isJournal(Path.of("/proc/self/fd/2"), environment));
  }

  /**
   * Whether a file is the stream that {@code JOURNAL_STREAM} names by device and inode
   * (systemd.exec(5)); the variable alone would be inherited by programs whose output goes
   * elsewhere.
   */
  static boolean isJournal(Path stream, Map<String, String> environment) {
    String journal = environment.getOrDefault("JOURNAL_STREAM", "");
    if (journal.isEmpty()) {
      return false;
    }
    try {
      Map<String, Object> found = Files.readAttributes(stream, "unix:dev,ino");
      return journal.equals(found.get("dev") + ":" + found.get("ino"));
    } catch (IOException | UnsupportedOperationException unknown) {
      return false;
    }
  }

  static void configure(boolean debug, boolean journal) {
    for (var handler : ROOT.getHandlers()) {
      ROOT.removeHandler(handler);
    }
    ConsoleHandler stderr = new ConsoleHandler();
    stderr.setLevel(Level.ALL);
    stderr.setFormatter(new OneLine(debug, journal));
    ROOT.addHandler(stderr);
    ROOT.setLevel(Level.WARNING);
    OURS.setLevel(debug ? Level.FINE : Level.INFO);
  }

  private static final class OneLine extends Formatter {

    private final boolean debug;
    private final boolean journal;

    OneLine(boolean debug, boolean journal) {
      this.debug = debug;
      this.journal = journal;
    }

    @Override
    public String format(LogRecord record) {
      StringBuilder line = new StringBuilder();
      line.append(journal ? priority(record.getLevel()) : "jvcd: ");
      if (record.getLevel().intValue() >= Level.WARNING.intValue()) {
        line.append(record.getLevel().equals(Level.SEVERE) ? "error: " : "warning: ");
      }
      appendPrintable(line, formatMessage(record));
      Throwable cause = record.getThrown();
      while (cause != null) {
        // Only the kind of a failure: messages of libraries may quote what they were given.
        line.append(" [").append(cause.getClass().getName());
        if (debug && cause.getStackTrace().length > 0) {
          line.append(" at ").append(cause.getStackTrace()[0]);
        }
        line.append(']');
        cause = cause.getCause();
      }
      return line.append('\n').toString();
    }

    /** The priorities of syslog(3): 3 is an error, 4 a warning, 6 information, 7 for developers. */
    private static String priority(Level level) {
      int value = level.intValue();
      return value >= Level.SEVERE.intValue()
          ? "<3>"
          : value >= Level.WARNING.intValue()
              ? "<4>"
              : value >= Level.INFO.intValue() ? "<6>" : "<7>";
    }

    private static void appendPrintable(StringBuilder line, String text) {
      text.codePoints()
          .limit(2000)
          .map(c -> Character.isISOControl(c) ? '?' : c)
          .forEach(line::appendCodePoint);
    }
  }
}
