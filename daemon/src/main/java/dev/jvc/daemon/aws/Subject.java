package dev.jvc.daemon.aws;

import dev.jvc.daemon.credential.AccessKeyId;
import dev.jvc.daemon.credential.RoleArn;
import dev.jvc.daemon.credential.StsEndpoint;
import org.jspecify.annotations.Nullable;

/**
 * What a call is about, as far as a sentence about its failure may name it.
 *
 * @param bearer with what it is made
 * @param key the base key it is made with; null when it is made with a session
 * @param role the role asked for, if any
 * @param mfaSerial the device whose code is sent along, if any
 */
record Subject(
    Bearer bearer,
    @Nullable AccessKeyId key,
    @Nullable RoleArn role,
    @Nullable String mfaSerial,
    StsEndpoint sts) {

  /** With what a call is made. */
  enum Bearer {
    BASE_KEY,
    SESSION
  }

  static Subject session(@Nullable RoleArn role, StsEndpoint sts) {
    return new Subject(Bearer.SESSION, null, role, null, sts);
  }

  static Subject baseKey(
      AccessKeyId key, @Nullable RoleArn role, @Nullable String mfaSerial, StsEndpoint sts) {
    return new Subject(Bearer.BASE_KEY, key, role, mfaSerial, sts);
  }

  /** {@code role ARN}, {@code key ****MPLE} or {@code this session}. */
  String named() {
    if (role != null) {
      return "role " + role;
    }
    return key != null ? keyNamed() : "this session";
  }

  String keyNamed() {
    return key == null ? "this session" : "key " + key.masked();
  }

  /** The host that is called. */
  String host() {
    return StsClients.url(sts).getHost();
  }
}
