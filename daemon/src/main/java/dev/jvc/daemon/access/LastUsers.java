package dev.jvc.daemon.access;

import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.platform.ProcessIdentity;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Who was given which profile's credentials last, for people who want to know.
 *
 * <p>It is a help and no audit: who asks is looked up behind the answer, so that a program that is
 * gone by then stays unknown, and when too many ask at once some are left out. A request pays for
 * two comparisons; the looking up rests nine times as long as it took, and a quarter of a second at
 * most.
 *
 * <p>Bounds: {@value #MOST_PROFILES} profiles, {@value ProfileUsers#MOST} users of each (together
 * under a megabyte), {@value #MOST_WAITING} requests that wait to be looked at.
 */
public final class LastUsers {

  /** How many users of a profile are remembered. */
  public static final int MOST_USERS = ProfileUsers.MOST;

  static final int MOST_PROFILES = 1024;
  static final int MOST_WAITING = 64;

  /** How much longer than looking up the pause after it is. */
  private static final int REST = 9;

  private static final long LONGEST_REST_MILLIS = 250;

  private final ProgramFinder programs;
  private final Executor background;
  private final InstantSource clock;
  private final LongSupplier nanoTime;
  private final Runnable changed;
  private final ConcurrentMap<ProfileName, ProfileUsers> profiles = new ConcurrentHashMap<>();
  private final BlockingQueue<Sighting> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final AtomicBoolean looking = new AtomicBoolean();

  private record Sighting(ProfileUsers users, Caller caller, Instant at) {}

  /**
   * @param background runs the looking up
   * @param changed is called when a program is new to the list of a profile
   */
  public LastUsers(
      ProgramFinder programs, Executor background, InstantSource clock, Runnable changed) {
    this(programs, background, clock, System::nanoTime, changed);
  }

  LastUsers(
      ProgramFinder programs,
      Executor background,
      InstantSource clock,
      LongSupplier nanoTime,
      Runnable changed) {
    this.programs = programs;
    this.background = background;
    this.clock = clock;
    this.nanoTime = nanoTime;
    this.changed = changed;
  }

  /** A caller was given a profile's credentials; returns at once. */
  public void used(ProfileName profile, Caller caller) {
    if (caller instanceof Caller.Nobody) {
      return;
    }
    long now = nanoTime.getAsLong();
    ProfileUsers users = profiles.get(profile);
    if (users == null) {
      users = profiles.computeIfAbsent(profile, _ -> new ProfileUsers(now));
      forgetTheOldestBut(profile);
    }
    if (users.admits(key(caller), now)
        && waiting.offer(new Sighting(users, caller, clock.instant()))) {
      look();
    }
  }

  /** The last users of a profile, newest first; at most {@value ProfileUsers#MOST}. */
  public List<User> of(ProfileName profile) {
    ProfileUsers users = profiles.get(profile);
    if (users == null) {
      return List.of();
    }
    users.learn(programs);
    return users.all();
  }

  /** Learns the names of commands that {@code jvc exec} has started since it asked. */
  public void learn() {
    boolean any = false;
    for (ProfileUsers users : profiles.values()) {
      any |= users.learn(programs);
    }
    if (any) {
      changed.run();
    }
  }

  private static long key(Caller caller) {
    return switch (caller) {
      case Caller.TokenBearer bearer -> key(bearer.connection());
      case Caller.OwnProgram program -> key(program.connection());
      // Above all pairs of ports.
      case Caller.Owner owner -> (1L << 32) + Integer.toUnsignedLong(owner.hashCode());
      case Caller.Nobody _ -> 0;
    };
  }

  private static long key(Connection connection) {
    return ((long) connection.client() << 16) + connection.server();
  }

  private void forgetTheOldestBut(ProfileName newcomer) {
    if (profiles.size() <= MOST_PROFILES) {
      return;
    }
    profiles.entrySet().stream()
        .filter(entry -> !entry.getKey().equals(newcomer))
        .min(Map.Entry.comparingByValue((a, b) -> a.newest().compareTo(b.newest())))
        .ifPresent(oldest -> profiles.remove(oldest.getKey(), oldest.getValue()));
  }

  private void look() {
    if (looking.compareAndSet(false, true)) {
      try {
        background.execute(this::lookAtAll);
      } catch (RejectedExecutionException closing) {
        looking.set(false);
      }
    }
  }

  private void lookAtAll() {
    try {
      while (!waiting.isEmpty()) {
        long began = nanoTime.getAsLong();
        List<Sighting> batch = new ArrayList<>();
        waiting.drainTo(batch);
        if (identify(batch)) {
          changed.run();
        }
        Duration rest = Duration.ofNanos(REST * (nanoTime.getAsLong() - began));
        Thread.sleep(Math.min(rest.toMillis(), LONGEST_REST_MILLIS));
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return;
    } finally {
      looking.set(false);
    }
    if (!waiting.isEmpty()) {
      look();
    }
  }

  private boolean identify(List<Sighting> batch) {
    Set<Connection> connections = new HashSet<>();
    for (Sighting sighting : batch) {
      Connection connection = connection(sighting.caller());
      if (connection != null) {
        connections.add(connection);
      }
    }
    Map<Connection, Program> found = programs.holding(connections);
    boolean isNew = false;
    for (Sighting sighting : batch) {
      sighting.users().learn(programs);
      isNew |= sighting.users().add(entry(sighting, found));
    }
    return isNew;
  }

  private static @Nullable Connection connection(Caller caller) {
    return switch (caller) {
      case Caller.TokenBearer bearer -> bearer.connection();
      case Caller.OwnProgram program -> program.connection();
      case Caller.Owner _, Caller.Nobody _ -> null;
    };
  }

  private ProfileUsers.Entry entry(Sighting sighting, Map<Connection, Program> found) {
    return switch (sighting.caller()) {
      case Caller.TokenBearer bearer -> {
        Program program = found.get(bearer.connection());
        ProcessIdentity process = bearer.process();
        if (program == null && process != null && process.isAlive()) {
          program = programs.named(process.pid()).orElse(null);
        }
        Way way = bearer.kind() == TokenKind.CHILD ? Way.EXEC : Way.CONTAINER;
        yield entry(program, way, sighting.at(), null);
      }
      case Caller.OwnProgram program ->
          entry(found.get(program.connection()), Way.METADATA, sighting.at(), null);
      case Caller.Owner owner -> {
        Program program = owner.pid() == 0 ? null : programs.named(owner.pid()).orElse(null);
        ProcessIdentity launcher =
            owner.way() == Way.EXEC ? ProcessIdentity.of(owner.pid()).orElse(null) : null;
        yield entry(program, owner.way(), sighting.at(), launcher);
      }
      case Caller.Nobody _ -> entry(null, Way.CONTROL, sighting.at(), null);
    };
  }

  private static ProfileUsers.Entry entry(
      @Nullable Program program, Way way, Instant at, @Nullable ProcessIdentity launcher) {
    return new ProfileUsers.Entry(new User(program, way, at), launcher);
  }
}
