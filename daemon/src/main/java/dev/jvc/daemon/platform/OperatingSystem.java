package dev.jvc.daemon.platform;

import java.util.Locale;

/** The two operating systems that jvc runs on. */
public enum OperatingSystem {
  LINUX,
  MACOS;

  /**
   * The one this process runs on.
   *
   * @throws IllegalStateException on any other
   */
  public static OperatingSystem current() {
    String name = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    if (name.contains("linux")) {
      return LINUX;
    }
    if (name.contains("mac")) {
      return MACOS;
    }
    throw new IllegalStateException("jvc runs on Linux and macOS, not on " + name);
  }
}
