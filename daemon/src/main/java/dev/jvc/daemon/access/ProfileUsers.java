package dev.jvc.daemon.access;

import dev.jvc.daemon.platform.ProcessIdentity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The last users of one profile, newest first; each program in each of its ways stands once. */
final class ProfileUsers {

  /** How many are remembered, and how many are looked up within {@link #PAUSE}. */
  static final int MOST = 4;

  /** How long a connection that goes on asking is not looked at again. */
  static final long PAUSE = TimeUnit.SECONDS.toNanos(1);

  private volatile long lastKey = -1;
  private volatile long lastLook;
  private volatile long windowBegan;
  private volatile int inWindow;
  private volatile List<Entry> entries = List.of();

  /**
   * @param launcher the process that is going to become the command, whose name is therefore still
   *     to be learned; null for a program that has its own name already
   */
  record Entry(User user, @Nullable ProcessIdentity launcher) {

    private boolean isSame(Entry other) {
      if (user.way() != other.user.way()) {
        return false;
      }
      if (launcher != null && launcher.equals(other.launcher)) {
        return true;
      }
      return Objects.equals(name(user), name(other.user));
    }
  }

  ProfileUsers(long now) {
    windowBegan = now - PAUSE;
  }

  /**
   * Whether a request is worth a look: one of a connection that was just looked at is not, and
   * neither is any after a few in the same second. Takes no lock to say no.
   *
   * @param key what the connection or the process is known by
   * @param now on the clock that only differences mean anything of
   */
  boolean admits(long key, long now) {
    if (key == lastKey && now - lastLook < PAUSE) {
      return false;
    }
    if (inWindow >= MOST && now - windowBegan < PAUSE) {
      return false;
    }
    synchronized (this) {
      if (now - windowBegan >= PAUSE) {
        windowBegan = now;
        inWindow = 0;
      }
      inWindow = inWindow + 1;
      lastKey = key;
      lastLook = now;
    }
    return true;
  }

  /** Puts a user in front; true when the list names something new. */
  synchronized boolean add(Entry entry) {
    List<Entry> others = entries.stream().filter(Predicate.not(entry::isSame)).toList();
    boolean isNew = others.size() == entries.size();
    List<Entry> next = new ArrayList<>(MOST);
    next.add(entry);
    next.addAll(others.subList(0, Math.min(others.size(), MOST - 1)));
    entries = List.copyOf(next);
    return isNew;
  }

  /** Learns the names of commands that have started since; true when any is new. */
  synchronized boolean learn(ProgramFinder programs) {
    boolean changed = false;
    List<Entry> next = new ArrayList<>(entries);
    for (int i = 0; i < next.size(); i++) {
      Entry learned = learned(next.get(i), programs);
      changed |= !learned.equals(next.get(i));
      next.set(i, learned);
    }
    if (changed) {
      List<Entry> distinct = new ArrayList<>();
      next.stream()
          .filter(entry -> distinct.stream().noneMatch(entry::isSame))
          .forEach(distinct::add);
      entries = List.copyOf(distinct);
    }
    return changed;
  }

  private static Entry learned(Entry entry, ProgramFinder programs) {
    ProcessIdentity launcher = entry.launcher();
    if (launcher == null) {
      return entry;
    }
    User before = entry.user();
    Program now = launcher.isAlive() ? programs.named(launcher.pid()).orElse(null) : null;
    if (now == null) {
      return new Entry(before, null);
    }
    return now.equals(before.program())
        ? entry
        : new Entry(new User(now, before.way(), before.at()), null);
  }

  List<User> all() {
    return entries.stream().map(Entry::user).toList();
  }

  /** When the newest was here; the beginning of time when nobody was. */
  Instant newest() {
    List<Entry> now = entries;
    return now.isEmpty() ? Instant.MIN : now.getFirst().user().at();
  }

  private static @Nullable String name(User user) {
    Program program = user.program();
    return program == null ? null : program.name();
  }
}
