package dev.jvc.sandbox.world;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Describes one IAM user. */
public final class UserBuilder {
  private final String accountId;
  private final String name;
  private final InstantSource clock;
  private final int mfaDrift;
  private final List<AccessKey> keys = new ArrayList<>();
  private final List<VirtualMfaDevice> devices = new ArrayList<>();

  UserBuilder(String accountId, String name, InstantSource clock, int mfaDrift) {
    this.accountId = accountId;
    this.name = name;
    this.clock = clock;
    this.mfaDrift = mfaDrift;
  }

  /** Adds a random access key. */
  public UserBuilder key() {
    keys.add(AccessKey.random(clock.instant()));
    return this;
  }

  public UserBuilder key(String accessKeyId, String secretAccessKey) {
    keys.add(new AccessKey(accessKeyId, secretAccessKey, clock.instant()));
    return this;
  }

  /** Adds a virtual MFA device of that name with a random seed. */
  public UserBuilder mfa(String deviceName) {
    return mfa(deviceName, Ids.bytes(20));
  }

  public UserBuilder mfa(String deviceName, byte[] seed) {
    String serial = "arn:aws:iam::" + accountId + ":mfa/" + AccountBuilder.checked(deviceName);
    devices.add(new VirtualMfaDevice(serial, seed, clock, mfaDrift));
    return this;
  }

  User build() {
    return new User(accountId, name, clock.instant(), keys, devices);
  }
}
