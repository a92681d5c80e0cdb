package dev.jvc.client.protocol;

import dev.jvc.client.json.JsonObject;
import dev.jvc.client.outcome.Failure;

/**
 * A profile and how far it is from credentials; texts are empty where they do not apply.
 *
 * @param key the name its base key is stored under
 * @param store the store that keeps the key
 * @param keyTail the last characters of the access key id
 * @param login {@code active}, {@code needed} or {@code impossible}
 * @param loginExpiration when the login session ends
 * @param session {@code active}, {@code none} or {@code failing}
 * @param sessionExpiration when the role session ends
 * @param problem why a login is impossible
 */
public record ProfileState(
    String profile,
    String key,
    String store,
    String keyTail,
    String region,
    String role,
    String login,
    String loginExpiration,
    String session,
    String sessionExpiration,
    String problem) {

  static ProfileState of(JsonObject body) throws Failure {
    return new ProfileState(
        body.string("profile"),
        body.text("key"),
        body.text("store"),
        body.text("keyTail"),
        body.text("region"),
        body.text("role"),
        body.text("login"),
        body.text("loginExpiration"),
        body.text("session"),
        body.text("sessionExpiration"),
        body.text("problem"));
  }
}
