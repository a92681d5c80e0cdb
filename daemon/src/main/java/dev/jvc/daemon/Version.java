package dev.jvc.daemon;

/** The version of this build, which the jar's manifest holds. */
final class Version {

  private Version() {}

  /** Such as {@code 0.1.0}; {@code development} when run from class folders. */
  static String current() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
