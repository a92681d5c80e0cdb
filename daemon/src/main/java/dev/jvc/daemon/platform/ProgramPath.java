package dev.jvc.daemon.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The folders that programs are looked up in, as {@code PATH} lists them.
 *
 * <p>A program counts only when nobody but this user and those who may become root can have put it
 * there: it and the folders on both ends of a link belong to this user or to root, and only the
 * owner and the groups of administrators may write to them. What does not count is passed over.
 * Entries that are not absolute are ignored, because they depend on where a command is typed.
 */
public final class ProgramPath {

  private static final int WRITABLE_BY_GROUP = 0x10;
  private static final int WRITABLE_BY_ALL = 0x2;
  private static final int STICKY = 0x200;

  /** {@code root} or {@code wheel}, and {@code admin} of macOS, which owns Homebrew's folders. */
  private static final Set<Integer> ADMINISTRATORS =
      OperatingSystem.current() == OperatingSystem.MACOS ? Set.of(0, 80) : Set.of(0);

  private final List<Path> folders;

  private ProgramPath(List<Path> folders) {
    this.folders = List.copyOf(folders);
  }

  /** The folders in the value of {@code PATH}, separated by colons. */
  public static ProgramPath of(String variable) {
    List<Path> folders = new ArrayList<>();
    for (String entry : variable.split(":", -1)) {
      try {
        Path folder = Path.of(entry);
        if (folder.isAbsolute()) {
          folders.add(folder);
        }
      } catch (InvalidPathException notAFolder) {
        // Nothing can be found there.
      }
    }
    return new ProgramPath(folders);
  }

  /** Where a program was found, or why it was not. */
  public sealed interface Lookup {}

  /** An absolute path, as the folder in {@code PATH} gives it. */
  public record Found(Path program) implements Lookup {}

  /**
   * There is no such program, or none that counts.
   *
   * @param reason fit to follow the program's name, such as {@code is not installed}
   */
  public record Missing(String reason) implements Lookup {}

  /** Looks a program up by its name, or by its absolute path. */
  public Lookup find(String program) {
    if (program.indexOf('/') >= 0) {
      Path path = Path.of(program);
      return !path.isAbsolute()
          ? new Missing("is neither a name nor an absolute path")
          : check(path).orElse(new Missing("does not exist or cannot be run"));
    }
    Optional<Lookup> refused = Optional.empty();
    for (Path folder : folders) {
      Optional<Lookup> candidate = check(folder.resolve(program));
      if (candidate.isPresent() && candidate.get() instanceof Found) {
        return candidate.get();
      }
      refused = refused.or(() -> candidate);
    }
    return refused.orElse(new Missing("is not installed"));
  }

  /** The verdict about one place; empty when nothing that can be run is there. */
  private static Optional<Lookup> check(Path candidate) {
    if (!Files.isRegularFile(candidate) || !Files.isExecutable(candidate)) {
      return Optional.empty();
    }
    try {
      Path real = candidate.toRealPath();
      Set<Path> places = new LinkedHashSet<>(List.of(real));
      for (Path place : List.of(candidate, real)) {
        Path folder = place.getParent();
        if (folder != null) {
          places.add(folder);
        }
      }
      for (Path place : places) {
        Optional<String> fault = fault(place);
        if (fault.isPresent()) {
          return Optional.of(new Missing("is not run, because " + place + " " + fault.get()));
        }
      }
      return Optional.of(new Found(candidate));
    } catch (IOException unreadable) {
      return Optional.of(new Missing("is not run, because " + candidate + " cannot be examined"));
    }
  }

  private static Optional<String> fault(Path place) throws IOException {
    Map<String, Object> facts = Files.readAttributes(place, "unix:mode,uid,gid,owner");
    int mode = number(facts, "mode");
    boolean sticky = Files.isDirectory(place) && (mode & STICKY) != 0;
    if (number(facts, "uid") != 0 && !ProcessOwner.principal().equals(facts.get("owner"))) {
      return Optional.of("belongs to another user");
    }
    boolean byGroup =
        (mode & WRITABLE_BY_GROUP) != 0 && !ADMINISTRATORS.contains(number(facts, "gid"));
    if (((mode & WRITABLE_BY_ALL) != 0 || byGroup) && !sticky) {
      return Optional.of("can be written by others: run chmod go-w " + place);
    }
    return Optional.empty();
  }

  private static int number(Map<String, Object> facts, String name) throws IOException {
    if (facts.get(name) instanceof Number number) {
      return number.intValue();
    }
    throw new IOException("no " + name + " in the attributes of a file");
  }
}
