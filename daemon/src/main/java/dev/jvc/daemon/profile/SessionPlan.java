package dev.jvc.daemon.profile;

import dev.jvc.daemon.credential.LoginRequest;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.credential.RoleRequest;
import dev.jvc.daemon.credential.StsEndpoint;
import java.util.List;

/**
 * The exact steps from a stored key to a profile's session.
 *
 * <p>First the login, which needs the key and perhaps an MFA code; then one {@code AssumeRole}
 * after the other, each made with the credentials of the step before. A plan without roles vends
 * the login session itself, and so does one whose login already assumed the only role.
 *
 * @param profile the profile that was asked for
 * @param login the one call made with the base key
 * @param store where the key is kept: {@code auto}, {@code file}, {@code pass}, {@code keychain} or
 *     {@code secret-service}
 * @param roles the roles to assume, in order
 * @param sts where every call goes
 * @param sources where each value came from, for {@code jvc explain}
 */
public record SessionPlan(
    ProfileName profile,
    LoginRequest login,
    String store,
    List<RoleRequest> roles,
    StsEndpoint sts,
    List<ValueSource> sources) {

  public SessionPlan {
    roles = List.copyOf(roles);
    sources = List.copyOf(sources);
  }

  /**
   * A setting and the place it was read from.
   *
   * @param name such as {@code role_arn}
   * @param source such as {@code ~/.aws/config:12 [profile dev]}, {@code AWS_ENDPOINT_URL_STS} or
   *     {@code default}
   */
  public record ValueSource(String name, String value, String source) {}
}
