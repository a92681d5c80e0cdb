package dev.jvc.client.doctor;

import dev.jvc.client.outcome.ExitCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Everything that was found, in the order of the checks. */
public record Diagnosis(List<Finding> findings) {

  public Diagnosis {
    findings = List.copyOf(findings);
  }

  static Diagnosis of(List<Check> checks) {
    List<Finding> findings = new ArrayList<>();
    for (Check check : checks) {
      findings.addAll(check.look());
    }
    return new Diagnosis(findings);
  }

  /** How many warnings there are. */
  public long warnings() {
    return findings.stream().filter(Finding.Warning.class::isInstance).count();
  }

  /** How many problems there are. */
  public long problems() {
    return findings.stream().filter(Finding.Problem.class::isInstance).count();
  }

  /** {@link ExitCode#FAILED} when there is a problem; warnings are none. */
  public ExitCode exitCode() {
    return problems() > 0 ? ExitCode.FAILED : ExitCode.DONE;
  }

  /** The findings as members of a JSON object. */
  public Map<String, Object> members() {
    List<Map<String, Object>> list = new ArrayList<>();
    for (Finding finding : findings) {
      Map<String, Object> members = new LinkedHashMap<>();
      members.put("check", finding.check());
      members.put("state", stateOf(finding));
      members.put("title", finding.title());
      if (!finding.details().isEmpty()) {
        members.put("details", finding.details());
      }
      String remedy = remedyOf(finding);
      if (!remedy.isEmpty()) {
        members.put("remedy", remedy);
      }
      list.add(members);
    }
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("problems", problems());
    all.put("warnings", warnings());
    all.put("findings", list);
    return all;
  }

  /** {@code ok}, {@code warning} or {@code problem}. */
  public static String stateOf(Finding finding) {
    return switch (finding) {
      case Finding.Ok _ -> "ok";
      case Finding.Warning _ -> "warning";
      case Finding.Problem _ -> "problem";
    };
  }

  /** The command that mends what was found; empty when there is none. */
  public static String remedyOf(Finding finding) {
    return switch (finding) {
      case Finding.Ok _ -> "";
      case Finding.Warning warning -> warning.remedy();
      case Finding.Problem problem -> problem.remedy();
    };
  }
}
