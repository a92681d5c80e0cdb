package dev.jvc.sandbox.world;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Stream;

/** Everything that exists in the offline AWS, and its time. */
public final class World {
  private final InstantSource clock;
  private final boolean chainingCapForSessionTokens;
  private final List<Account> accounts;

  World(InstantSource clock, boolean chainingCapForSessionTokens, List<Account> accounts) {
    this.clock = clock;
    this.chainingCapForSessionTokens = chainingCapForSessionTokens;
    this.accounts = List.copyOf(accounts);
  }

  /** A user found by one of its access keys. */
  public record KeyOwner(User user, AccessKey key) {}

  public static WorldBuilder builder() {
    return new WorldBuilder(InstantSource.system());
  }

  /** A world with its own time, which signatures, expirations and MFA codes follow. */
  public static WorldBuilder builder(InstantSource clock) {
    return new WorldBuilder(clock);
  }

  public static World example() {
    return example(builder());
  }

  public static World example(InstantSource clock) {
    return example(builder(clock));
  }

  /**
   * Account 111122223333 with user {@code me} (key, MFA device {@code mfa/me}), user {@code robot}
   * (key only) and five roles, on top of the settings already made:
   *
   * <ul>
   *   <li>{@code Developer}: anybody in the account with MFA, up to 12 h
   *   <li>{@code ReadOnly}: anybody in the account with MFA, up to 1 h
   *   <li>{@code Admin}: role {@code Developer} only, so it needs a chain
   *   <li>{@code Partner}: anybody in the account with external id {@code partner-42}
   *   <li>{@code NoMfa}: anybody in the account
   * </ul>
   */
  public static World example(WorldBuilder settings) {
    return settings
        .account(
            "111122223333",
            account ->
                account
                    .user("me", user -> user.key().mfa("me"))
                    .user("robot", user -> user.key())
                    .role(
                        "Developer",
                        role ->
                            role.maxSession(Duration.ofHours(12))
                                .trust(trust -> trust.thisAccount().withMfa()))
                    .role("ReadOnly", role -> role.trust(trust -> trust.thisAccount().withMfa()))
                    .role("Admin", role -> role.trust(trust -> trust.role("Developer")))
                    .role(
                        "Partner",
                        role -> role.trust(trust -> trust.thisAccount().externalId("partner-42")))
                    .role("NoMfa", role -> role.trust(trust -> trust.thisAccount())))
        .build();
  }

  public InstantSource clock() {
    return clock;
  }

  /**
   * Whether roles assumed from a GetSessionToken session are capped at 1 h, as chained ones are.
   */
  public boolean chainingCapForSessionTokens() {
    return chainingCapForSessionTokens;
  }

  public List<Account> accounts() {
    return accounts;
  }

  public Account account(String id) {
    return accounts.stream()
        .filter(account -> account.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException("there is no account " + id));
  }

  /** The user of that name, in whichever account has one. */
  public User user(String name) {
    return only(users().filter(user -> user.name().equals(name)).toList(), "user " + name);
  }

  /** The role of that name, in whichever account has one. */
  public Role role(String name) {
    return only(roles().filter(role -> role.name().equals(name)).toList(), "role " + name);
  }

  public Optional<Role> roleByArn(String arn) {
    return roles().filter(role -> role.arn().equals(arn)).findFirst();
  }

  public Optional<KeyOwner> keyOwner(String accessKeyId) {
    return users()
        .flatMap(user -> user.key(accessKeyId).map(key -> new KeyOwner(user, key)).stream())
        .findFirst();
  }

  /** The MFA device with that serial number, or the device with that name. */
  public Optional<VirtualMfaDevice> device(String serialOrName) {
    return users()
        .flatMap(user -> user.devices().stream())
        .filter(device ->
            device.serial().equals(serialOrName)
                || device.serial().endsWith(":mfa/" + serialOrName))
        .findFirst();
  }

  private Stream<User> users() {
    return accounts.stream().flatMap(account -> account.users().stream());
  }

  private Stream<Role> roles() {
    return accounts.stream().flatMap(account -> account.roles().stream());
  }

  private static <T> T only(List<T> found, String what) {
    return switch (found.size()) {
      case 0 -> throw new NoSuchElementException("there is no " + what);
      case 1 -> found.getFirst();
      default ->
          throw new IllegalArgumentException(
              "more than one account has a " + what + "; ask its account for it");
    };
  }
}
