package dev.jvc.client.doctor;

import dev.jvc.client.outcome.ExitCode;
import dev.jvc.client.wiring.Outcome;
import dev.jvc.client.wiring.Trace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How one SDK comes to its credentials.
 *
 * @param trace every place that it looks into
 * @param finding what is to be said of the end
 */
public record SdkReport(Trace trace, Finding finding) {

  /**
   * {@link ExitCode#FAILED} when the SDK does not get credentials from jvc though it was meant to.
   */
  public ExitCode exitCode() {
    return finding instanceof Finding.Problem ? ExitCode.FAILED : ExitCode.DONE;
  }

  /** The report as members of a JSON object. */
  public Map<String, Object> members() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("sdk", trace.sdk().name());
    members.put("profile", trace.profile());
    List<Map<String, Object>> steps = new ArrayList<>();
    for (Trace.Step step : trace.steps()) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("place", step.place().title());
      one.put("finding", step.finding());
      steps.add(one);
    }
    members.put("steps", steps);
    members.put("outcome", word(trace.outcome()));
    members.put("state", Diagnosis.stateOf(finding));
    members.put("title", finding.title());
    String remedy = Diagnosis.remedyOf(finding);
    if (!remedy.isEmpty()) {
      members.put("remedy", remedy);
    }
    return members;
  }

  private static String word(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Taken taken -> taken.jvc() ? "jvc" : "other";
      case Outcome.Fails _ -> "fails";
      case Outcome.Nothing() -> "nothing";
    };
  }
}
