package dev.jvc.sandbox.wire;

import java.util.Arrays;
import java.util.Optional;

/** A query API by its version: service name in signatures, version parameter, XML namespace. */
public enum Api {
  STS("sts", "2011-06-15", "https://sts.amazonaws.com/doc/2011-06-15/"),
  IAM("iam", "2010-05-08", "https://iam.amazonaws.com/doc/2010-05-08/");

  private final String signingName;
  private final String version;
  private final String namespace;

  Api(String signingName, String version, String namespace) {
    this.signingName = signingName;
    this.version = version;
    this.namespace = namespace;
  }

  public static Optional<Api> ofVersion(String version) {
    return Arrays.stream(values()).filter(api -> api.version.equals(version)).findFirst();
  }

  /** What the credential scope of a signature must name. */
  public String signingName() {
    return signingName;
  }

  String namespace() {
    return namespace;
  }
}
