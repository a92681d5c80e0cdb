package dev.jvc.system.clients;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.Map;

/**
 * What a client answers when it is asked whom AWS takes it for.
 *
 * @param ok whether AWS knew it
 * @param arn whom AWS takes it for; empty when it was refused
 * @param key the id of the key it signed with, empty when it does not tell
 * @param version the client's own
 * @param error what a person is shown, empty when it went well
 */
record Said(boolean ok, String arn, String key, String version, String error) {

  static Said parse(String line) throws IOException {
    Map<String, Object> members = JSON.std.mapFrom(line);
    return new Said(
        Boolean.TRUE.equals(members.get("ok")),
        text(members, "arn"),
        text(members, "key"),
        text(members, "version"),
        text(members, "error"));
  }

  /** A client that ended instead of answering. */
  static Said nothing(String error) {
    return new Said(false, "", "", "", error);
  }

  /** The same of a client that asked a bucket and was served. */
  Said servedAs(Bucket.Asker asker) {
    return new Said(true, asker.arn(), asker.key(), version, error);
  }

  /** The same of a client that asked a bucket and was refused, or did not ask. */
  Said refused() {
    return new Said(false, arn, "", version, error);
  }

  private static String text(Map<String, Object> members, String name) {
    Object value = members.get(name);
    return value == null ? "" : value.toString();
  }
}
