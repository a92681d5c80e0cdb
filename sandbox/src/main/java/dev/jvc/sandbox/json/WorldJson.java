package dev.jvc.sandbox.json;

import dev.jvc.sandbox.world.AccountBuilder;
import dev.jvc.sandbox.world.RoleBuilder;
import dev.jvc.sandbox.world.TrustBuilder;
import dev.jvc.sandbox.world.UserBuilder;
import dev.jvc.sandbox.world.World;
import dev.jvc.sandbox.world.WorldBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads a world from JSON; {@code docs/sandbox.md} shows the format. */
public final class WorldJson {
  private static final int SHORTEST_SEED = 16;

  private WorldJson() {}

  /**
   * Reads the accounts of a world.
   *
   * @param settings the builder to add to
   * @throws IllegalArgumentException with one sentence for the first thing that is wrong
   */
  public static World read(String json, WorldBuilder settings) {
    Fields world = Fields.of("", Fields.parse(json));
    world.flag("chainingCapForSessionTokens").ifPresent(settings::chainingCapForSessionTokens);
    List<Fields> accounts = world.objects("accounts");
    world.end();
    if (accounts.isEmpty()) {
      throw new IllegalArgumentException("a world needs at least one account in \"accounts\"");
    }
    for (Fields account : accounts) {
      settings.account(account.requiredText("id"), builder -> account(account, builder));
    }
    return settings.build();
  }

  private static AccountBuilder account(Fields account, AccountBuilder builder) {
    List<Fields> users = account.objects("users");
    List<Fields> roles = account.objects("roles");
    account.end();
    users.forEach(user -> builder.user(user.requiredText("name"), u -> user(user, u)));
    roles.forEach(role -> builder.role(role.requiredText("name"), r -> role(role, r)));
    return builder;
  }

  private static UserBuilder user(Fields user, UserBuilder builder) {
    Optional<String> keyId = user.text("accessKeyId");
    Optional<String> secret = user.text("secretAccessKey");
    Optional<String> device = user.text("mfaDevice");
    Optional<String> seed = user.text("mfaSeed");
    user.end();
    if (keyId.isPresent() != secret.isPresent()) {
      throw new IllegalArgumentException(
          "give user "
              + user.requiredText("name")
              + " both accessKeyId and secretAccessKey, or neither for a random key");
    }
    if (keyId.isPresent() && secret.isPresent()) {
      builder.key(keyId.get(), secret.get());
    } else {
      builder.key();
    }
    if (device.isPresent() && seed.isPresent()) {
      builder.mfa(device.get(), seed(seed.get()));
    } else if (device.isPresent()) {
      builder.mfa(device.get());
    } else if (seed.isPresent()) {
      throw new IllegalArgumentException(
          "user " + user.requiredText("name") + " has an mfaSeed but no mfaDevice");
    }
    return builder;
  }

  private static byte[] seed(String base32) {
    byte[] seed = Base32.decode(base32);
    if (seed.length < SHORTEST_SEED) {
      throw new IllegalArgumentException(
          "an mfaSeed has at least " + SHORTEST_SEED + " bytes, 26 characters of base32");
    }
    return seed;
  }

  private static RoleBuilder role(Fields role, RoleBuilder builder) {
    role.integer("maxSessionSeconds").map(Duration::ofSeconds).ifPresent(builder::maxSession);
    List<Fields> statements = role.objects("trust");
    role.end();
    statements.forEach(statement -> builder.trust(trust -> trust(statement, trust)));
    return builder;
  }

  private static TrustBuilder trust(Fields statement, TrustBuilder builder) {
    List<String> principals = statement.texts("principals");
    if (principals.isEmpty()) {
      builder.thisAccount();
    }
    principals.forEach(builder::principal);
    statement.flag("mfa").filter(mfa -> mfa).ifPresent(_ -> builder.withMfa());
    statement.text("externalId").ifPresent(builder::externalId);
    statement.end();
    return builder;
  }
}
