package dev.jvc.daemon.platform;

import java.util.logging.ConsoleHandler;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * The form of log lines on stderr: one line a record, fit for journald, which adds the time itself.
 *
 * <p>Libraries are held at warnings by code, so that no file a user can edit makes them print what
 * they carry.
 */
public final class LogLines {

  /** JUL holds loggers weakly; a level set on one that is collected would be lost. */
  private static final Logger ROOT = Logger.getLogger("");

  private static final Logger OURS = Logger.getLogger("dev.jvc");

  private LogLines() {}

  /** Sets the form and the levels for the whole process. */
  public static void configure(boolean debug) {
    for (var handler : ROOT.getHandlers()) {
      ROOT.removeHandler(handler);
    }
    ConsoleHandler stderr = new ConsoleHandler();
    stderr.setLevel(Level.ALL);
    stderr.setFormatter(new OneLine(debug));
    ROOT.addHandler(stderr);
    ROOT.setLevel(Level.WARNING);
    OURS.setLevel(debug ? Level.FINE : Level.INFO);
  }

  private static final class OneLine extends Formatter {

    private final boolean debug;

    OneLine(boolean debug) {
      this.debug = debug;
    }

    @Override
    public String format(LogRecord record) {
      StringBuilder line = new StringBuilder("jvcd: ");
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

    private static void appendPrintable(StringBuilder line, String text) {
      text.codePoints()
          .limit(2000)
          .map(c -> Character.isISOControl(c) ? '?' : c)
          .forEach(line::appendCodePoint);
    }
  }
}
