package dev.jvc.client.doctor;

import dev.jvc.client.json.JsonObject;
import dev.jvc.client.outcome.Failure;
import dev.jvc.client.process.Tool;
import dev.jvc.client.protocol.Status;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code jvcd check} says of the configuration and the stores ({@code docs/protocol.md}).
 *
 * @param problems what is to be mended in the configuration, one sentence each
 * @param understood whether jvc's own configuration can be read; without that, the rest is not
 *     known
 * @param host where the daemon is to listen
 * @param port the same; 0 for any
 * @param stores where keys go
 * @param unusable the stores that the configuration names and that cannot be used, with the reason
 */
record SelfCheck(
    List<String> problems,
    boolean understood,
    String host,
    long port,
    Status.Stores stores,
    Map<String, String> unusable) {

  SelfCheck {
    problems = List.copyOf(problems);
    unusable = Map.copyOf(unusable);
  }

  /**
   * Runs it.
   *
   * @return null when it gave no answer
   */
  static @Nullable SelfCheck of(Tool tool, Path jvcd) {
    Tool.Answer answer = tool.ask(List.of(jvcd.toString(), "check"));
    if (answer.exit() != 0) {
      return null;
    }
    try {
      return of(JsonObject.parse(answer.out().getBytes(StandardCharsets.UTF_8)));
    } catch (Failure malformed) {
      return null;
    }
  }

  static SelfCheck of(JsonObject body) throws Failure {
    JsonObject listen = body.object("listen");
    String host = listen.text("host");
    Map<String, String> unusable = new LinkedHashMap<>();
    for (JsonObject store : body.objects("unusable")) {
      unusable.put(store.string("store"), store.string("reason"));
    }
    return new SelfCheck(
        body.strings("problems"),
        !host.isEmpty(),
        host,
        host.isEmpty() ? 0 : listen.number("port"),
        Status.Stores.of(body.object("stores")),
        unusable);
  }
}
