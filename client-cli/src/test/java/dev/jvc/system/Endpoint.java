package dev.jvc.system;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a program is told in order to fetch credentials: where, and with which token.
 *
 * @param uri the value of {@code AWS_CONTAINER_CREDENTIALS_FULL_URI}
 * @param token the value of {@code AWS_CONTAINER_AUTHORIZATION_TOKEN}
 */
record Endpoint(String uri, String token) {

  /** Plain: an offer to change to HTTP/2 is refused. */
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** What {@code jvc env} says. */
  static Endpoint of(Machine machine, String profile) throws IOException, InterruptedException {
    Machine.Result env = machine.jvc("env", profile, "--shell", "json");
    if (env.exit() != 0) {
      throw new IOException(env.toString());
    }
    return new Endpoint(
        member(env.out(), "AWS_CONTAINER_CREDENTIALS_FULL_URI"),
        member(env.out(), "AWS_CONTAINER_AUTHORIZATION_TOKEN"));
  }

  /** Asks once. */
  HttpResponse<String> get() throws IOException, InterruptedException {
    return HTTP.send(
        HttpRequest.newBuilder(URI.create(uri)).header("Authorization", token).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /** The text of a member that stands once in a JSON document. */
  static String member(String json, String name) {
    Matcher member = Pattern.compile("\"" + name + "\" ?: ?\"([^\"]*)\"").matcher(json);
    if (!member.find()) {
      throw new IllegalArgumentException("no " + name);
    }
    return member.group(1);
  }

  @Override
  public String toString() {
    return uri;
  }
}
