package dev.jvc.daemon.endpoint.control;

import dev.jvc.daemon.json.JsonObject;
import java.util.Map;

/** What a control route answers with. */
@SuppressWarnings("ArrayRecordComponent")
record Reply(int status, String contentType, byte[] body) {

  static final String JSON = "application/json";

  static Reply json(Map<String, ?> members) {
    return new Reply(200, JSON, JsonObject.write(members));
  }

  static Reply accepted() {
    return new Reply(202, JSON, JsonObject.write(Map.of()));
  }

  static Reply noContent() {
    return new Reply(204, JSON, new byte[0]);
  }

  /** A body that was made elsewhere and is passed on as it is. */
  static Reply of(String contentType, byte[] body) {
    return new Reply(200, contentType, body);
  }
}
