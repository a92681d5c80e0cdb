package dev.jvc.sandbox.world;

import java.time.Instant;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** An IAM user with its access keys and MFA devices. */
public final class User {
  private final String accountId;
  private final String name;
  private final Instant created;
  private final String id = Ids.uniqueId("AIDA");
  private final List<AccessKey> keys;
  private final List<VirtualMfaDevice> devices;

  User(
      String accountId,
      String name,
      Instant created,
      List<AccessKey> keys,
      List<VirtualMfaDevice> devices) {
    this.accountId = accountId;
    this.name = name;
    this.created = created;
    this.keys = new CopyOnWriteArrayList<>(keys);
    this.devices = List.copyOf(devices);
  }

  public String accountId() {
    return accountId;
  }

  public String name() {
    return name;
  }

  /** The unique id, AIDA…, which GetCallerIdentity calls UserId. */
  public String id() {
    return id;
  }

  public String arn() {
    return "arn:aws:iam::" + accountId + ":user/" + name;
  }

  public Instant created() {
    return created;
  }

  public List<AccessKey> keys() {
    return List.copyOf(keys);
  }

  /** The first key of the user. */
  public AccessKey key() {
    return keys.stream()
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException("user " + name + " has no access key"));
  }

  public Optional<AccessKey> key(String id) {
    return keys.stream().filter(key -> key.id().equals(id)).findFirst();
  }

  /** Adds a random key, unless the user has as many keys as it may. */
  public synchronized Optional<AccessKey> createKey(Instant now, int most) {
    if (keys.size() >= most) {
      return Optional.empty();
    }
    AccessKey key = AccessKey.random(now);
    keys.add(key);
    return Optional.of(key);
  }

  /** Removes a key; false when the user has no such key. */
  public boolean deleteKey(String id) {
    return keys.removeIf(key -> key.id().equals(id));
  }

  public List<VirtualMfaDevice> devices() {
    return devices;
  }

  /** The first MFA device of the user. */
  public VirtualMfaDevice mfa() {
    return devices.stream()
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException("user " + name + " has no MFA device"));
  }

  public Optional<VirtualMfaDevice> device(String serial) {
    return devices.stream().filter(device -> device.serial().equals(serial)).findFirst();
  }

  @Override
  public String toString() {
    return "User[" + arn() + "]";
  }
}
