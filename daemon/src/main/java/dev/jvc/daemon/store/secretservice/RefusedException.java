package dev.jvc.daemon.store.secretservice;

/** An error that the called program answered with; the message is its D-Bus error name. */
final class RefusedException extends Exception {

  private static final long serialVersionUID = 1L;

  RefusedException(String errorName) {
    super(errorName);
  }

  /** The name, such as {@code org.freedesktop.DBus.Error.AccessDenied}. */
  String errorName() {
    return String.valueOf(getMessage());
  }

  /** Whether the object that was called is not there (any more). */
  boolean saysNoSuchObject() {
    return switch (errorName()) {
      case "org.freedesktop.Secret.Error.NoSuchObject",
          "org.freedesktop.DBus.Error.UnknownObject",
          "org.freedesktop.DBus.Error.UnknownMethod" ->
          true;
      default -> false;
    };
  }

  /** Whether the called program is not there (any more). */
  boolean saysGone() {
    return switch (errorName()) {
      case "org.freedesktop.DBus.Error.NoReply",
          "org.freedesktop.DBus.Error.ServiceUnknown",
          "org.freedesktop.DBus.Error.NameHasNoOwner",
          "org.freedesktop.DBus.Error.Disconnected" ->
          true;
      default -> false;
    };
  }
}
