package dev.jvc.sandbox.identity;

import dev.jvc.sandbox.world.Account;
import dev.jvc.sandbox.world.Role;
import dev.jvc.sandbox.world.User;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who signed a request. */
public sealed interface Caller {
  String accountId();

  /** The ARN that GetCallerIdentity answers. */
  String arn();

  /** The UserId that GetCallerIdentity answers. */
  String userId();

  /** Every ARN by which a trust policy may name this caller. */
  Set<String> principals();

  /** Whether {@code aws:MultiFactorAuthPresent} is true for what this caller signs. */
  boolean mfaPresent();

  /**
   * An IAM user.
   *
   * @param session whether temporary credentials of GetSessionToken were used
   */
  record UserCaller(User user, boolean session, boolean mfaPresent) implements Caller {
    @Override
    public String accountId() {
      return user.accountId();
    }

    @Override
    public String arn() {
      return user.arn();
    }

    @Override
    public String userId() {
      return user.id();
    }

    @Override
    public Set<String> principals() {
      return Set.of(Account.rootArn(accountId()), arn());
    }
  }

  /** A role session. Its credentials carry no MFA context, however the role was assumed. */
  record RoleCaller(Role role, String sessionName, @Nullable String sourceIdentity)
      implements Caller {
    @Override
    public String accountId() {
      return role.accountId();
    }

    @Override
    public String arn() {
      return "arn:aws:sts::" + accountId() + ":assumed-role/" + role.name() + "/" + sessionName;
    }

    @Override
    public String userId() {
      return role.id() + ":" + sessionName;
    }

    @Override
    public Set<String> principals() {
      return Set.of(Account.rootArn(accountId()), role.arn(), arn());
    }

    @Override
    public boolean mfaPresent() {
      return false;
    }
  }
}
