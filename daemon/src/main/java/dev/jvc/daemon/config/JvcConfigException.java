package dev.jvc.daemon.config;

import java.util.List;
import java.util.stream.Collectors;

/** jvc's configuration file cannot be acted on; carries everything that is wrong with it. */
public final class JvcConfigException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient List<ConfigProblem> problems;

  JvcConfigException(List<ConfigProblem> problems) {
    super(problems.stream().map(ConfigProblem::text).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /** At least one, in the order of the file. */
  public List<ConfigProblem> problems() {
    return problems;
  }
}
