package dev.jvc.sandbox.sts;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.jvc.sandbox.wire.Parameters;
import dev.jvc.sandbox.wire.Refusal;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of AssumeRole, checked against the limits of the STS API Reference.
 *
 * @param packedPolicySize percent of the room for policies and tags in use, null when there are
 *     none
 */
record AssumeRoleRequest(
    String roleArn,
    String sessionName,
    Duration duration,
    @Nullable String externalId,
    @Nullable String sourceIdentity,
    MfaCheck mfa,
    @Nullable Integer packedPolicySize) {
  static final Pattern NAME = Pattern.compile("[\\w+=,.@-]*");
  private static final Pattern ARN =
      Pattern.compile("[\\u0009\\u000A\\u000D\\u0020-\\u007E\\u0085\\u00A0-\\uFFFF]+");
  private static final Pattern ROLE_ARN =
      Pattern.compile("arn:aws[a-z-]*:iam::[0-9]{12}:role/[\\w+=,.@/-]+");
  private static final Pattern EXTERNAL_ID = Pattern.compile("[\\w+=,.@:\\/-]*");
  private static final Pattern TAG = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*");
  private static final int PACKED_ROOM = 2048;

  static AssumeRoleRequest read(Parameters parameters) {
    Checks checks = new Checks(parameters);
    String roleArn = checks.required("RoleArn", 20, 2048, ARN);
    String sessionName = checks.required("RoleSessionName", 2, 64, NAME);
    Duration duration = checks.seconds("DurationSeconds", 900, 43_200, 3600);
    String externalId = checks.optional("ExternalId", 2, 1224, EXTERNAL_ID);
    String sourceIdentity = checks.optional("SourceIdentity", 2, 64, NAME);
    String policy = checks.optional("Policy", 1, 2048, ARN);
    MfaCheck mfa = MfaCheck.read(checks);
    List<String> policyArns = parameters.list("PolicyArns", "arn");
    checks.atMost("policyArns", policyArns.size(), 10);
    policyArns.forEach(arn -> checks.check("policyArns.member.arn", arn, 20, 2048, ARN));
    List<String> tags = tags(parameters, checks);
    checks.done();
    if (!ROLE_ARN.matcher(roleArn).matches()) {
      throw Refusal.validation(roleArn + " is invalid");
    }
    checkPolicy(policy);
    return new AssumeRoleRequest(
        roleArn,
        sessionName,
        duration,
        externalId,
        sourceIdentity,
        mfa,
        packedSize(policy, policyArns, tags));
  }

  private static List<String> tags(Parameters parameters, Checks checks) {
    List<String> keys = parameters.list("Tags", "Key");
    List<String> values = parameters.list("Tags", "Value");
    List<String> transitive = parameters.list("TransitiveTagKeys");
    checks.atMost("tags", keys.size(), 50);
    checks.atMost("transitiveTagKeys", transitive.size(), 50);
    keys.forEach(key -> checks.check("tags.member.key", key, 1, 128, TAG));
    values.forEach(value -> checks.check("tags.member.value", value, 0, 256, TAG));
    Set<String> distinct = new HashSet<>();
    if (!keys.stream().allMatch(key -> distinct.add(key.toLowerCase(Locale.ROOT)))) {
      throw new Refusal(
          400,
          "InvalidParameterValue",
          "Duplicate tag keys found. Please note that Tag keys are case insensitive.");
    }
    if (!transitive.stream().allMatch(key -> distinct.contains(key.toLowerCase(Locale.ROOT)))) {
      throw new Refusal(
          400,
          "InvalidParameterValue",
          "The specified transitive tag key must be included in the requested tags.");
    }
    return keys;
  }

  private static void checkPolicy(@Nullable String policy) {
    if (policy == null) {
      return;
    }
    try {
      JSON.std.mapFrom(policy);
    } catch (IOException e) {
      throw new Refusal(400, "MalformedPolicyDocument", "This policy contains invalid Json");
    }
  }

  private static @Nullable Integer packedSize(
      @Nullable String policy, List<String> policyArns, List<String> tags) {
    if (policy == null && policyArns.isEmpty() && tags.isEmpty()) {
      return null;
    }
    int characters = policy == null ? 0 : policy.length();
    characters += policyArns.stream().mapToInt(String::length).sum();
    characters += tags.stream().mapToInt(String::length).sum();
    return Math.max(1, Math.min(100, characters * 100 / PACKED_ROOM));
  }
}
