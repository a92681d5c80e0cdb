package dev.jvc.client.doctor;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The AWS configuration and jvc's own, every problem with its file and line. */
final class ConfigCheck implements Check {

  private static final String NAME = "config";

  private final @Nullable SelfCheck own;
  private final DaemonState daemon;
  private final Collection<String> elsewhere;

  /**
   * @param elsewhere the places that another check speaks of, such as {@code ~/.aws/config:3}
   */
  ConfigCheck(@Nullable SelfCheck own, DaemonState daemon, Collection<String> elsewhere) {
    this.own = own;
    this.daemon = daemon;
    this.elsewhere = List.copyOf(elsewhere);
  }

  @Override
  public List<Finding> look() {
    Set<String> problems = new LinkedHashSet<>();
    if (own != null) {
      problems.addAll(own.problems());
    }
    // The daemon may have been started with other variables, and so with other files.
    if (daemon instanceof DaemonState.Running running) {
      problems.addAll(running.status().problems());
    }
    List<Finding> findings = new ArrayList<>();
    for (String problem : problems) {
      if (elsewhere.stream().noneMatch(place -> problem.startsWith(place + ": "))) {
        Sentence sentence = Sentence.of(problem);
        findings.add(Finding.problem(NAME, sentence.title(), sentence.remedy()));
      }
    }
    if (findings.isEmpty() && own != null) {
      findings.add(Finding.ok(NAME, "nothing to mend in the AWS configuration and jvc's own"));
    }
    return findings;
  }
}
