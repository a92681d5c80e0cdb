package dev.jvc.daemon.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.ProfileName;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KeyIndexTest implements InstantSource {

  private static final Instant ADDED = Instant.parse("2026-11-24T08:00:00Z");

  @TempDir private Path home;
  private Path file;
  private Instant now = ADDED;

  @BeforeEach
  void name() {
    file = home.resolve("state/keys.json");
  }

  @Override
  public Instant instant() {
    return now;
  }

  private KeyIndex index() {
    return new KeyIndex(file, home, this);
  }

  private KeyIndexWriter writer() {
    return new KeyIndexWriter(file, home, this);
  }

  private static KeyEntry entry(String name) {
    return new KeyEntry(new ProfileName(name), "file", "MPLE", null, null, ADDED);
  }

  private void write(String json) throws IOException {
    Files.createDirectories(home.resolve("state"));
    Files.writeString(file, json);
  }

  private List<String> filesLike(String part) throws IOException {
    try (Stream<Path> files = Files.list(home.resolve("state"))) {
      return files.map(f -> f.getFileName().toString()).filter(f -> f.contains(part)).toList();
    }
  }

  @Test
  void whatIsWrittenIsRead() throws ProblemException, IOException {
    KeyEntry full =
        new KeyEntry(
            new ProfileName("team a/ü"),
            "file",
            "MPLE",
            "111122223333",
            "arn:aws:iam::111122223333:user/me",
            ADDED.plusMillis(123));

    writer().put(full);
    writer().put(entry("b"));

    assertEquals(List.of("b", "team a/ü"), names(index()));
    assertEquals(Optional.of(full), index().find(new ProfileName("team a/ü")));
    assertEquals(ADDED, full.addedAt());
    assertEquals(Optional.empty(), index().find(new ProfileName("c")));
    assertEquals(
        Map.of(new ProfileName("b"), "file", new ProfileName("team a/ü"), "file"),
        index().stores());
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    assertEquals(Optional.empty(), index().problem());
  }

  private static List<String> names(KeyIndex index) {
    return index.entries().keySet().stream().map(ProfileName::value).toList();
  }

  @Test
  void aKeyIsReplacedAndForgotten() throws ProblemException {
    writer().put(entry("a"));
    KeyEntry other = new KeyEntry(new ProfileName("a"), "file", "WXYZ", null, null, ADDED);
    writer().put(other);
    assertEquals(Optional.of(other), index().find(new ProfileName("a")));

    writer().remove(new ProfileName("a"));
    writer().remove(new ProfileName("never there"));
    assertEquals(List.of(), names(index()));
  }

  @Test
  void aReaderSeesChangesWithoutBeingOpenedAgain() throws ProblemException {
    KeyIndex index = index();
    assertEquals(List.of(), names(index));

    writer().put(entry("a"));
    now = now.plusMillis(20);
    assertEquals(List.of("a"), names(index));
    assertSame(index.stores(), index.stores());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "[]",
        "null",
        "{\"version\":0,\"keys\":[]}",
        "{\"version\":1,\"keys\":[{\"name\":\"a\"}]}",
        "{\"version\":1,\"keys\":[],\"more\":1}",
        "{\"version\":1,\"keys\":[{\"name\":\"\",\"store\":\"file\",\"keyTail\":\"MPLE\",\"addedAt\":\"2026-11-24T08:00:00Z\"}]}",
        "{\"version\":1,\"keys\":[{\"name\":\"a\",\"store\":\"file\",\"keyTail\":\"AKIAIOSFODNN7EXAMPLE\",\"addedAt\":\"2026-11-24T08:00:00Z\"}]}",
        "{\"version\":1,\"keys\":[{\"name\":\"a\",\"store\":\"file\",\"keyTail\":\"MPLE\",\"addedAt\":\"yesterday\"}]}",
        "\u0000\u0000\u0000"
      })
  void aDamagedIndexCountsAsEmptyAndIsMovedAsideByTheNextWriter(String damaged)
      throws IOException, ProblemException {
    write(damaged);
    assertEquals(List.of(), names(index()));
    assertTrue(index().problem().orElseThrow().startsWith("~/state/keys.json: is damaged"));

    writer().put(entry("a"));

    assertEquals(List.of("a"), names(index()));
    assertEquals(List.of("keys.json.bad-20261124T080000Z"), filesLike(".bad-"));
    assertEquals(damaged, Files.readString(home.resolve("state/keys.json.bad-20261124T080000Z")));

    write(damaged);
    writer().put(entry("b"));
    assertEquals(2, filesLike(".bad-").size());
  }

  @Test
  void anIndexOfANewerVersionIsReadButNotWritten() throws IOException {
    String newer =
        "{\"version\":2,\"keys\":[{\"name\":\"a\",\"store\":\"file\",\"keyTail\":\"MPLE\","
            + "\"addedAt\":\"2026-11-24T08:00:00Z\",\"colour\":\"red\"}]}";
    write(newer);

    assertEquals(List.of("a"), names(index()));
    ProblemException refused = assertThrows(ProblemException.class, () -> writer().put(entry("b")));
    assertEquals(
        "~/state/keys.json was written by a newer jvc: update this one",
        refused.problem().message());
    assertEquals(newer, Files.readString(file));
  }

  @Test
  void anIndexThatOthersCanWriteIsNotActedOn() throws IOException, ProblemException {
    writer().put(entry("a"));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));

    assertEquals(List.of(), names(index()));
    assertEquals(
        Optional.of(
            "~/state/keys.json: can be written by others: run chmod go-w ~/state/keys.json"),
        index().problem());
  }

  @Test
  void writersAtTheSameTimeLoseNothing() throws Exception {
    int writers = 8;
    int each = 5;
    List<Future<@Nullable Void>> done = new ArrayList<>();
    try (ExecutorService pool = Executors.newFixedThreadPool(writers)) {
      for (int i = 0; i < writers; i++) {
        String prefix = "w" + i + "-";
        Callable<@Nullable Void> write =
            () -> {
              for (int j = 0; j < each; j++) {
                writer().put(entry(prefix + j));
              }
              return null;
            };
        done.add(pool.submit(write));
      }
    }
    for (Future<@Nullable Void> future : done) {
      future.get();
    }

    assertEquals(writers * each, index().entries().size());
    assertEquals(List.of(), filesLike(".tmp"));
  }

  @Test
  void anUnwritableFolderIsOneSentence() throws IOException {
    Files.writeString(home.resolve("state"), "in the way");

    ProblemException refused = assertThrows(ProblemException.class, () -> writer().put(entry("a")));

    assertTrue(refused.problem().message().startsWith("~/state/keys.json cannot be written: "));
    assertFalse(refused.problem().message().contains("Exception"), refused.getMessage());
  }

  @Test
  void whatAKilledWriterLeftIsRemovedByTheNext() throws Exception {
    writer().put(entry("a"));
    Files.writeString(home.resolve("state/.keys.json.123.tmp"), "{\"ver");

    writer().put(entry("a"));

    assertEquals(List.of(), filesLike(".tmp"));
    assertEquals(List.of("a"), names(index()));
  }

  @Test
  void theLockFileIsLeftForTheNextWriter() throws Exception {
    writer().put(entry("a"));
    Path lockFile = home.resolve("state/keys.json.lock");
    try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      assertTrue(lock.isValid());
    }
    writer().put(entry("b"));
    assertEquals(List.of("a", "b"), names(index()));
  }
}
