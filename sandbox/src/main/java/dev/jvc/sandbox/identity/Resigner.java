package dev.jvc.sandbox.identity;

import dev.jvc.sandbox.wire.QueryRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.internal.signer.CredentialScope;
import software.amazon.awssdk.http.auth.aws.internal.signer.V4CanonicalRequest;
import software.amazon.awssdk.http.auth.aws.internal.signer.util.SignerUtils;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.utils.Pair;

/**
 * Computes the signature a request ought to carry from the parts of the AWS SDK's own Signature
 * Version 4 signer.
 *
 * <p>The parts and not the signer, which leaves out headers that a request may well have signed:
 * the AWS SDK for Java v1 signs {@code user-agent}. {@code AwsV4HttpSigner} would moreover add and
 * sign an {@code x-amz-content-sha256} header that botocore, Go and curl do not send.
 */
final class Resigner {
  private static final Pattern PAIR = Pattern.compile("&");
  private static final Pattern LINE = Pattern.compile("\n");

  private Resigner() {}

  static String signature(
      QueryRequest request, Authorization claimed, Instant signedAt, String id, String secret) {
    CredentialScope scope = new CredentialScope(claimed.region(), claimed.service(), signedAt);
    String toSign =
        String.join(
            "\n",
            "AWS4-HMAC-SHA256",
            scope.getDatetime(),
            scope.scope(),
            hex(SignerUtils.hash(canonicalRequest(request, claimed.signedHeaders()))));
    byte[] key = SignerUtils.deriveSigningKey(AwsCredentialsIdentity.create(id, secret), scope);
    return hex(SignerUtils.computeSignature(toSign, key));
  }

  /** The three lines that the SDK makes of method, path and query, then every signed header. */
  private static String canonicalRequest(QueryRequest request, List<String> signedHeaders) {
    String hash = hex(SignerUtils.hash(request.body()));
    V4CanonicalRequest.Options options = new V4CanonicalRequest.Options(true, true);
    String[] lines =
        LINE.split(
            new V4CanonicalRequest(target(request), hash, options).getCanonicalRequestString(), 4);
    List<Pair<String, List<String>>> headers =
        signedHeaders.stream()
            .sorted()
            .map(name -> Pair.of(name, request.headers().getOrDefault(name, List.of(""))))
            .toList();
    return String.join(
        "\n",
        lines[0],
        lines[1],
        lines[2],
        V4CanonicalRequest.getCanonicalHeadersString(headers),
        V4CanonicalRequest.getSignedHeadersString(headers),
        hash);
  }

  private static SdkHttpRequest target(QueryRequest request) {
    SdkHttpRequest.Builder builder =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.fromValue(request.method()))
            .protocol("http")
            .host("localhost")
            .encodedPath(request.path());
    for (String pair : request.query().isEmpty() ? new String[0] : PAIR.split(request.query())) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      String value = equals < 0 ? "" : pair.substring(equals + 1);
      builder.appendRawQueryParameter(unescape(name), unescape(value));
    }
    return builder.build();
  }

  private static String unescape(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
