package org.freedesktop;

import org.freedesktop.dbus.exceptions.DBusExecutionException;

/** The errors of the Secret Service API: the library sends a class's name as the error's. */
public final class Secret {

  private Secret() {}

  /** {@code org.freedesktop.Secret.Error}. */
  @SuppressWarnings("AvoidCommonTypeNames")
  public static final class Error {

    private Error() {}

    /** The object must be unlocked first. */
    public static final class IsLocked extends DBusExecutionException {
      private static final long serialVersionUID = 1L;

      public IsLocked() {
        super("locked");
      }
    }

    /** There is no such item. */
    public static final class NoSuchObject extends DBusExecutionException {
      private static final long serialVersionUID = 1L;

      public NoSuchObject() {
        super("no such object");
      }
    }

    /** The session does not exist. */
    public static final class NoSession extends DBusExecutionException {
      private static final long serialVersionUID = 1L;

      public NoSession() {
        super("no session");
      }
    }
  }
}
