package dev.jvc.client.control;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The user this process runs as. */
public final class ProcessOwner {

  private static final Path SELF = Path.of("/proc/self");

  private ProcessOwner() {}

  /**
   * The numeric user id.
   *
   * <p>Linux shows it as the owner of the process's own folder, which costs one system call; the
   * JDK's way, needed elsewhere, loads a library.
   */
  public static int uid() {
    try {
      if (Files.getAttribute(SELF, "unix:uid") instanceof Integer uid) {
        return uid;
      }
    } catch (IOException noProc) {
      // Not Linux.
    }
    return (int) new UnixSystem().getUid();
  }
}
