package dev.jvc.client.wiring;

/** A place in which an SDK looks for credentials. */
public enum Place {
  VARIABLES("keys in variables"),

  /** The same, passed over where {@code AWS_PROFILE} is set. */
  VARIABLES_WITHOUT_PROFILE("keys in variables"),

  WEB_IDENTITY_VARIABLES("web identity in variables"),
  WEB_IDENTITY("web identity of the profile"),
  ROLE("role of the profile"),
  SSO("single sign-on of the profile"),
  LOGIN("login session of the profile"),
  KEYS("keys of the profile"),
  KEYS_IN_CREDENTIALS("keys in the credentials file"),
  KEYS_IN_CONFIG("keys in the config file"),
  PROCESS("credential_process of the profile"),

  /** {@code AWS_CREDENTIAL_FILE} and the files of boto 2, which botocore still reads. */
  OLD_FILES("files of old tools"),

  CONTAINER("container endpoint"),
  METADATA("instance metadata");

  private final String title;

  Place(String title) {
    this.title = title;
  }

  /** What a person calls it. */
  public String title() {
    return title;
  }

  /** Whether it is found through the chosen profile. */
  boolean isOfProfile() {
    return switch (this) {
      case WEB_IDENTITY, ROLE, SSO, LOGIN, KEYS, KEYS_IN_CREDENTIALS, KEYS_IN_CONFIG, PROCESS ->
          true;
      case VARIABLES,
          VARIABLES_WITHOUT_PROFILE,
          WEB_IDENTITY_VARIABLES,
          OLD_FILES,
          CONTAINER,
          METADATA ->
          false;
    };
  }
}
