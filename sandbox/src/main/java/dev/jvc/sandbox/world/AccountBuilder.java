package dev.jvc.sandbox.world;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Describes the users and roles of one account. */
public final class AccountBuilder {
  static final Pattern NAME = Pattern.compile("[\\w+=,.@-]{1,64}");

  private final String id;
  private final InstantSource clock;
  private final int mfaDrift;
  private final Map<String, User> users = new LinkedHashMap<>();
  private final Map<String, Role> roles = new LinkedHashMap<>();

  AccountBuilder(String id, InstantSource clock, int mfaDrift) {
    this.id = id;
    this.clock = clock;
    this.mfaDrift = mfaDrift;
  }

  public AccountBuilder user(String name, UnaryOperator<UserBuilder> description) {
    User user = description.apply(new UserBuilder(id, checked(name), clock, mfaDrift)).build();
    if (users.putIfAbsent(name, user) != null) {
      throw new IllegalArgumentException("user " + name + " is described twice");
    }
    return this;
  }

  public AccountBuilder role(String name, UnaryOperator<RoleBuilder> description) {
    Role role = description.apply(new RoleBuilder(id, checked(name))).build();
    if (roles.putIfAbsent(name, role) != null) {
      throw new IllegalArgumentException("role " + name + " is described twice");
    }
    return this;
  }

  Account build() {
    return new Account(id, List.copyOf(users.values()), List.copyOf(roles.values()));
  }

  static String checked(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "a name has 1 to 64 letters, digits or any of _+=,.@- unlike '" + name + "'");
    }
    return name;
  }
}
