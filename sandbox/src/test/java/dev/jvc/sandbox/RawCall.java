package dev.jvc.sandbox;

import dev.jvc.sandbox.world.AccessKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A request signed by hand, the way botocore signs: from the text of "Create a signed AWS API
 * request", without any code of the AWS SDK, and with every part open to change.
 */
final class RawCall {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final URI endpoint;
  private String method = "POST";
  private String path = "/";
  private String query = "";
  private String body = "";
  private String keyId = "";
  private String secret = "";
  private String token = "";
  private Instant time = Instant.EPOCH;
  private String scopeDate = "";
  private String region = "us-east-1";
  private String service = "sts";
  private final Map<String, String> more = new TreeMap<>();
  private UnaryOperator<String> authorization = UnaryOperator.identity();

  private RawCall(Sandbox aws) {
    this.endpoint = aws.endpoint();
    this.time = aws.world().clock().instant();
  }

  static RawCall post(Sandbox aws, String form) {
    RawCall call = new RawCall(aws);
    call.body = form;
    return call;
  }

  static RawCall get(Sandbox aws, String query) {
    RawCall call = new RawCall(aws);
    call.method = "GET";
    call.query = query;
    return call;
  }

  static RawCall whoAmI(Sandbox aws) {
    return post(aws, "Action=GetCallerIdentity&Version=2011-06-15");
  }

  RawCall by(AccessKey key) {
    return by(key.id(), key.secret(), "");
  }

  RawCall by(String keyId, String secret, String token) {
    this.keyId = keyId;
    this.secret = secret;
    this.token = token;
    return this;
  }

  RawCall method(String other) {
    method = other;
    return this;
  }

  RawCall path(String other) {
    path = other;
    return this;
  }

  RawCall at(Instant other) {
    time = other;
    return this;
  }

  RawCall scopeDate(String other) {
    scopeDate = other;
    return this;
  }

  RawCall region(String other) {
    region = other;
    return this;
  }

  RawCall service(String other) {
    service = other;
    return this;
  }

  /** Sends and signs one more header, whose name is in lower case. */
  RawCall header(String name, String value) {
    more.put(name, value);
    return this;
  }

  /** Changes the finished Authorization header; an empty one is not sent. */
  RawCall authorization(UnaryOperator<String> change) {
    authorization = change;
    return this;
  }

  HttpResponse<String> send() {
    String date =
        DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT)
            .format(time.atOffset(ZoneOffset.UTC));
    Map<String, String> headers = new TreeMap<>();
    headers.put("content-type", "application/x-www-form-urlencoded; charset=utf-8");
    headers.put("x-amz-date", date);
    headers.putAll(more);
    if (!token.isEmpty()) {
      headers.put("x-amz-security-token", token);
    }
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(endpoint + path + (query.isEmpty() ? "" : "?" + query)))
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    headers.forEach(request::header);
    headers.put("host", endpoint.getAuthority());
    String header = authorization.apply(signed(headers, date));
    if (!header.isEmpty()) {
      request.header("Authorization", header);
    }
    try {
      return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private String signed(Map<String, String> headers, String date) {
    String names = String.join(";", headers.keySet());
    StringBuilder canonicalHeaders = new StringBuilder();
    headers.forEach((name, value) -> canonicalHeaders.append(name + ":" + value + "\n"));
    String canonical =
        String.join(
            "\n",
            method,
            path,
            query,
            canonicalHeaders,
            names,
            HexFormat.of().formatHex(sha256(body)));
    String day = scopeDate.isEmpty() ? date.substring(0, 8) : scopeDate;
    String scope = String.join("/", day, region, service, "aws4_request");
    String toSign =
        String.join(
            "\n", "AWS4-HMAC-SHA256", date, scope, HexFormat.of().formatHex(sha256(canonical)));
    byte[] key = hmac(("AWS4" + secret).getBytes(StandardCharsets.UTF_8), day);
    key = hmac(hmac(hmac(key, region), service), "aws4_request");
    return "AWS4-HMAC-SHA256 Credential=%s/%s, SignedHeaders=%s, Signature=%s"
        .formatted(keyId, scope, names, HexFormat.of().formatHex(hmac(key, toSign)));
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
