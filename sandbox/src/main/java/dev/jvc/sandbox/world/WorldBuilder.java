package dev.jvc.sandbox.world;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Describes a {@link World}; every bad value is refused where it is given. */
public final class WorldBuilder {
  private static final Pattern ACCOUNT_ID = Pattern.compile("[0-9]{12}");

  private final InstantSource clock;
  private final List<Account> accounts = new ArrayList<>();
  private int mfaDrift = 1;
  private boolean chainingCapForSessionTokens = true;

  WorldBuilder(InstantSource clock) {
    this.clock = clock;
  }

  /** How many 30 s windows before and after the current one an MFA code is accepted; AWS has 1. */
  public WorldBuilder mfaDrift(int windows) {
    if (windows < 1 || windows > 100) {
      throw new IllegalArgumentException("mfa drift must be 1 to 100 windows, not " + windows);
    }
    if (!accounts.isEmpty()) {
      throw new IllegalStateException("set the mfa drift before the first account");
    }
    mfaDrift = windows;
    return this;
  }

  /**
   * Whether the 1 h cap of role chaining holds for GetSessionToken sessions too; true unless told.
   */
  public WorldBuilder chainingCapForSessionTokens(boolean cap) {
    chainingCapForSessionTokens = cap;
    return this;
  }

  public WorldBuilder account(String id, UnaryOperator<AccountBuilder> description) {
    if (!ACCOUNT_ID.matcher(id).matches()) {
      throw new IllegalArgumentException("an account id has 12 digits, unlike '" + id + "'");
    }
    if (accounts.stream().anyMatch(account -> account.id().equals(id))) {
      throw new IllegalArgumentException("account " + id + " is described twice");
    }
    accounts.add(description.apply(new AccountBuilder(id, clock, mfaDrift)).build());
    return this;
  }

  public World build() {
    return new World(clock, chainingCapForSessionTokens, accounts);
  }
}
