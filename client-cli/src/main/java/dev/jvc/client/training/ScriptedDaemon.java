package dev.jvc.client.training;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A daemon that knows one profile and gives one answer to each request. */
final class ScriptedDaemon implements AutoCloseable {

  private static final String CREDENTIALS =
      """
      {"Version":1,"AccessKeyId":"ASIAIOSFODNN7EXAMPLE","SecretAccessKey":"secret","SessionToken":"token",\
      "Expiration":"2099-01-01T00:00:00Z","AccountId":"111122223333"}\
      """;

  private static final String PROFILE =
      """
      {"profile":"personal","key":"personal","store":"file","keyTail":"MPLE","region":"eu-west-2",\
      "role":"arn:aws:iam::111122223333:role/Developer","login":"active",\
      "loginExpiration":"2099-01-01T00:00:00Z","session":"none"}\
      """;

  private static final String OTHERS =
      """
      ,{"profile":"dev","key":"dev","store":"file","login":"needed","session":"failing"}\
      ,{"profile":"prod","login":"impossible","problem":"one","session":"active","sessionExpiration":\
      "2099-01-01T00:00:00Z"}\
      """;

  private static final Map<String, String> ANSWERS =
      Map.ofEntries(
          Map.entry("GET /v1/profiles/personal/credentials", CREDENTIALS),
          Map.entry(
              "GET /v1/profiles",
              "{\"profiles\":[" + PROFILE + OTHERS + "],\"problems\":[\"one\"]}"),
          Map.entry("GET /v1/profiles/personal", PROFILE),
          Map.entry(
              "GET /v1/profiles/personal/plan",
              """
              {"profile":"personal","steps":["one"],"values":[{"name":"a","value":"b","source":"c"}]}\
              """),
          Map.entry(
              "GET /v1/profiles/personal/wiring",
              """
              {"profile":"personal","uri":"http://127.0.0.1:1/v1/credentials/personal","uriStays":true,\
              "region":"eu-west-2","tokenFile":"/token","config":"/config","credentials":"/credentials"}\
              """),
          Map.entry(
              "GET /v1/profiles/personal/identity",
              """
              {"account":"111122223333","arn":"arn:aws:iam::111122223333:user/me","userId":"AIDA"}\
              """),
          Map.entry(
              "GET /v1/status",
              """
              {"version":"0","pid":1,"startedAt":"2026-01-01T00:00:00Z","endpoint":"http://127.0.0.1:1",\
              "logins":[{"key":"personal","expiration":"2099-01-01T00:00:00Z","serves":["personal"]}],\
              "sessions":[{"profile":"personal","arn":"a","expiration":"2099-01-01T00:00:00Z",\
              "users":[{"program":"aws","pid":1,"how":"container","at":"2026-01-01T00:00:00Z"}]}],\
              "awsReachable":true,"problems":["one"],"degraded":["one"]}\
              """),
          Map.entry(
              "POST /v1/imds",
              "{\"endpoint\":\"http://127.0.0.1:1\",\"profile\":\"personal\",\"v1\":false}"),
          Map.entry("GET /v1/health", "{\"status\":\"UP\"}"),
          Map.entry("GET /v1/metrics", "jvc_logins 1.0\n"),
          Map.entry(
              "POST /v1/tokens",
              """
              {"token":"token","uri":"http://127.0.0.1:1/v1/credentials/personal","region":"eu-west-2"}\
              """),
          Map.entry(
              "POST /v1/files",
              """
              {"config":"/config","credentials":"/credentials","region":"eu-west-2"}\
              """),
          Map.entry(
              "POST /v1/tasks",
              """
              {"task":"login","profile":"personal","key":"personal","loggedInUntil":"2099-01-01T00:00:00Z"}\
              """),
          Map.entry("DELETE /v1/logins/personal", "{\"dropped\":1}"));

  private static final String REFUSAL =
      """
      {"code":"LoginNeeded","message":"a login is needed","hint":"jvc login refused","exitCode":4}\
      """;

  private final ServerSocketChannel server;
  private final AtomicInteger broken = new AtomicInteger();

  private ScriptedDaemon(ServerSocketChannel server) {
    this.server = server;
  }

  /** Listens in a runtime folder, which is made. */
  static ScriptedDaemon start(Path runtimeFolder) throws IOException {
    Files.createDirectory(
        runtimeFolder,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(runtimeFolder.resolve("control.sock")));
    ScriptedDaemon daemon = new ScriptedDaemon(server);
    Thread.ofPlatform().daemon().start(daemon::serve);
    return daemon;
  }

  /** Fails when a connection broke. */
  void requireAnsweredAll() {
    if (broken.get() > 0) {
      throw new IllegalStateException(broken + " requests were not answered");
    }
  }

  private void serve() {
    while (server.isOpen()) {
      try (SocketChannel client = server.accept()) {
        ByteBuffer request = ByteBuffer.allocate(8 * 1024);
        if (client.read(request) > 0) {
          client.write(ByteBuffer.wrap(answer(request.flip())));
        }
      } catch (IOException ended) {
        if (server.isOpen()) {
          broken.incrementAndGet();
        }
      }
    }
  }

  private static byte[] answer(ByteBuffer request) {
    String line = StandardCharsets.US_ASCII.decode(request).toString();
    String body = ANSWERS.get(line.substring(0, line.indexOf(" HTTP/1.1")));
    String status = body == null ? "400 Bad Request" : "200 OK";
    String text = body == null ? REFUSAL : body;
    return ("HTTP/1.1 "
            + status
            + "\r\nJvc-Protocol: 1\r\nContent-Type: application/json\r\nContent-Length: "
            + text.length()
            + "\r\n\r\n"
            + text)
        .getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
