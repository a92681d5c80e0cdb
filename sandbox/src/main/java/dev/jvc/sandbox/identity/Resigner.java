package dev.jvc.sandbox.identity;

import dev.jvc.sandbox.wire.QueryRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.internal.signer.CredentialScope;
import software.amazon.awssdk.http.auth.aws.internal.signer.DefaultV4RequestSigner;
import software.amazon.awssdk.http.auth.aws.internal.signer.V4Properties;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/**
 * Computes the signature a request ought to carry with the AWS SDK's own Signature Version 4
 * signer.
 *
 * <p>The signer behind {@code AwsV4HttpSigner} is called directly, because {@code AwsV4HttpSigner}
 * adds and signs an {@code x-amz-content-sha256} header that botocore, Go and curl do not send.
 */
final class Resigner {
  private static final Pattern PAIR = Pattern.compile("&");

  private Resigner() {}

  static String signature(
      QueryRequest request, Authorization claimed, Instant signedAt, String id, String secret) {
    V4Properties properties =
        V4Properties.builder()
            .credentials(AwsCredentialsIdentity.create(id, secret))
            .credentialScope(new CredentialScope(claimed.region(), claimed.service(), signedAt))
            .signingClock(Clock.fixed(signedAt, ZoneOffset.UTC))
            .doubleUrlEncode(true)
            .normalizePath(true)
            .build();
    return new DefaultV4RequestSigner(properties, sha256(request.body()))
        .sign(signedPart(request, claimed.signedHeaders()))
        .getSignature();
  }

  private static SdkHttpRequest.Builder signedPart(QueryRequest request, List<String> names) {
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
    for (String name : names) {
      builder.putHeader(name, request.headers().getOrDefault(name, List.of("")));
    }
    return builder;
  }

  private static String unescape(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private static String sha256(String body) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime lacks SHA-256", e);
    }
  }
}
