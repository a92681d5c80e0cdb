package dev.jvc.daemon.platform;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.UserPrincipal;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A file whose content is acted on only when nobody but its owner can have written it.
 *
 * <p>It has to be a regular file that belongs to this user or to root, and neither it nor the
 * folder it lies in may be writable by anyone else, as OpenSSH asks of its own files ({@code
 * StrictModes}). Links are followed; the folders on both ends count. A file that does not exist,
 * and {@code /dev/null}, are empty.
 */
public final class TrustedFile {

  private static final int TYPE_MASK = 0xf000;
  private static final int REGULAR = 0x8000;
  private static final int STICKY = 0x200;
  private static final int WRITABLE_BY_OTHERS = 0x12;
  private static final int ATTEMPTS = 3;

  private final Path path;
  private final Path home;
  private final String shown;
  private final int limit;

  /**
   * @param home the folder that messages write as {@code ~}
   * @param limit the largest content that is read, in bytes
   */
  public TrustedFile(Path path, Path home, int limit) {
    this.path = path.toAbsolutePath();
    this.home = home;
    this.shown = shown(path, home);
    this.limit = limit;
  }

  /** A path as messages show it: {@code ~} for the home folder. */
  public static String shown(Path path, Path home) {
    Path absolute = path.toAbsolutePath();
    return absolute.startsWith(home) && !absolute.equals(home)
        ? "~/" + home.relativize(absolute)
        : absolute.toString();
  }

  /** The file's name as messages show it. */
  public String shown() {
    return shown;
  }

  /**
   * What the file is now, which changes whenever its content does.
   *
   * @throws FileRefusedException when that cannot be found out
   */
  Stamp stamp() throws FileRefusedException {
    if (path.toString().equals("/dev/null")) {
      return Stamp.ABSENT;
    }
    try {
      return Stamp.of(path);
    } catch (NoSuchFileException missing) {
      return Stamp.ABSENT;
    } catch (IOException unreadable) {
      throw refused(unreadable);
    }
  }

  /**
   * Hands the content to a reader, in memory that is overwritten afterwards and was never copied.
   *
   * @return what the reader made of it together with the stamp it belongs to
   * @throws FileRefusedException when the file may not be acted on, is larger than the limit, or
   *     cannot be read
   */
  <T> Content<T> read(Function<ByteBuffer, T> reader) throws FileRefusedException {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Stamp before = stamp();
      if (!before.exists()) {
        return new Content<>(before, reader.apply(ByteBuffer.allocate(0)));
      }
      requireTrusted(before);
      try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
          Arena arena = Arena.ofConfined()) {
        // One byte more than expected, so that a file that has grown shows.
        MemorySegment memory = arena.allocate(before.size() + 1);
        ByteBuffer buffer = memory.asByteBuffer();
        int read;
        do {
          read = channel.read(buffer);
        } while (read >= 0 && buffer.hasRemaining());
        try {
          if (buffer.position() == before.size() && before.equals(stamp())) {
            return new Content<>(before, reader.apply(buffer.flip()));
          }
        } finally {
          memory.fill((byte) 0);
        }
      } catch (IOException unreadable) {
        throw refused(unreadable);
      }
    }
    throw new FileRefusedException("keeps changing while it is read");
  }

  private void requireTrusted(Stamp stamp) throws FileRefusedException {
    if ((stamp.mode() & TYPE_MASK) != REGULAR) {
      throw new FileRefusedException("is not a regular file");
    }
    if (!stamp.ownedByUserOrRoot()) {
      throw new FileRefusedException("belongs to another user: make it yours with chown");
    }
    if ((stamp.mode() & WRITABLE_BY_OTHERS) != 0) {
      throw new FileRefusedException("can be written by others: run chmod go-w " + shown);
    }
    if (stamp.size() > limit) {
      throw new FileRefusedException("is larger than " + limit / 1024 + " KiB");
    }
    try {
      for (Path folder : folders()) {
        Stamp holder = Stamp.of(folder);
        boolean open = (holder.mode() & WRITABLE_BY_OTHERS) != 0 && (holder.mode() & STICKY) == 0;
        if (open || !holder.ownedByUserOrRoot()) {
          throw new FileRefusedException(
              "lies in a folder that others can write to: run chmod go-w " + shown(folder, home));
        }
      }
    } catch (IOException unreadable) {
      throw refused(unreadable);
    }
  }

  /** The folder that holds the name and, behind a link, the one that holds the content. */
  private Set<Path> folders() throws IOException {
    Set<Path> folders = new LinkedHashSet<>();
    for (Path place : new Path[] {path, path.toRealPath()}) {
      Path folder = place.getParent();
      if (folder != null) {
        folders.add(folder);
      }
    }
    return folders;
  }

  private static FileRefusedException refused(IOException unreadable) {
    String reason =
        switch (unreadable) {
          case AccessDeniedException _ -> "permission denied";
          case java.nio.file.FileSystemException system when system.getReason() != null ->
              system.getReason();
          default -> unreadable.getClass().getSimpleName();
        };
    return new FileRefusedException("cannot be read: " + reason);
  }

  /** What a reader made of the content, and the state of the file it was read from. */
  record Content<T>(Stamp stamp, T value) {}

  /** The facts about a file that tell one content from the next. */
  record Stamp(
      boolean exists,
      long device,
      long inode,
      long size,
      FileTime modified,
      FileTime changed,
      int mode,
      int uid,
      @Nullable UserPrincipal owner) {

    static final Stamp ABSENT =
        new Stamp(false, 0, 0, 0, FileTime.fromMillis(0), FileTime.fromMillis(0), 0, 0, null);

    static Stamp of(Path path) throws IOException {
      Map<String, Object> facts =
          Files.readAttributes(path, "unix:dev,ino,size,lastModifiedTime,ctime,mode,uid,owner");
      return new Stamp(
          true,
          number(facts, "dev"),
          number(facts, "ino"),
          number(facts, "size"),
          (FileTime) fact(facts, "lastModifiedTime"),
          (FileTime) fact(facts, "ctime"),
          (int) number(facts, "mode"),
          (int) number(facts, "uid"),
          (UserPrincipal) fact(facts, "owner"));
    }

    private static long number(Map<String, Object> facts, String name) {
      return ((Number) fact(facts, name)).longValue();
    }

    private static Object fact(Map<String, Object> facts, String name) {
      Object value = facts.get(name);
      if (value == null) {
        throw new IllegalStateException("no " + name + " in the attributes of a file");
      }
      return value;
    }

    boolean ownedByUserOrRoot() throws FileRefusedException {
      try {
        return uid == 0 || ProcessOwner.principal().equals(owner);
      } catch (IOException unknown) {
        throw refused(unknown);
      }
    }
  }
}
