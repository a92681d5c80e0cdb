package dev.jvc.daemon.config;

import dev.jvc.daemon.config.JvcConfig.Setting;
import dev.jvc.daemon.platform.TrustedFile;
import dev.jvc.daemon.platform.WatchedFile;
import dev.jvc.daemon.platform.WatchedFile.Reading;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * jvc's own configuration as it is now.
 *
 * <p>Edits take effect within 100 ms, all or nothing: a file that cannot be acted on changes
 * nothing, and {@link #problems()} says so. A file that is missing is an empty one. What is
 * listened on stays what it was at the start.
 */
public final class ReloadingConfig implements Supplier<JvcConfig> {

  private static final int MAX_BYTES = 64 * 1024;

  private final WatchedFile<JvcConfigFile.Content> file;
  private final JvcConfig first;
  private final ReentrantLock renewing = new ReentrantLock();
  private volatile State state;

  private ReloadingConfig(WatchedFile<JvcConfigFile.Content> file, State state) {
    this.file = file;
    this.first = state.config();
    this.state = state;
  }

  /**
   * Reads the file for the first time.
   *
   * @param home the folder that messages write as {@code ~}
   * @throws JvcConfigException when it cannot be acted on
   */
  public static ReloadingConfig open(Path path, Path home, InstantSource clock)
      throws JvcConfigException {
    TrustedFile trusted = new TrustedFile(path, home, MAX_BYTES);
    WatchedFile<JvcConfigFile.Content> file =
        new WatchedFile<>(
            trusted,
            clock,
            WatchedFile.INTERVAL,
            bytes -> JvcConfigFile.read(trusted.shown(), bytes));
    Reading<JvcConfigFile.Content> reading = file.current();
    List<ConfigProblem> problems = problems(file, reading);
    if (!problems.isEmpty()) {
      throw new JvcConfigException(problems);
    }
    return new ReloadingConfig(file, new State(reading, config(reading), List.of()));
  }

  /** What the file says, or said when it could last be acted on. */
  @Override
  public JvcConfig get() {
    return upToDate().config();
  }

  /** Looks at the file now, however short ago that was done; afterwards its edits are obeyed. */
  public void reload() {
    file.latest();
  }

  /** What is wrong at present, in the order of the file; empty when all is well. */
  public List<ConfigProblem> problems() {
    return upToDate().problems();
  }

  private State upToDate() {
    if (!file.current().equals(state.reading()) && renewing.tryLock()) {
      try {
        state = next(file.current());
      } finally {
        renewing.unlock();
      }
    }
    return state;
  }

  private State next(Reading<JvcConfigFile.Content> reading) {
    List<ConfigProblem> problems = new ArrayList<>(problems(file, reading));
    if (!problems.isEmpty()) {
      problems.addFirst(
          new ConfigProblem(
              file.shown(), 0, "is not acted on until this is mended; what it said before holds"));
      return new State(reading, state.config(), List.copyOf(problems));
    }
    JvcConfig config = config(reading);
    if (!config.listen().value().equals(first.listen().value())) {
      problems.add(waits(config.listen().source(), "listen"));
    }
    if (!values(config.imds()).equals(values(first.imds()))) {
      problems.add(waits(file.shown(), "imds"));
    }
    if (!values(config.linkLocal()).equals(values(first.linkLocal()))) {
      problems.add(waits(file.shown(), "link-local"));
    }
    return new State(reading, config.listeningLike(first), List.copyOf(problems));
  }

  private static ConfigProblem waits(String place, String key) {
    return new ConfigProblem(
        place,
        0,
        key + " takes effect after a restart: run jvc daemon stop, then jvc daemon start");
  }

  private static <T> List<T> values(List<Setting<T>> settings) {
    return settings.stream().map(Setting::value).toList();
  }

  private static JvcConfig config(Reading<JvcConfigFile.Content> reading) {
    return switch (reading) {
      case Reading.Parsed<JvcConfigFile.Content>(JvcConfigFile.Content content) -> content.config();
      case Reading.Refused<JvcConfigFile.Content> _ -> JvcConfig.DEFAULTS;
    };
  }

  private static List<ConfigProblem> problems(
      WatchedFile<JvcConfigFile.Content> file, Reading<JvcConfigFile.Content> reading) {
    return switch (reading) {
      case Reading.Parsed<JvcConfigFile.Content>(JvcConfigFile.Content content) ->
          content.problems();
      case Reading.Refused<JvcConfigFile.Content>(String reason) ->
          List.of(new ConfigProblem(file.shown(), 0, reason));
    };
  }

  private record State(
      Reading<JvcConfigFile.Content> reading, JvcConfig config, List<ConfigProblem> problems) {}
}
