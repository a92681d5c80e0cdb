package dev.jvc.daemon.access;

import dev.jvc.daemon.credential.Problem;
import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.platform.ProcessIdentity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Every client token in force.
 *
 * <p>Only hashes are kept. A token is looked up by its hash, and the hashes are compared in
 * constant time. What the time of a look-up may tell a guesser is where the hash of the guess falls
 * among those in force, and no way leads from there to a token of 256 random bits.
 *
 * <p>Reading is free of locks; issuing and replacing standing tokens is serial.
 */
public final class ClientTokens {

  private static final System.Logger LOG = System.getLogger(ClientTokens.class.getName());

  /** The most tokens in force at a time. */
  public static final int MAXIMUM = 10_000;

  /** How many lines about processes that have ended do no harm in the file of child tokens. */
  private static final int LEFT_LYING = 100;

  /** How long a process that was seen alive is believed to be. */
  private static final long VOUCHED_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final ConcurrentHashMap<TokenHash, Entry> entries = new ConcurrentHashMap<>();
  private final Map<ProfileName, Entry> standing = new HashMap<>();
  private final StandingTokenFiles files;
  private final ChildTokenFile children;
  private final ProcessLiveness processes;
  private final LongSupplier nanoTime;
  private final SecureRandom random = new SecureRandom();

  private ClientTokens(
      StandingTokenFiles files,
      ChildTokenFile children,
      ProcessLiveness processes,
      LongSupplier nanoTime) {
    this.files = files;
    this.children = children;
    this.processes = processes;
    this.nanoTime = nanoTime;
  }

  /**
   * The registry, with the tokens of an earlier run in force again: those of processes that still
   * live, and the standing ones; of these, the ones whose file has vanished or was changed are made
   * anew.
   *
   * @param folder where the value files of standing tokens go; what is remembered of child tokens
   *     stands beside it
   * @param hashes the file that remembers their hashes
   * @throws IOException when the hashes cannot be read
   */
  public static ClientTokens open(Path folder, Path hashes, ProcessLiveness processes)
      throws IOException {
    return open(folder, hashes, processes, System::nanoTime);
  }

  static ClientTokens open(
      Path folder, Path hashes, ProcessLiveness processes, LongSupplier nanoTime)
      throws IOException {
    ClientTokens tokens =
        new ClientTokens(
            new StandingTokenFiles(folder, hashes),
            new ChildTokenFile(folder.resolveSibling("children")),
            processes,
            nanoTime);
    tokens.load();
    tokens.loadChildren();
    return tokens;
  }

  private synchronized void load() throws IOException {
    for (Map.Entry<ProfileName, TokenHash> known : files.readHashes().entrySet()) {
      putStanding(known.getKey(), known.getValue());
    }
    for (ProfileName profile : List.copyOf(standing.keySet())) {
      try {
        standingOrNew(profile).close();
      } catch (IOException unwritable) {
        // The token itself is still good for whoever has it.
        LOG.log(System.Logger.Level.WARNING, unwritable.getMessage());
      }
    }
  }

  private void loadChildren() {
    for (ChildTokenFile.Line child : children.read()) {
      if (processes.isAlive(child.process()) && entries.size() < MAXIMUM) {
        put(new Entry(child.hash(), child.profile(), child.process(), nanoTime.getAsLong()));
      }
    }
    children.replace(childLines());
  }

  private List<ChildTokenFile.Line> childLines() {
    List<ChildTokenFile.Line> lines = new ArrayList<>();
    for (Entry entry : entries.values()) {
      ProcessIdentity process = entry.process;
      if (process != null) {
        lines.add(new ChildTokenFile.Line(entry.hash, entry.profile, process));
      }
    }
    return lines;
  }

  /**
   * A new token that dies with a process.
   *
   * @param pid a living process of this user
   * @throws ProblemException when there is no such process, or too many tokens are in force
   */
  public ClientToken issueChild(ProfileName profile, long pid) throws ProblemException {
    ProcessIdentity process =
        processes
            .find(pid)
            .orElseThrow(() ->
                new ProblemException(
                    Problem.of(
                        ProblemCode.BAD_REQUEST,
                        "no process " + pid + " of this user is running")));
    requireRoom();
    ClientToken token = ClientToken.random(random);
    put(new Entry(token.hash(), profile, process, nanoTime.getAsLong()));
    children.add(new ChildTokenFile.Line(token.hash(), profile, process));
    return token;
  }

  /**
   * A profile's standing token: the same one as long as its file is as it was written.
   *
   * @throws ProblemException when too many tokens are in force
   * @throws IOException when the token cannot be kept
   */
  public synchronized StandingToken standing(ProfileName profile)
      throws ProblemException, IOException {
    if (!standing.containsKey(profile)) {
      requireRoom();
    }
    return new StandingToken(standingOrNew(profile), files.file(profile));
  }

  /** Where the value of a profile's standing token is, once it has one. */
  public Path standingFile(ProfileName profile) {
    return files.file(profile);
  }

  /**
   * Who shows this token, or empty when it is not in force.
   *
   * @param presented what stood in the {@code Authorization} header
   * @param connection the one it was shown on
   */
  public Optional<Caller.TokenBearer> caller(String presented, Connection connection) {
    TokenHash hash = TokenHash.of(presented.getBytes(StandardCharsets.ISO_8859_1));
    Entry entry = entries.get(hash);
    if (entry == null || !isInForce(entry)) {
      return Optional.empty();
    }
    return Optional.of(entry.bearer(connection));
  }

  /** Drops the tokens of processes that have ended; returns how many. */
  public int sweep() {
    Map<ProcessIdentity, Boolean> alive = new HashMap<>();
    int dropped = 0;
    for (Entry entry : entries.values()) {
      ProcessIdentity process = entry.process;
      if (process != null && !alive.computeIfAbsent(process, processes::isAlive)) {
        dropped += drop(entry);
      }
    }
    if (children.lines() > LEFT_LYING + 2 * count(TokenKind.CHILD)) {
      children.replace(childLines());
    }
    return dropped;
  }

  /** Drops every child token; returns how many. */
  public int revokeChildren() {
    int dropped = 0;
    for (Entry entry : entries.values()) {
      if (entry.process != null) {
        dropped += drop(entry);
      }
    }
    children.replace(List.of());
    return dropped;
  }

  /**
   * Gives every profile that has a standing token a new one; the old values stop working at once,
   * also when the new ones cannot be written.
   *
   * @return how many were replaced
   * @throws IOException when a new value or its hash cannot be written
   */
  public synchronized int replaceStanding() throws IOException {
    Map<ProfileName, ClientToken> fresh = new LinkedHashMap<>();
    standing.forEach((profile, old) -> {
      drop(old);
      fresh.put(profile, ClientToken.random(random));
    });
    fresh.forEach((profile, token) -> putStanding(profile, token.hash()));
    try {
      // First, because a crash after it leaves no old hash that would count again.
      files.writeHashes(standingHashes());
      for (Map.Entry<ProfileName, ClientToken> entry : fresh.entrySet()) {
        files.write(entry.getKey(), entry.getValue());
      }
    } finally {
      fresh.values().forEach(ClientToken::close);
    }
    return fresh.size();
  }

  /** How many tokens of a kind are in force. */
  public int count(TokenKind kind) {
    return (int) entries.values().stream().filter(entry -> entry.kind() == kind).count();
  }

  private ClientToken standingOrNew(ProfileName profile) throws IOException {
    Entry known = standing.get(profile);
    if (known != null) {
      Optional<ClientToken> kept = files.read(profile, known.hash);
      if (kept.isPresent()) {
        return kept.get();
      }
    }
    ClientToken token = ClientToken.random(random);
    Map<ProfileName, TokenHash> hashes = standingHashes();
    hashes.put(profile, token.hash());
    // The value first: should it fail, the old token is still the one that counts.
    files.write(profile, token);
    files.writeHashes(hashes);
    if (known != null) {
      drop(known);
    }
    putStanding(profile, token.hash());
    return token;
  }

  private void putStanding(ProfileName profile, TokenHash hash) {
    Entry entry = new Entry(hash, profile, null, 0);
    put(entry);
    standing.put(profile, entry);
  }

  private Map<ProfileName, TokenHash> standingHashes() {
    Map<ProfileName, TokenHash> hashes = new HashMap<>();
    standing.forEach((profile, entry) -> hashes.put(profile, entry.hash));
    return hashes;
  }

  private void put(Entry entry) {
    entries.put(entry.hash, entry);
  }

  private int drop(Entry entry) {
    return entries.remove(entry.hash, entry) ? 1 : 0;
  }

  private void requireRoom() throws ProblemException {
    if (entries.size() >= MAXIMUM && sweep() == 0) {
      throw new ProblemException(
          Problem.of(
              ProblemCode.TOO_MANY_REQUESTS,
              MAXIMUM + " client tokens are in force: end some of the programs that use them"));
    }
  }

  private boolean isInForce(Entry entry) {
    ProcessIdentity process = entry.process;
    if (process == null) {
      return true;
    }
    long now = nanoTime.getAsLong();
    if (now - entry.seenAlive < VOUCHED_NANOS) {
      return true;
    }
    if (!processes.isAlive(process)) {
      drop(entry);
      return false;
    }
    entry.seenAlive = now;
    return true;
  }

  private static final class Entry {
    final TokenHash hash;
    final ProfileName profile;
    final @Nullable ProcessIdentity process;

    /**
     * When the process was last seen alive, on the clock that only differences mean anything of.
     */
    volatile long seenAlive;

    Entry(TokenHash hash, ProfileName profile, @Nullable ProcessIdentity process, long seenAlive) {
      this.hash = hash;
      this.profile = profile;
      this.process = process;
      this.seenAlive = seenAlive;
    }

    TokenKind kind() {
      return process == null ? TokenKind.STANDING : TokenKind.CHILD;
    }

    Caller.TokenBearer bearer(Connection connection) {
      return new Caller.TokenBearer(profile, kind(), process, connection);
    }
  }
}
