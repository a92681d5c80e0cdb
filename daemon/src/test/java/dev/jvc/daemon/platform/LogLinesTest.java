package dev.jvc.daemon.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LogLinesTest {

  private final Logger root = Logger.getLogger("");
  private Handler[] before = {};
  private Level level = Level.INFO;

  @BeforeEach
  void remember() {
    before = root.getHandlers();
    level = root.getLevel();
  }

  @AfterEach
  void restore() {
    for (Handler handler : root.getHandlers()) {
      root.removeHandler(handler);
    }
    for (Handler handler : before) {
      root.addHandler(handler);
    }
    root.setLevel(level);
  }

  private String line(boolean debug, LogRecord record) {
    return line(debug, false, record);
  }

  private String line(boolean debug, boolean journal, LogRecord record) {
    LogLines.configure(debug, journal);
    return root.getHandlers()[0].getFormatter().format(record);
  }

  @Test
  void aRecordIsOneLineThatSaysHowBadItIs() {
    assertEquals("jvcd: serving\n", line(false, new LogRecord(Level.INFO, "serving")));
    assertEquals("jvcd: warning: odd\n", line(false, new LogRecord(Level.WARNING, "odd")));
    assertEquals("jvcd: error: bad\n", line(false, new LogRecord(Level.SEVERE, "bad")));
  }

  @ParameterizedTest
  @CsvSource({
    "SEVERE, <3>error: text",
    "WARNING, <4>warning: text",
    "INFO, <6>text",
    "FINE, <7>text"
  })
  void aLineForTheJournalStartsWithItsPriority(String level, String expected) {
    LogRecord record = new LogRecord(Level.parse(level), "text");

    assertEquals(expected + "\n", line(true, true, record));
  }

  @Test
  void theJournalsStreamIsKnownByDeviceAndInode(@TempDir Path folder) throws IOException {
    Path stream = Files.createFile(folder.resolve("stream"));
    Map<String, Object> found = Files.readAttributes(stream, "unix:dev,ino");
    String named = found.get("dev") + ":" + found.get("ino");

    assertTrue(LogLines.isJournal(stream, Map.of("JOURNAL_STREAM", named)));
    for (String other : List.of("", ":", "1", named + "1", found.get("dev") + ":x")) {
      assertFalse(LogLines.isJournal(stream, Map.of("JOURNAL_STREAM", other)), other);
    }
    assertFalse(LogLines.isJournal(stream, Map.of()));
    assertFalse(LogLines.isJournal(folder.resolve("none"), Map.of("JOURNAL_STREAM", named)));
  }

  @Test
  void whatCouldForgeALineOrMoveACursorIsReplaced() {
    String line = line(false, new LogRecord(Level.INFO, "a\nb\u001b[31mc\u0000d"));

    assertEquals("jvcd: a?b?[31mc?d\n", line);
  }

  @Test
  void aFailureIsNamedByItsKindAndNeverByWhatItSays() {
    LogRecord record = new LogRecord(Level.SEVERE, "a request failed");
    record.setThrown(new IllegalStateException("CANARY_ONE", new IOException("CANARY_TWO")));

    for (boolean debug : new boolean[] {false, true}) {
      String line = line(debug, record);
      assertFalse(line.contains("CANARY"), line);
      assertTrue(line.contains("java.lang.IllegalStateException"), line);
      assertTrue(line.contains("java.io.IOException"), line);
      assertEquals(1, line.lines().count());
    }
  }

  @Test
  void aLongMessageIsCut() {
    assertTrue(line(false, new LogRecord(Level.INFO, "x".repeat(10_000))).length() < 2_100);
  }

  @Test
  void librariesAreHeldAtWarnings() {
    LogLines.configure(true, false);

    assertFalse(Logger.getLogger("io.helidon.webserver").isLoggable(Level.INFO));
    assertTrue(Logger.getLogger("dev.jvc.daemon").isLoggable(Level.FINE));
    LogLines.configure(false, false);
    assertFalse(Logger.getLogger("dev.jvc.daemon").isLoggable(Level.FINE));
  }
}
