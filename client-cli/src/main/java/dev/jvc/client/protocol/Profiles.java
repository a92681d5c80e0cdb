package dev.jvc.client.protocol;

import dev.jvc.client.json.JsonObject;
import dev.jvc.client.outcome.Failure;
import java.util.ArrayList;
import java.util.List;

/**
 * Every profile that the daemon knows.
 *
 * @param profiles in the daemon's order
 * @param problems what is to be mended in the configuration, one sentence each
 */
public record Profiles(List<ProfileState> profiles, List<String> problems) {

  public Profiles {
    profiles = List.copyOf(profiles);
    problems = List.copyOf(problems);
  }

  static Profiles of(JsonObject body) throws Failure {
    List<ProfileState> profiles = new ArrayList<>();
    for (JsonObject profile : body.objects("profiles")) {
      profiles.add(ProfileState.of(profile));
    }
    return new Profiles(profiles, body.strings("problems"));
  }
}
