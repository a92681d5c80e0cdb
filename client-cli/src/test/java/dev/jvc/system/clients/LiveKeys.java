package dev.jvc.system.clients;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The temporary keys that the sandbox has handed out and that still count. */
final class LiveKeys implements AutoCloseable {

  private final HttpClient http = HttpClient.newHttpClient();
  private final HttpRequest request;

  LiveKeys(URI aws) {
    request = HttpRequest.newBuilder(aws.resolve("/_sandbox/state")).build();
  }

  /** Whom each key speaks for, by the id of the key. */
  Map<String, String> byId() throws IOException, InterruptedException {
    String state = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    Map<String, String> owners = new HashMap<>();
    if (JSON.std.mapFrom(state).get("sessions") instanceof List<?> sessions) {
      for (Object session : sessions) {
        Map<?, ?> members = (Map<?, ?>) session;
        owners.put(String.valueOf(members.get("accessKeyId")), String.valueOf(members.get("arn")));
      }
    }
    return owners;
  }

  @Override
  public void close() {
    http.close();
  }
}
