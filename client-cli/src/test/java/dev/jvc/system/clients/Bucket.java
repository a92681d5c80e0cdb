package dev.jvc.system.clients;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * As much of S3 as clients want to see of an empty bucket. It remembers the key that the last
 * request for each bucket was signed with, and refuses requests without a key or its token.
 */
final class Bucket implements AutoCloseable {

  private static final Pattern SIGNED = Pattern.compile("Credential=([A-Z0-9]+)/");
  private static final String EMPTY_LIST =
      "<ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Name>b</Name>"
          + "<KeyCount>0</KeyCount><MaxKeys>1000</MaxKeys><IsTruncated>false</IsTruncated>"
          + "</ListBucketResult>";
  private static final String EMPTY_SERVICE =
      "<ListAllMyBucketsResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Owner><ID>1</ID>"
          + "</Owner><Buckets></Buckets></ListAllMyBucketsResult>";
  private static final String LOCATION =
      "<LocationConstraint xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">eu-west-2"
          + "</LocationConstraint>";

  private final Map<String, String> keys = new ConcurrentHashMap<>();
  private final HttpServer server;

  private Bucket(HttpServer server) {
    this.server = server;
  }

  static Bucket start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    Bucket bucket = new Bucket(server);
    server.createContext("/", bucket::answer);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
    return bucket;
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** The id of the key that asked for a bucket since the last call, if any did. */
  Optional<String> takeKey(String bucket) {
    return Optional.ofNullable(keys.remove(bucket));
  }

  private void answer(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    String authorization = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
    Matcher signed = SIGNED.matcher(authorization);
    String[] path = exchange.getRequestURI().getPath().split("/", 3);
    boolean temporary = exchange.getRequestHeaders().containsKey("X-Amz-Security-Token");
    if (!signed.find() || !temporary) {
      send(exchange, 403, error("AccessDenied", "Access Denied"));
      return;
    }
    keys.put(path[1], signed.group(1));
    String query = String.valueOf(exchange.getRequestURI().getQuery());
    if (path[1].isEmpty()) {
      send(exchange, 200, EMPTY_SERVICE);
    } else if (path.length == 3 && !path[2].isEmpty()) {
      send(exchange, 404, error("NoSuchKey", "The specified key does not exist."));
    } else {
      send(exchange, 200, query.startsWith("location") ? LOCATION : EMPTY_LIST);
    }
  }

  private static String error(String code, String message) {
    return "<Error><Code>" + code + "</Code><Message>" + message + "</Message></Error>";
  }

  private static void send(HttpExchange exchange, int status, String xml) throws IOException {
    byte[] body = xml.getBytes(StandardCharsets.UTF_8);
    boolean head = exchange.getRequestMethod().equals("HEAD");
    exchange.getResponseHeaders().set("Content-Type", "application/xml");
    exchange.sendResponseHeaders(status, head ? -1 : body.length);
    if (!head) {
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
