package dev.jvc.sandbox.world;

import java.util.List;
import java.util.NoSuchElementException;

/** An AWS account with its users and roles. */
public final class Account {
  private final String id;
  private final List<User> users;
  private final List<Role> roles;

  Account(String id, List<User> users, List<Role> roles) {
    this.id = id;
    this.users = List.copyOf(users);
    this.roles = List.copyOf(roles);
  }

  /** The ARN by which a policy names everybody in an account. */
  public static String rootArn(String accountId) {
    return "arn:aws:iam::" + accountId + ":root";
  }

  public String id() {
    return id;
  }

  public List<User> users() {
    return users;
  }

  public List<Role> roles() {
    return roles;
  }

  public User user(String name) {
    return users.stream()
        .filter(user -> user.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException("account " + id + " has no user " + name));
  }

  public Role role(String name) {
    return roles.stream()
        .filter(role -> role.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException("account " + id + " has no role " + name));
  }

  @Override
  public String toString() {
    return "Account[" + id + "]";
  }
}
