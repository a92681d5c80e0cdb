package dev.jvc.daemon.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.platform.OperatingSystem;
import dev.jvc.daemon.platform.ProcessIdentity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ClientTokensTest {

  private static final ProfileName PERSONAL = new ProfileName("personal");
  private static final ProfileName WORK = new ProfileName("work");

  @TempDir Path folder;
  private Path values;
  private Path hashes;
  private final AtomicLong nanos = new AtomicLong();
  private final Map<Long, Instant> running = new HashMap<>(Map.of(1L, Instant.EPOCH));
  private ClientTokens tokens;

  @BeforeEach
  void open() throws IOException {
    values = folder.resolve("run/tokens");
    hashes = folder.resolve("state/tokens.json");
    tokens = reopened();
  }

  /** As after a restart of the daemon. */
  private ClientTokens reopened() throws IOException {
    ProcessLiveness processes =
        pid -> Optional.ofNullable(running.get(pid)).map(start -> new ProcessIdentity(pid, start));
    return ClientTokens.open(values, hashes, processes, nanos::get);
  }

  private static String text(ClientToken token) {
    try (token) {
      return token.value().revealString();
    }
  }

  private static String text(StandingToken token) {
    return text(token.token());
  }

  private boolean works(String token) {
    return tokens.caller(token, new Connection(1, 9911)).isPresent();
  }

  private void secondsPass(long seconds) {
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
  }

  @Test
  void aChildTokenStandsForItsProfileAndProcess() throws Exception {
    String token = text(tokens.issueChild(PERSONAL, 1));

    Caller.TokenBearer caller = tokens.caller(token, new Connection(40_000, 9911)).orElseThrow();

    assertEquals(
        new Caller.TokenBearer(
            PERSONAL,
            TokenKind.CHILD,
            new ProcessIdentity(1, Instant.EPOCH),
            new Connection(40_000, 9911)),
        caller);
    assertTrue(caller.mayHave(PERSONAL));
    assertFalse(caller.mayHave(WORK));
  }

  @Test
  void theOwnerMayHaveEveryProfile() {
    assertTrue(new Caller.Owner(Way.CONTROL, 0).mayHave(PERSONAL));
    assertTrue(new Caller.Owner(Way.CONTROL, 0).mayHave(WORK));
  }

  @Test
  void whatIsNoTokenIsNobody() throws Exception {
    String token = text(tokens.issueChild(PERSONAL, 1));
    for (String wrong :
        List.of("", "x", token + " ", token.substring(1), "\u00e9", "\u20ac", "x".repeat(9_000))) {
      assertTrue(tokens.caller(wrong, new Connection(1, 9911)).isEmpty(), wrong);
    }
  }

  @Test
  void aChildTokenNeedsALivingProcess() {
    ProblemException refused =
        assertThrows(ProblemException.class, () -> tokens.issueChild(PERSONAL, 2));

    assertEquals(ProblemCode.BAD_REQUEST, refused.problem().code());
    assertEquals("no process 2 of this user is running", refused.problem().message());
  }

  @Test
  void aChildTokenDiesWithItsProcessAtTheNextSweep() throws Exception {
    String dying = text(tokens.issueChild(PERSONAL, 1));
    running.put(2L, Instant.EPOCH);
    String living = text(tokens.issueChild(PERSONAL, 2));
    running.remove(1L);

    assertEquals(1, tokens.sweep());
    assertFalse(works(dying));
    assertTrue(works(living));
    assertEquals(0, tokens.sweep());
  }

  @Test
  void aChildTokenIsRefusedWithinASecondOfItsProcessEvenWithoutASweep() throws Exception {
    String token = text(tokens.issueChild(PERSONAL, 1));
    running.remove(1L);
    secondsPass(1);

    assertFalse(works(token));
    assertEquals(0, tokens.count(TokenKind.CHILD));
  }

  @Test
  void aRecycledProcessNumberDoesNotReviveAToken() throws Exception {
    String token = text(tokens.issueChild(PERSONAL, 1));
    running.put(1L, Instant.EPOCH.plusMillis(10));
    secondsPass(1);

    assertFalse(works(token));
  }

  @Test
  void aTokenThatIsUsedAgainAndAgainStaysGood() throws Exception {
    String token = text(tokens.issueChild(PERSONAL, 1));
    for (int i = 0; i < 10; i++) {
      secondsPass(1);
      assertTrue(works(token));
    }
  }

  @Test
  void aRealProcessTakesItsTokenWithIt() throws Exception {
    ClientTokens real =
        ClientTokens.open(
            folder.resolve("real/tokens"),
            folder.resolve("real/tokens.json"),
            new OwnProcesses(OperatingSystem.current()));
    Process child = new ProcessBuilder("sleep", "600").start();
    String token = text(real.issueChild(PERSONAL, child.pid()));
    assertTrue(real.caller(token, new Connection(1, 9911)).isPresent());
    assertEquals(0, real.sweep());

    child.destroyForcibly().waitFor();

    Awaitility.await().until(() -> real.caller(token, new Connection(1, 9911)).isEmpty());
  }

  @Test
  void lockingDropsChildTokensOnly() throws Exception {
    String child = text(tokens.issueChild(PERSONAL, 1));
    String standing = text(tokens.standing(PERSONAL));

    assertEquals(1, tokens.revokeChildren());
    assertFalse(works(child));
    assertTrue(works(standing));
    assertEquals(0, tokens.revokeChildren());
  }

  @Test
  void aStandingTokenIsTheSameOneForAsLongAsItsFileIsThere() throws Exception {
    String first = text(tokens.standing(PERSONAL));

    assertEquals(first, text(tokens.standing(PERSONAL)));
    assertNotEquals(first, text(tokens.standing(WORK)));
    assertEquals(2, tokens.count(TokenKind.STANDING));
    assertEquals(
        TokenKind.STANDING, tokens.caller(first, new Connection(1, 9911)).orElseThrow().kind());
  }

  @Test
  void theFileHoldsTheTokenAndNoLineFeedForItsOwnerOnly() throws Exception {
    StandingToken standing = tokens.standing(PERSONAL);

    assertEquals(values.resolve("personal"), standing.file());
    assertEquals(text(standing), Files.readString(standing.file()));
    assertEquals(
        "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(standing.file())));
    assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(values)));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(hashes)));
  }

  @Test
  void theHashesFileHoldsNoToken() throws Exception {
    String token = text(tokens.standing(PERSONAL));
    String content = Files.readString(hashes);

    assertFalse(content.contains(token));
    assertEquals(
        "{\"version\":1,\"standing\":[{\"profile\":\"personal\",\"sha256\":\""
            + TokenHash.of(token.getBytes(StandardCharsets.US_ASCII)).hex()
            + "\"}]}",
        content);
  }

  @Test
  void aStandingTokenSurvivesARestart() throws Exception {
    String token = text(tokens.standing(PERSONAL));
    String child = text(tokens.issueChild(PERSONAL, 1));

    tokens = reopened();

    assertTrue(works(token));
    assertEquals(token, text(tokens.standing(PERSONAL)));
    assertTrue(works(child));
  }

  @Test
  void aChildTokenSurvivesARestartForAsLongAsItsProcessLives() throws Exception {
    running.put(2L, Instant.EPOCH);
    running.put(3L, Instant.EPOCH);
    String living = text(tokens.issueChild(new ProfileName("team a/\u00fc"), 1));
    String ended = text(tokens.issueChild(PERSONAL, 2));
    String recycled = text(tokens.issueChild(PERSONAL, 3));
    running.remove(2L);
    running.put(3L, Instant.EPOCH.plusSeconds(1));

    tokens = reopened();

    assertEquals(
        new Caller.TokenBearer(
            new ProfileName("team a/\u00fc"),
            TokenKind.CHILD,
            new ProcessIdentity(1, Instant.EPOCH),
            new Connection(7, 9911)),
        tokens.caller(living, new Connection(7, 9911)).orElseThrow());
    assertFalse(works(ended));
    assertFalse(works(recycled));
    assertEquals(1, tokens.count(TokenKind.CHILD));
  }

  @Test
  void childTokensThatWereRevokedStaySo() throws Exception {
    String token = text(tokens.issueChild(PERSONAL, 1));
    tokens.revokeChildren();
    String later = text(tokens.issueChild(PERSONAL, 1));

    tokens = reopened();

    assertFalse(works(token));
    assertTrue(works(later));
  }

  @Test
  void whatIsRememberedOfChildTokensIsTheOwnersOnlyAndNoToken() throws Exception {
    String token = text(tokens.issueChild(PERSONAL, 1));
    Path file = values.resolveSibling("children");

    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    assertEquals(
        TokenHash.of(token.getBytes(StandardCharsets.US_ASCII)).hex()
            + " 1 1970-01-01T00:00:00Z personal\n",
        Files.readString(file));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n\n",
        "x\n",
        "HASH 1 1970-01-01T00:00:00Z",
        "HASH 1 1970-01-01T00:00:00Z person",
        "HASH 1 yesterday personal\n",
        "HASH one 1970-01-01T00:00:00Z personal\n",
        "abc 1 1970-01-01T00:00:00Z personal\n",
        "HASH 1 1970-01-01T00:00:00Z /\n",
        "HASH 1 1970-01-01T00:00:00Z personal more\n",
        "\u0000\u00ff\n"
      })
  void aLineAboutAChildTokenThatIsNoneCountsForNothing(String content) throws Exception {
    String kept = text(tokens.issueChild(PERSONAL, 1));
    Path file = values.resolveSibling("children");
    String good = Files.readString(file);
    Files.writeString(
        file, good + content.replace("HASH", "0".repeat(64)), StandardCharsets.ISO_8859_1);

    tokens = reopened();

    assertEquals(1, tokens.count(TokenKind.CHILD));
    assertTrue(works(kept));
    assertEquals(good, Files.readString(file));
  }

  @Test
  void linesAboutProcessesThatHaveEndedDoNotPileUp() throws Exception {
    for (int i = 0; i < 300; i++) {
      running.put(10L, Instant.ofEpochSecond(i));
      text(tokens.issueChild(PERSONAL, 10));
    }
    String living = text(tokens.issueChild(PERSONAL, 1));
    running.remove(10L);

    tokens.sweep();

    assertEquals(1, Files.readAllLines(values.resolveSibling("children")).size());
    tokens = reopened();
    assertTrue(works(living));
  }

  @Test
  void aChildTokenIsGoodAlsoWhereItCannotBeRemembered() throws Exception {
    Path file = values.resolveSibling("children");
    Files.delete(file);
    Files.createDirectory(file);

    String token = text(tokens.issueChild(PERSONAL, 1));

    assertTrue(works(token));
    assertEquals(1, tokens.revokeChildren());
    Files.delete(file);
  }

  @ParameterizedTest
  @ValueSource(strings = {"missing", "changed", "truncated", "link"})
  void aTokenWhoseFileIsNotAsItWasIsMadeAnew(String fate) throws Exception {
    String old = text(tokens.standing(PERSONAL));
    Path file = values.resolve("personal");
    spoil(file, fate, old);

    String fresh = text(tokens.standing(PERSONAL));

    assertNotEquals(old, fresh);
    assertFalse(works(old));
    assertTrue(works(fresh));
    assertEquals(fresh, Files.readString(file));
  }

  private void spoil(Path file, String fate, String token) throws IOException {
    switch (fate) {
      case "missing" -> Files.delete(file);
      case "changed" -> Files.writeString(file, token.substring(1) + "x");
      case "truncated" -> Files.writeString(file, token.substring(1));
      case "link" -> {
        Path elsewhere = Files.writeString(folder.resolve("elsewhere"), token);
        Files.delete(file);
        Files.createSymbolicLink(file, elsewhere);
      }
      default -> throw new IllegalArgumentException(fate);
    }
  }

  @Test
  void aFolderInPlaceOfAFileIsToldAndEndsNoToken() throws Exception {
    String token = text(tokens.standing(PERSONAL));
    Files.delete(values.resolve("personal"));
    Files.createDirectory(values.resolve("personal"));

    for (int restart = 0; restart < 2; restart++) {
      IOException told = assertThrows(IOException.class, () -> tokens.standing(PERSONAL));
      assertEquals(
          values.resolve("personal") + " is a folder where a client token should be: move it away",
          told.getMessage());
      assertTrue(works(token));
      tokens = reopened();
    }
  }

  @Test
  void afterARebootTheFilesAreThereAgainWithNewTokens() throws Exception {
    String old = text(tokens.standing(PERSONAL));
    Files.delete(values.resolve("personal"));

    tokens = reopened();

    String fresh = Files.readString(values.resolve("personal"));
    assertNotEquals(old, fresh);
    assertTrue(works(fresh));
    assertFalse(works(old));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "garbage",
        "[]",
        "{}",
        "{\"version\":2,\"standing\":[]}",
        "{\"version\":1,\"standing\":[{}]}",
        "{\"version\":1,\"standing\":[{\"profile\":\"\",\"sha256\":\"00\"}]}",
        "{\"version\":1,\"standing\":[{\"profile\":\"personal\",\"sha256\":\"xyz\"}]}"
      })
  void anUnreadableHashesFileIsKeptAsideAndItsTokensMadeAnew(String content) throws Exception {
    String old = text(tokens.standing(PERSONAL));
    Files.writeString(hashes, content);

    tokens = reopened();

    assertFalse(works(old));
    assertEquals(content, Files.readString(folder.resolve("state/tokens.json.broken")));
    assertTrue(works(text(tokens.standing(PERSONAL))));
  }

  @Test
  void replacingStandingTokensEndsTheOldOnesAlsoAfterARestart() throws Exception {
    String personal = text(tokens.standing(PERSONAL));
    String work = text(tokens.standing(WORK));
    String child = text(tokens.issueChild(PERSONAL, 1));

    assertEquals(2, tokens.replaceStanding());

    for (int restart = 0; restart < 2; restart++) {
      assertFalse(works(personal));
      assertFalse(works(work));
      assertNotEquals(personal, Files.readString(values.resolve("personal")));
      assertTrue(works(Files.readString(values.resolve("personal"))));
      assertTrue(works(Files.readString(values.resolve("work"))));
      assertTrue(works(child));
      tokens = reopened();
    }
  }

  @Test
  void oldStandingTokensEndEvenWhenTheNewOnesCannotBeWritten() throws Exception {
    String old = text(tokens.standing(PERSONAL));
    Files.delete(hashes);
    Files.delete(hashes.getParent());
    Files.writeString(hashes.getParent(), "a file where the folder should be");

    assertThrows(IOException.class, tokens::replaceStanding);
    assertFalse(works(old));
  }

  @Test
  void profilesWithAwkwardNamesHaveFilesOfTheirOwn() throws Exception {
    Set<Path> files = new HashSet<>();
    List<String> names =
        List.of(
            "dev", "Dev", "DEV", ".", "..", "a/b", "a~2Fb", "\u00fc".repeat(256), "x".repeat(256));
    for (String name : names) {
      StandingToken standing = tokens.standing(new ProfileName(name));
      assertEquals(values, standing.file().getParent());
      files.add(Path.of(standing.file().toString().toLowerCase(Locale.ROOT)));
      assertEquals(text(standing), Files.readString(standing.file()));
    }

    assertEquals(names.size(), files.size());
    for (String name : names) {
      assertTrue(works(text(tokens.standing(new ProfileName(name)))), name);
    }
  }

  @Test
  void thereIsAnEndToTheNumberOfTokens() throws Exception {
    for (int i = 0; i < ClientTokens.MAXIMUM; i++) {
      tokens.issueChild(PERSONAL, 1).close();
    }

    for (ProblemException refused :
        List.of(
            assertThrows(ProblemException.class, () -> tokens.issueChild(PERSONAL, 1)),
            assertThrows(ProblemException.class, () -> tokens.standing(PERSONAL)))) {
      assertEquals(ProblemCode.TOO_MANY_REQUESTS, refused.problem().code());
      assertEquals(
          "10000 client tokens are in force: end some of the programs that use them",
          refused.problem().message());
    }
    // Those of processes that have ended make room.
    running.remove(1L);
    running.put(2L, Instant.EPOCH);
    assertTrue(works(text(tokens.issueChild(PERSONAL, 2))));
  }

  @Test
  void tokensAreIssuedAndLookedUpFromManyThreads() throws Exception {
    List<Thread> threads =
        IntStream.range(0, 16)
            .mapToObj(n ->
                Thread.ofVirtual()
                    .start(() -> {
                      try {
                        for (int i = 0; i < 20; i++) {
                          ProfileName profile = new ProfileName("profile" + i % 3);
                          assertTrue(works(text(tokens.standing(profile))));
                          assertTrue(works(text(tokens.issueChild(profile, 1))));
                        }
                      } catch (IOException | ProblemException failure) {
                        throw new IllegalStateException(failure);
                      }
                    }))
            .toList();
    for (Thread thread : threads) {
      thread.join();
    }

    assertEquals(3, tokens.count(TokenKind.STANDING));
    assertEquals(16 * 20, tokens.count(TokenKind.CHILD));
  }
}
