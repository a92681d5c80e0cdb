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
import org.jspecify.annotations.Nullable;

/**
 * As much of S3 as clients want to see of a bucket that lists nothing. It remembers who asked last
 * for each bucket, and refuses requests without a key or its token, or with a key that has ended.
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

  /** The one object that every bucket has, which no list shows. */
  private static final String OBJECT = "greeting.txt";

  private static final byte[] GREETING = "hello\n".getBytes(StandardCharsets.UTF_8);

  private final Map<String, Asker> askers = new ConcurrentHashMap<>();
  private final LiveKeys live;
  private final HttpServer server;

  /**
   * Who asked for a bucket.
   *
   * @param key the id of the key that the request was signed with
   * @param arn whom that key speaks for
   */
  record Asker(String key, String arn) {}

  private Bucket(HttpServer server, LiveKeys live) {
    this.server = server;
    this.live = live;
  }

  /** An empty bucket of every name that knows the keys of one AWS. */
  static Bucket start(LiveKeys live) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    Bucket bucket = new Bucket(server, live);
    server.createContext("/", bucket::answer);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
    return bucket;
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Who was last served with a bucket since the last call, if anybody was. */
  Optional<Asker> takeAsker(String bucket) {
    return Optional.ofNullable(askers.remove(bucket));
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
    String arn = owner(signed.group(1));
    if (arn == null) {
      send(exchange, 400, error("ExpiredToken", "The provided token has expired."));
      return;
    }
    askers.put(path[1], new Asker(signed.group(1), arn));
    String query = String.valueOf(exchange.getRequestURI().getQuery());
    if (path[1].isEmpty()) {
      send(exchange, 200, EMPTY_SERVICE);
    } else if (path.length == 3 && path[2].equals(OBJECT)) {
      sendGreeting(exchange);
    } else if (path.length == 3 && !path[2].isEmpty()) {
      send(exchange, 404, error("NoSuchKey", "The specified key does not exist."));
    } else {
      send(exchange, 200, query.startsWith("location") ? LOCATION : EMPTY_LIST);
    }
  }

  private @Nullable String owner(String key) throws IOException {
    try {
      return live.byId().get(key);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IOException("stopped", stopped);
    }
  }

  private static String error(String code, String message) {
    return "<Error><Code>" + code + "</Code><Message>" + message + "</Message></Error>";
  }

  /** Clients ask for the length first, and then for all of it by a range. */
  private static void sendGreeting(HttpExchange exchange) throws IOException {
    boolean ranged = exchange.getRequestHeaders().containsKey("Range");
    exchange.getResponseHeaders().set("ETag", "\"1\"");
    exchange.getResponseHeaders().set("Accept-Ranges", "bytes");
    exchange.getResponseHeaders().set("Last-Modified", "Thu, 01 Jan 2026 00:00:00 GMT");
    if (ranged) {
      String whole = "bytes 0-" + (GREETING.length - 1) + "/" + GREETING.length;
      exchange.getResponseHeaders().set("Content-Range", whole);
    }
    send(exchange, ranged ? 206 : 200, "text/plain", GREETING);
  }

  private static void send(HttpExchange exchange, int status, String xml) throws IOException {
    send(exchange, status, "application/xml", xml.getBytes(StandardCharsets.UTF_8));
  }

  private static void send(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    boolean head = exchange.getRequestMethod().equals("HEAD");
    exchange.getResponseHeaders().set("Content-Type", type);
    if (head) {
      exchange.getResponseHeaders().set("Content-Length", String.valueOf(body.length));
    }
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
