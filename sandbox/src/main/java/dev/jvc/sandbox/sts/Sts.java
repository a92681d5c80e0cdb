package dev.jvc.sandbox.sts;

import dev.jvc.sandbox.fault.Disturbance;
import dev.jvc.sandbox.identity.Caller;
import dev.jvc.sandbox.identity.Caller.RoleCaller;
import dev.jvc.sandbox.identity.Caller.UserCaller;
import dev.jvc.sandbox.identity.TemporaryKey;
import dev.jvc.sandbox.identity.TemporaryKeys;
import dev.jvc.sandbox.wire.Parameters;
import dev.jvc.sandbox.wire.Refusal;
import dev.jvc.sandbox.wire.Xml;
import dev.jvc.sandbox.world.Role;
import dev.jvc.sandbox.world.Trust;
import dev.jvc.sandbox.world.World;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The Security Token Service, as far as the "AWS STS API Reference" goes for people and roles. */
public final class Sts {
  public static final Set<String> OPERATIONS =
      Set.of("GetSessionToken", "AssumeRole", "GetCallerIdentity");

  private static final Duration CHAINED_AT_MOST = Duration.ofHours(1);

  private final World world;
  private final TemporaryKeys temporaryKeys;

  public Sts(World world, TemporaryKeys temporaryKeys) {
    this.world = world;
    this.temporaryKeys = temporaryKeys;
  }

  /**
   * Carries out an operation for a caller whose signature was good.
   *
   * @param now the service's time
   * @return the operation's Result element
   * @throws Refusal as AWS refuses
   */
  public Xml call(
      String operation,
      Caller caller,
      Parameters parameters,
      Instant now,
      Disturbance disturbance) {
    return switch (operation) {
      case "GetSessionToken" -> getSessionToken(caller, parameters, now, disturbance);
      case "AssumeRole" -> assumeRole(caller, parameters, now, disturbance);
      case "GetCallerIdentity" -> getCallerIdentity(caller);
      default -> throw new IllegalArgumentException("not an STS operation: " + operation);
    };
  }

  private static Xml getCallerIdentity(Caller caller) {
    return Xml.element(
        "GetCallerIdentityResult",
        Xml.text("Arn", caller.arn()),
        Xml.text("UserId", caller.userId()),
        Xml.text("Account", caller.accountId()));
  }

  private Xml getSessionToken(
      Caller caller, Parameters parameters, Instant now, Disturbance disturbance) {
    if (!(caller instanceof UserCaller user) || user.session()) {
      throw Refusal.accessDenied("Cannot call GetSessionToken with session credentials");
    }
    Checks checks = new Checks(parameters);
    Duration duration = checks.seconds("DurationSeconds", 900, 129_600, 43_200);
    MfaCheck mfa = MfaCheck.read(checks);
    checks.done();
    boolean mfaPresent = mfa.redeem(caller);
    TemporaryKey key =
        temporaryKeys.issue(
            new UserCaller(user.user(), true, mfaPresent), expiration(now, duration, disturbance));
    return Xml.element("GetSessionTokenResult", credentials(key));
  }

  private Xml assumeRole(
      Caller caller, Parameters parameters, Instant now, Disturbance disturbance) {
    AssumeRoleRequest request = AssumeRoleRequest.read(parameters);
    boolean mfaPresent = request.mfa().redeem(caller) || caller.mfaPresent();
    Role role = authorized(caller, request, mfaPresent);
    checkDuration(caller, role, request.duration());
    RoleCaller session =
        new RoleCaller(role, request.sessionName(), sourceIdentity(caller, request));
    TemporaryKey key =
        temporaryKeys.issue(session, expiration(now, request.duration(), disturbance));
    List<Xml> result = new ArrayList<>();
    result.add(credentials(key));
    result.add(
        Xml.element(
            "AssumedRoleUser",
            Xml.text("AssumedRoleId", session.userId()),
            Xml.text(
                "Arn",
                disturbance
                    .otherRole()
                    .map(arn -> assumedRoleArn(arn, request.sessionName()))
                    .orElseGet(session::arn))));
    if (request.packedPolicySize() != null) {
      result.add(Xml.text("PackedPolicySize", request.packedPolicySize().toString()));
    }
    if (session.sourceIdentity() != null) {
      result.add(Xml.text("SourceIdentity", session.sourceIdentity()));
    }
    return Xml.element("AssumeRoleResult", result);
  }

  private Role authorized(Caller caller, AssumeRoleRequest request, boolean mfaPresent) {
    Trust.Request question =
        new Trust.Request(caller.principals(), mfaPresent, request.externalId());
    return world
        .roleByArn(request.roleArn())
        .filter(role -> role.trusts(question))
        .orElseThrow(() ->
            Refusal.accessDenied(
                "User: "
                    + caller.arn()
                    + " is not authorized to perform: sts:AssumeRole on resource: "
                    + request.roleArn()));
  }

  private void checkDuration(Caller caller, Role role, Duration duration) {
    if (chained(caller) && duration.compareTo(CHAINED_AT_MOST) > 0) {
      throw Refusal.validation(
          "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role"
              + " chaining.");
    }
    if (duration.compareTo(role.maxSession()) > 0) {
      throw Refusal.validation(
          "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
    }
  }

  private boolean chained(Caller caller) {
    return switch (caller) {
      case RoleCaller _ -> true;
      case UserCaller user -> user.session() && world.chainingCapForSessionTokens();
    };
  }

  /** A source identity, once set, stays for the whole chain ("Monitor and control actions"). */
  private static @Nullable String sourceIdentity(Caller caller, AssumeRoleRequest request) {
    if (caller instanceof RoleCaller role && role.sourceIdentity() != null) {
      if (request.sourceIdentity() != null
          && !request.sourceIdentity().equals(role.sourceIdentity())) {
        throw Refusal.accessDenied(
            "User: "
                + caller.arn()
                + " is not authorized to perform: sts:SetSourceIdentity on resource: "
                + request.roleArn());
      }
      return role.sourceIdentity();
    }
    return request.sourceIdentity();
  }

  private static Instant expiration(Instant now, Duration duration, Disturbance disturbance) {
    Instant expiration =
        disturbance.expired()
            ? now.minus(Duration.ofHours(1))
            : now.plus(disturbance.life().orElse(duration));
    return expiration.truncatedTo(ChronoUnit.SECONDS);
  }

  private static Xml credentials(TemporaryKey key) {
    return Xml.element(
        "Credentials",
        Xml.text("AccessKeyId", key.id()),
        Xml.text("SecretAccessKey", key.secret()),
        Xml.text("SessionToken", key.token()),
        Xml.text("Expiration", DateTimeFormatter.ISO_INSTANT.format(key.expiration())));
  }

  private static String assumedRoleArn(String roleArn, String sessionName) {
    return roleArn.replace(":iam:", ":sts:").replace(":role/", ":assumed-role/")
        + "/"
        + sessionName;
  }
}
