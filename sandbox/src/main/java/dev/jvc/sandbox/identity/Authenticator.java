package dev.jvc.sandbox.identity;

import dev.jvc.sandbox.wire.Api;
import dev.jvc.sandbox.wire.QueryRequest;
import dev.jvc.sandbox.wire.Refusal;
import dev.jvc.sandbox.world.World;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/**
 * Finds out who signed a request, and refuses as STS does.
 *
 * <p>Rules: "Authenticating Requests (AWS Signature Version 4)" in the IAM User Guide; a signature
 * is good for 5 minutes before and after its date.
 */
public final class Authenticator {
  private static final Duration TOLERANCE = Duration.ofMinutes(5);
  private static final DateTimeFormatter BASIC =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT);

  private final World world;
  private final TemporaryKeys temporaryKeys;

  public Authenticator(World world, TemporaryKeys temporaryKeys) {
    this.world = world;
    this.temporaryKeys = temporaryKeys;
  }

  /** A caller with the key that signed and the region the signature is for. */
  public record Signer(Caller caller, String accessKeyId, String region) {}

  private record Credential(Caller caller, String secret, Instant expiration) {}

  /**
   * Checks the signature of a request.
   *
   * @param now the service's time
   * @throws Refusal with the code and text STS uses
   */
  public Signer authenticate(QueryRequest request, Api api, Instant now) {
    Authorization claimed =
        Authorization.parse(
            request
                .header("authorization")
                .orElseThrow(() ->
                    new Refusal(
                        403,
                        "MissingAuthenticationToken",
                        "Request is missing Authentication Token")));
    String date =
        request
            .header("x-amz-date")
            .orElseThrow(() ->
                Authorization.incomplete(
                    "Authorization header requires existence of either a 'X-Amz-Date' or a"
                        + " 'Date' header."));
    Instant signedAt = parse(date);
    checkScope(claimed, api, date);
    checkSignedHeaders(request, claimed);
    Credential credential = credential(request, claimed.accessKeyId());
    checkAge(date, signedAt, now);
    String expected =
        Resigner.signature(request, claimed, signedAt, claimed.accessKeyId(), credential.secret());
    if (!same(expected, claimed.signature())) {
      throw mismatch(
          "The request signature we calculated does not match the signature you provided. Check"
              + " your AWS Secret Access Key and signing method. Consult the service documentation"
              + " for details.");
    }
    if (!now.isBefore(credential.expiration())) {
      throw new Refusal(
          403, "ExpiredToken", "The security token included in the request is expired");
    }
    return new Signer(credential.caller(), claimed.accessKeyId(), claimed.region());
  }

  private Credential credential(QueryRequest request, String keyId) {
    String token = request.header("x-amz-security-token").orElse("");
    if (token.isEmpty()) {
      return world
          .keyOwner(keyId)
          .filter(owner -> owner.key().active())
          .map(owner ->
              new Credential(
                  new Caller.UserCaller(owner.user(), false, false),
                  owner.key().secret(),
                  Instant.MAX))
          .orElseThrow(Authenticator::invalidToken);
    }
    return temporaryKeys
        .find(keyId)
        .filter(key -> same(key.token(), token))
        .map(key -> new Credential(key.caller(), key.secret(), key.expiration()))
        .orElseThrow(Authenticator::invalidToken);
  }

  private static void checkScope(Authorization claimed, Api api, String date) {
    if (!claimed.service().equals(api.signingName())) {
      throw mismatch(
          "Credential should be scoped to correct service: '" + api.signingName() + "'.");
    }
    if (claimed.region().isEmpty()) {
      throw mismatch("Credential should be scoped to a valid region.");
    }
    if (!date.startsWith(claimed.date() + "T")) {
      throw mismatch(
          "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from"
              + " HTTP: '"
              + claimed.date()
              + "' != '"
              + date
              + "'.");
    }
  }

  private static void checkSignedHeaders(QueryRequest request, Authorization claimed) {
    if (!claimed.signedHeaders().contains("host")) {
      throw mismatch("'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
    }
    for (String name : new String[] {"x-amz-date", "x-amz-security-token"}) {
      if (request.headers().containsKey(name) && !claimed.signedHeaders().contains(name)) {
        throw mismatch("'" + name + "' must be a 'SignedHeader' in the AWS Authorization.");
      }
    }
  }

  private static void checkAge(String date, Instant signedAt, Instant now) {
    Instant earliest = now.minus(TOLERANCE);
    Instant latest = now.plus(TOLERANCE);
    if (signedAt.isBefore(earliest)) {
      throw mismatch(
          String.join(
              " ",
              "Signature expired:",
              date,
              "is now earlier than",
              format(earliest),
              "(" + format(now),
              "- 5 min.)"));
    }
    if (signedAt.isAfter(latest)) {
      throw mismatch(
          String.join(
              " ",
              "Signature not yet current:",
              date,
              "is still later than",
              format(latest),
              "(" + format(now),
              "+ 5 min.)"));
    }
  }

  private static Instant parse(String date) {
    try {
      return LocalDateTime.parse(date, BASIC).toInstant(ZoneOffset.UTC);
    } catch (DateTimeParseException e) {
      throw Authorization.incomplete(
          "Date must be in ISO-8601 'basic format'. Got '" + date + "'.");
    }
  }

  private static String format(Instant time) {
    return BASIC.format(time.atOffset(ZoneOffset.UTC));
  }

  private static Refusal mismatch(String message) {
    return new Refusal(403, "SignatureDoesNotMatch", message);
  }

  private static Refusal invalidToken() {
    return new Refusal(
        403, "InvalidClientTokenId", "The security token included in the request is invalid.");
  }

  private static boolean same(String a, String b) {
    return MessageDigest.isEqual(
        a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
  }
}
