package dev.jvc.client.doctor;

import dev.jvc.client.awsfiles.SharedProfiles;
import java.util.ArrayList;
import java.util.List;

/** Keys that lie in the AWS files in plaintext. */
final class PlaintextCheck implements Check {

  private static final String NAME = "plaintext";

  private final SharedProfiles profiles;

  /**
   * @param profiles the person's own files
   */
  PlaintextCheck(SharedProfiles profiles) {
    this.profiles = profiles;
  }

  @Override
  public List<Finding> look() {
    List<String> places = new ArrayList<>();
    profiles
        .plaintextKeys()
        .forEach((place, profile) -> places.add(place + ": the key of profile " + profile));
    if (places.isEmpty()) {
      return List.of(Finding.ok(NAME, "no key lies in an AWS file"));
    }
    int count = places.size();
    return List.of(
        new Finding.Problem(
            NAME,
            count == 1 ? "a key lies in an AWS file" : count + " keys lie in AWS files",
            places,
            "jvc import"));
  }
}
