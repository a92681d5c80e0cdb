package dev.jvc.daemon.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;

/** The user this process runs as, as the file system and the sockets name it. */
public final class ProcessOwner {

  private ProcessOwner() {}

  /**
   * The principal that owns what this process creates.
   *
   * <p>Learned from a file made for the purpose, because the JDK has no call that returns the
   * effective user.
   *
   * @throws IOException when the temporary folder cannot be written
   */
  public static UserPrincipal principal() throws IOException {
    UserPrincipal known = Holder.principal;
    if (known != null) {
      return known;
    }
    Path probe = Files.createTempFile("jvc", ".owner");
    try {
      UserPrincipal owner = Files.getOwner(probe);
      Holder.principal = owner;
      return owner;
    } finally {
      Files.delete(probe);
    }
  }

  private static final class Holder {
    static volatile @org.jspecify.annotations.Nullable UserPrincipal principal;
  }
}
