package dev.jvc.sandbox.world;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One Allow statement of a role's trust policy for {@code sts:AssumeRole}.
 *
 * @param principals ARNs of users, roles or account roots; an account root stands for everybody in
 *     that account
 * @param mfa whether {@code aws:MultiFactorAuthPresent} must be true
 * @param externalId what {@code sts:ExternalId} must be, null when the statement does not ask
 */
public record Trust(Set<String> principals, boolean mfa, @Nullable String externalId) {

  public Trust {
    principals = Set.copyOf(principals);
  }

  /**
   * What a caller brings along.
   *
   * @param principals every ARN by which a policy may name the caller
   * @param mfaPresent whether this request or the session behind it was made with MFA
   */
  public record Request(Set<String> principals, boolean mfaPresent, @Nullable String externalId) {
    public Request {
      principals = Set.copyOf(principals);
    }
  }

  boolean allows(Request request) {
    return request.principals().stream().anyMatch(principals::contains)
        && (!mfa || request.mfaPresent())
        && (externalId == null || externalId.equals(request.externalId()));
  }
}
