package dev.jvc.daemon.vault.migration;

import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.json.JsonException;
import dev.jvc.daemon.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What it takes to undo one move; nothing of it is readable without the store.
 *
 * @param place the place that the key was taken from, by its shown name
 * @param profile the name the key had there and has in the store
 * @param store the store that the key went to, which also holds the key of {@code sealed}
 * @param keyTail the last four characters of the access key id
 * @param hadKey whether the key lay in the store before, and so stays there when the move is undone
 * @param removed whether the key was taken away from the place; false while a move is under way
 * @param sealed what was in the place before, in base64
 */
record Step(
    String place,
    ProfileName profile,
    String store,
    String keyTail,
    boolean hadKey,
    boolean removed,
    String sealed) {

  private static final long VERSION = 1;

  /** The same step, done. */
  Step done() {
    return new Step(place, profile, store, keyTail, hadKey, true, sealed);
  }

  /** Whether both are about the same key of the same place. */
  boolean sameKey(String otherPlace, ProfileName otherProfile, String otherTail) {
    return place.equals(otherPlace) && profile.equals(otherProfile) && keyTail.equals(otherTail);
  }

  /** What the sealed content belongs to; no other step can carry it. */
  static byte[] associated(String place, ProfileName profile, String store, String keyTail) {
    return String.join("\0", place, profile.value(), store, keyTail)
        .getBytes(StandardCharsets.UTF_8);
  }

  byte[] associated() {
    return associated(place, profile, store, keyTail);
  }

  byte[] toJson() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("version", VERSION);
    members.put("place", place);
    members.put("profile", profile.value());
    members.put("store", store);
    members.put("keyTail", keyTail);
    members.put("hadKey", hadKey);
    members.put("removed", removed);
    members.put("sealed", sealed);
    return JsonObject.write(members);
  }

  /**
   * Reads a step.
   *
   * @throws JsonException when it is none
   * @throws IllegalArgumentException when a member has a value that was never written
   */
  static Step parse(byte[] json) throws JsonException {
    JsonObject members = JsonObject.parse(json);
    if (members.number("version") != VERSION) {
      throw new IllegalArgumentException("it was written by a newer jvc");
    }
    Step step =
        new Step(
            members.string("place"),
            new ProfileName(members.string("profile")),
            members.string("store"),
            members.string("keyTail"),
            members.flag("hadKey"),
            members.flag("removed"),
            members.string("sealed"));
    members.requireNothingElse();
    step.sealedBytes();
    return step;
  }

  byte[] sealedBytes() {
    return Base64.getDecoder().decode(sealed);
  }
}
