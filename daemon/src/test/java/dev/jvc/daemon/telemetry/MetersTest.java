package dev.jvc.daemon.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class MetersTest {

  private final Meters meters = new Meters();

  private void assertLine(String line) {
    List<String> lines = meters.scrape().lines().toList();
    assertTrue(lines.contains(line), () -> line + " is not among " + lines);
  }

  @Test
  void answersAreCountedAndTimedByStatus() {
    meters.answered(200, 2_000_000);
    meters.answered(200, 4_000_000);
    meters.answered(401, 1_000_000);

    assertLine("jvc_answers_seconds_count{status=\"200\"} 2");
    assertLine("jvc_answers_seconds_sum{status=\"200\"} 0.006");
    assertLine("jvc_answers_seconds_count{status=\"401\"} 1");
  }

  @Test
  void refusalsAreCountedByReason() {
    meters.refused("host");
    meters.refused("host");

    assertLine("jvc_refusals_total{reason=\"host\"} 2.0");
  }

  @Test
  void callsToStsAreTimedByOperationAndOutcome() {
    meters.stsCall("AssumeRole", "ok", Duration.ofMillis(250));
    meters.stsCall("AssumeRole", "transient", Duration.ofSeconds(1));

    assertLine("jvc_sts_calls_seconds_sum{operation=\"AssumeRole\",outcome=\"ok\"} 0.25");
    assertLine("jvc_sts_calls_seconds_count{operation=\"AssumeRole\",outcome=\"transient\"} 1");
  }

  @Test
  void levelsAreAskedForAtEveryReading() {
    AtomicInteger sessions = new AtomicInteger(3);
    meters.watch(Level.SESSIONS, sessions::get);
    assertLine("jvc_sessions 3.0");

    sessions.set(5);
    assertLine("jvc_sessions 5.0");
  }

  @Test
  void aNumberThatThereIsNotIsNan() {
    meters.watch(Level.LOGIN_END, () -> Double.NaN);

    assertLine("jvc_login_end_timestamp_seconds NaN");
  }

  @Test
  void aLabelNeverHasMoreThanItsShareOfValues() {
    for (int i = 0; i < 200; i++) {
      meters.refused("reason" + i);
      meters.stsCall("operation" + i, "ok", Duration.ZERO);
      meters.answered(i * 100, 1);
    }
    List<String> lines = meters.scrape().lines().toList();

    assertEquals(
        Meters.MOST_VALUES + 1,
        lines.stream().filter(line -> line.startsWith("jvc_refusals_total{")).count());
    assertEquals(
        Meters.MOST_VALUES + 1,
        lines.stream().filter(line -> line.startsWith("jvc_sts_calls_seconds_count{")).count());
    assertTrue(lines.contains("jvc_refusals_total{reason=\"other\"} 168.0"));
  }

  @Test
  void everyMeterIsDocumentedAndEveryDocumentedOneExists() throws IOException {
    meters.answered(200, 1);
    meters.refused("host");
    meters.stsCall("AssumeRole", "ok", Duration.ZERO);
    for (Level level : Level.values()) {
      meters.watch(level, () -> 0);
    }
    Set<String> existing = new TreeSet<>();
    meters
        .scrape()
        .lines()
        .filter(line -> !line.startsWith("#"))
        .forEach(line -> existing.add(line.replaceFirst("[{ ].*", "")));

    assertEquals(existing, documented());
    assertFalse(existing.isEmpty());
  }

  private static Set<String> documented() throws IOException {
    Path page = Path.of(System.getProperty("jvc.root"), "docs/metrics.md");
    Set<String> names = new TreeSet<>();
    Matcher matcher = Pattern.compile("`(jvc_[a-z_]+)`").matcher(Files.readString(page));
    while (matcher.find()) {
      names.add(matcher.group(1));
    }
    return names;
  }
}
