package dev.jvc.daemon.profile;

import dev.jvc.daemon.credential.ProfileName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/** Names profiles that refer to each other in a circle. */
final class Loop {

  private Loop() {}

  /**
   * The fault of a circle, the same from wherever it was entered: it starts at the first name in
   * alphabetical order, and stands at that profile's setting.
   *
   * @param setting the name of the setting that refers
   * @param passed the profiles on the way with the setting that led on, in order
   * @param again the one of them that was reached a second time
   */
  static Fault fault(String setting, SequencedMap<ProfileName, Located> passed, ProfileName again) {
    List<ProfileName> names = new ArrayList<>(passed.sequencedKeySet());
    List<ProfileName> circle = new ArrayList<>(names.subList(names.indexOf(again), names.size()));
    ProfileName first = Collections.min(circle);
    Collections.rotate(circle, -circle.indexOf(first));
    circle.add(first);
    String shown = circle.stream().map(ProfileName::value).collect(Collectors.joining(" -> "));
    Located place = passed.get(first);
    String message = setting + " loop " + shown;
    return place == null ? new Fault(setting, 0, message) : place.fault(message);
  }
}
