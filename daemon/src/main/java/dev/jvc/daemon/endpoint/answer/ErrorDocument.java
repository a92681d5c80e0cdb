package dev.jvc.daemon.endpoint.answer;

import dev.jvc.daemon.credential.Problem;
import dev.jvc.daemon.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The body of every refusal on the endpoint: {@code {"code","message","Code","Message"}}.
 *
 * <p>Go reads the lower-case spellings, JavaScript the upper-case ones, and botocore shows the body
 * as it is.
 */
public final class ErrorDocument {

  private ErrorDocument() {}

  /** The body for a problem; the hint is left out, because no SDK shows it. */
  public static byte[] of(Problem problem) {
    Map<String, String> members = new LinkedHashMap<>();
    members.put("code", problem.code().wire());
    members.put("message", problem.message());
    members.put("Code", problem.code().wire());
    members.put("Message", problem.message());
    return JsonObject.write(members);
  }
}
