package dev.jvc.client.doctor;

import dev.jvc.client.wiring.Outcome;
import dev.jvc.client.wiring.Place;
import dev.jvc.client.wiring.Sdk;
import dev.jvc.client.wiring.Sdks;
import dev.jvc.client.wiring.Trace;
import dev.jvc.client.wiring.Wiring;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which source each SDK takes that is started in this shell; those that agree share a line. */
final class WiringCheck implements Check {

  private static final String NAME = "wiring";

  private final Wiring wiring;
  private final DaemonState daemon;
  private final boolean meant;
  private final String wire;

  /**
   * @param meant whether something in this shell was set to make SDKs ask jvc
   * @param wire the command that does
   */
  WiringCheck(Wiring wiring, DaemonState daemon, boolean meant, String wire) {
    this.wiring = wiring;
    this.daemon = daemon;
    this.meant = meant;
    this.wire = wire;
  }

  @Override
  public List<Finding> look() {
    Map<Outcome, List<String>> groups = new LinkedHashMap<>();
    for (Sdk sdk : Sdks.all()) {
      groups
          .computeIfAbsent(withoutPlace(wiring.of(sdk, null).outcome()), _ -> new ArrayList<>())
          .add(sdk.title());
    }
    List<Finding> findings = new ArrayList<>();
    boolean every = groups.size() == 1;
    groups.forEach((outcome, sdks) -> findings.add(finding(outcome, every ? List.of() : sdks)));
    return findings;
  }

  /** The same source has different names in the orders of different SDKs. */
  private static Outcome withoutPlace(Outcome outcome) {
    return outcome instanceof Outcome.Taken(var _, String what, boolean jvc, String remedy)
        ? new Outcome.Taken(Place.VARIABLES, what, jvc, remedy)
        : outcome;
  }

  /** The finding about one SDK. */
  Finding about(Trace trace) {
    return finding(trace.outcome(), List.of(trace.sdk().title()));
  }

  private Finding finding(Outcome outcome, List<String> sdks) {
    boolean one = sdks.size() < 2;
    String who = sdks.isEmpty() ? "every SDK" : String.join(", ", sdks);
    return switch (outcome) {
      case Outcome.Taken taken when taken.jvc() -> ofJvc(who, one, taken);
      case Outcome.Taken taken -> {
        String title = who + (one ? " takes " : " take ") + taken.what();
        String remedy = taken.remedy().isEmpty() ? wire : taken.remedy();
        yield meant
            ? Finding.problem(NAME, title + ", not jvc", remedy)
            : Finding.warning(NAME, title + ", not jvc", remedy);
      }
      case Outcome.Fails(String why, String remedy) ->
          Finding.problem(NAME, who + (one ? " stops: " : " stop: ") + why, remedy);
      case Outcome.Nothing() ->
          Finding.warning(NAME, who + (one ? " finds" : " find") + " no credentials here", wire);
    };
  }

  private Finding ofJvc(String who, boolean one, Outcome.Taken taken) {
    String title = who + (one ? " takes " : " take ") + taken.what();
    boolean endpoint = taken.what().startsWith("jvc's endpoint");
    return endpoint && !(daemon instanceof DaemonState.Running)
        ? Finding.problem(NAME, title + ", where no daemon answers", "jvc daemon start")
        : Finding.ok(NAME, title);
  }
}
