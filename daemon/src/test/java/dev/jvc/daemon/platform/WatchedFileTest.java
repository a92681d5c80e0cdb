package dev.jvc.daemon.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jvc.daemon.platform.WatchedFile.Reading;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WatchedFileTest implements InstantSource {

  private static final int LIMIT = 1024;

  @TempDir private Path home;
  private Path file;
  private final AtomicInteger parsed = new AtomicInteger();

  /** Far behind the times of every file but those a test dates back. */
  private Instant now = Instant.parse("2020-01-01T00:00:00Z");

  @BeforeEach
  void name() {
    file = home.resolve("file");
  }

  @Override
  public Instant instant() {
    return now;
  }

  private WatchedFile<String> watch(Path path) {
    return new WatchedFile<>(
        new TrustedFile(path, home, LIMIT), this, WatchedFile.INTERVAL, this::text);
  }

  private String text(ByteBuffer bytes) {
    parsed.incrementAndGet();
    return StandardCharsets.UTF_8.decode(bytes).toString();
  }

  private static String said(Reading<String> reading) {
    return switch (reading) {
      case Reading.Parsed<String>(String text) -> "says " + text;
      case Reading.Refused<String>(String reason) -> reason;
    };
  }

  private String reading(Path path) {
    return said(watch(path).current());
  }

  @Test
  void contentIsParsedAndAMissingFileIsEmpty() throws IOException {
    assertEquals("says ", reading(file));
    Files.writeString(file, "x");
    assertEquals("says x", reading(file));
    assertEquals("says ", reading(Path.of("/dev/null")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rw------- | says x",
        "rw-r--r-- | says x",
        "r--r--r-- | says x",
        "rw-rw---- | can be written by others: run chmod go-w ~/file",
        "rw-----w- | can be written by others: run chmod go-w ~/file",
      })
  void permissionsDecide(String permissions, String expected) throws IOException {
    Files.writeString(file, "x");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));

    assertEquals(expected, reading(file));
  }

  @Test
  void aFolderThatOthersCanWriteToIsNotTrusted() throws IOException {
    Path folder = Files.createDirectory(home.resolve("open"));
    Path inside = Files.writeString(folder.resolve("file"), "x");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));

    WatchedFile<String> watched = watch(inside);
    assertEquals(
        "lies in a folder that others can write to: run chmod go-w ~/open", said(watched.latest()));

    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    assertEquals("says x", said(watched.latest()));
  }

  @Test
  void aLinkIsFollowedAndBothFoldersCount() throws IOException {
    Path folder = Files.createDirectory(home.resolve("dotfiles"));
    Path target = Files.writeString(folder.resolve("config"), "x");
    Files.createSymbolicLink(file, target);
    assertEquals("says x", reading(file));

    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwx---"));
    assertEquals(
        "lies in a folder that others can write to: run chmod go-w ~/dotfiles", reading(file));
  }

  @Test
  void whatIsNoFileIsRefused() throws IOException {
    Files.createDirectory(file);
    assertEquals("is not a regular file", reading(file));
    assertEquals("is not a regular file", reading(Path.of("/dev/zero")));
    Path loop = home.resolve("loop");
    Files.createSymbolicLink(loop, loop);
    assertTrue(reading(loop).startsWith("cannot be read: "), reading(loop));
  }

  @Test
  void aFileOfAnotherUserIsRefused() throws IOException {
    Files.writeString(file, "x");
    boolean root = ProcessOwner.principal().getName().equals("root");
    assumeTrue(root, "needs root: acts as another user");
    Files.setOwner(
        file, file.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));

    assertEquals("belongs to another user: make it yours with chown", reading(file));
  }

  @Test
  void theSizeIsLimited() throws IOException {
    Files.writeString(file, "x".repeat(LIMIT));
    assertEquals("says " + "x".repeat(LIMIT), reading(file));
    Files.writeString(file, "x".repeat(LIMIT + 1));
    assertEquals("is larger than 1 KiB", reading(file));
  }

  @Test
  void anUnchangedFileIsParsedOnceAndGivesTheSameObject() throws IOException {
    Files.writeString(file, "x");
    // Only a file that has rested for a while is taken for unchanged.
    now = Files.getLastModifiedTime(file).toInstant().plusSeconds(60);
    WatchedFile<String> watched = watch(file);
    Reading<String> first = watched.current();

    for (int i = 0; i < 10; i++) {
      now = now.plusMillis(100);
      assertSame(first, watched.current());
    }
    assertEquals(1, parsed.get());
  }

  @Test
  void aFileThatWasJustWrittenIsReadAgainBecauseItsTimesAreCoarse() throws IOException {
    Files.writeString(file, "x");
    now = Files.getLastModifiedTime(file).toInstant();
    WatchedFile<String> watched = watch(file);
    Reading<String> first = watched.current();

    assertSame(first, watched.latest());
    assertEquals(2, parsed.get());
  }

  @Test
  void everyWayOfChangingAFileIsNoticed() throws IOException {
    Files.writeString(file, "one");
    now = Files.getLastModifiedTime(file).toInstant().plusSeconds(60);
    WatchedFile<String> watched = watch(file);
    assertEquals("says one", said(watched.current()));

    Path other = Files.writeString(home.resolve("other"), "two");
    Files.setLastModifiedTime(other, Files.getLastModifiedTime(file));
    Files.move(other, file, StandardCopyOption.ATOMIC_MOVE);
    assertEquals("says two", said(watched.latest()));

    FileTime before = Files.getLastModifiedTime(file);
    Files.writeString(file, "six");
    Files.setLastModifiedTime(file, before);
    assertEquals("says six", said(watched.latest()));

    Files.delete(file);
    assertEquals("says ", said(watched.latest()));
  }

  @Test
  void theHomeFolderIsWrittenShort() {
    assertEquals("~/a/b", TrustedFile.shown(home.resolve("a/b"), home));
    assertEquals("/etc/x", TrustedFile.shown(Path.of("/etc/x"), home));
    assertEquals(home.toString(), TrustedFile.shown(home, home));
  }
}
