package dev.jvc.daemon.endpoint.imds;

import dev.jvc.daemon.credential.LoginRequest;
import dev.jvc.daemon.credential.RoleRequest;
import dev.jvc.daemon.credential.SessionCredentials;
import dev.jvc.daemon.endpoint.DocumentSize;
import dev.jvc.daemon.endpoint.answer.WireTime;
import dev.jvc.daemon.json.JsonObject;
import dev.jvc.daemon.profile.SessionPlan;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The documents of an instance metadata service (Amazon EC2 User Guide, "Instance metadata"). */
final class MetadataDocuments {

  static final String INSTANCE_ID = "i-00000000000000000";

  private static final String INSTANCE_PROFILE_ID = "AIPA00000000000000000";
  private static final Pattern MFA_DEVICE = Pattern.compile("arn:aws[a-z-]*:iam::(\\d{12}):mfa/.+");

  private MetadataDocuments() {}

  /**
   * The credentials: these seven members and no others, because s3fs takes every member whose name
   * or value reads like one of its own.
   *
   * @throws IllegalArgumentException when the document would be larger than clients read
   */
  static byte[] credentials(SessionCredentials session, Instant now) {
    Map<String, String> members = new LinkedHashMap<>();
    members.put("Code", "Success");
    members.put("LastUpdated", WireTime.text(now));
    members.put("Type", "AWS-HMAC");
    members.put("AccessKeyId", session.accessKeyId().value());
    members.put("SecretAccessKey", session.secretAccessKey().revealString());
    members.put("Token", session.sessionToken().revealString());
    members.put("Expiration", WireTime.text(session.expiration()));
    return DocumentSize.require(JsonObject.write(members));
  }

  /** {@code iam/info}, from which Terraform takes the account. */
  static byte[] info(String partition, String account, String roleName, Instant now) {
    Map<String, String> members = new LinkedHashMap<>();
    members.put("Code", "Success");
    members.put("LastUpdated", WireTime.text(now));
    members.put(
        "InstanceProfileArn",
        "arn:" + partition + ":iam::" + account + ":instance-profile/" + roleName);
    members.put("InstanceProfileId", INSTANCE_PROFILE_ID);
    return JsonObject.write(members);
  }

  /** The instance identity document, from which most SDKs take the region. */
  static byte[] identity(Optional<String> account, String region) {
    Map<String, String> members = new LinkedHashMap<>();
    account.ifPresent(digits -> members.put("accountId", digits));
    members.put(
        "architecture", System.getProperty("os.arch").equals("aarch64") ? "arm64" : "x86_64");
    members.put("availabilityZone", zone(region));
    members.put("instanceId", INSTANCE_ID);
    members.put("instanceType", "jvc");
    members.put("region", region);
    members.put("version", "2017-09-30");
    return JsonObject.write(members);
  }

  /** A zone of the region; botocore takes its last letter off again. */
  static String zone(String region) {
    return region + "a";
  }

  /** The region that the configuration names; empty where it names none and AWS's default holds. */
  static Optional<String> region(SessionPlan plan) {
    return plan.sources().stream()
        .filter(value -> value.name().equals("region") && !value.source().equals("default"))
        .map(_ -> plan.sts().region())
        .findFirst();
  }

  /** The account of the last role, or of the MFA device; empty where the configuration has none. */
  static Optional<String> account(SessionPlan plan) {
    if (!plan.roles().isEmpty()) {
      return Optional.of(plan.roles().getLast())
          .map(RoleRequest::role)
          .map(role -> role.accountId());
    }
    if (plan.login() instanceof LoginRequest.DirectRole direct) {
      return Optional.of(direct.role().role().accountId());
    }
    return Optional.ofNullable(plan.login().mfaSerial())
        .map(MFA_DEVICE::matcher)
        .filter(Matcher::matches)
        .map(device -> device.group(1));
  }
}
