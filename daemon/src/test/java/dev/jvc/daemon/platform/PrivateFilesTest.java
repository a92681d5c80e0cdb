package dev.jvc.daemon.platform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PrivateFilesTest {

  @TempDir Path temporary;

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void aReplacedFileAndItsNewFoldersAreClosedToOthers() throws IOException {
    Path file = temporary.resolve("a/b/keys");

    PrivateFiles.replace(file, "one".getBytes(UTF_8));

    assertEquals("one", Files.readString(file));
    assertEquals("rw-------", mode(file));
    assertEquals("rwx------", mode(temporary.resolve("a")));
    assertEquals("rwx------", mode(temporary.resolve("a/b")));
  }

  @Test
  void replacingLeavesNothingButTheNewContent() throws IOException {
    Path file = temporary.resolve("f/keys");
    PrivateFiles.replace(file, "one".getBytes(UTF_8));

    PrivateFiles.replace(file, "two".getBytes(UTF_8));

    assertEquals("two", Files.readString(file));
    try (Stream<Path> left = Files.list(temporary.resolve("f"))) {
      assertEquals(1, left.count());
    }
  }

  @Test
  void aFolderOpenToOthersIsClosed() throws IOException {
    Path folder = Files.createDirectory(temporary.resolve("open"));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));

    PrivateFiles.folder(folder);

    assertEquals("rwx------", mode(folder));
  }

  @Test
  void aLinkInPlaceOfAFolderIsRefused() throws IOException {
    Path real = Files.createDirectory(temporary.resolve("real"));
    Path link = Files.createSymbolicLink(temporary.resolve("link"), real);

    IOException refused = assertThrows(IOException.class, () -> PrivateFiles.folder(link));

    assertEquals(link + " is not a folder: move it away", refused.getMessage());
  }

  @Test
  void aFileInPlaceOfAFolderIsRefusedAndKept() throws IOException {
    Path file = Files.writeString(temporary.resolve("file"), "mine");

    assertThrows(IOException.class, () -> PrivateFiles.folder(file));

    assertEquals("mine", Files.readString(file));
  }

  @Test
  void deletingTwiceIsNotAnError() throws IOException {
    Path file = temporary.resolve("gone");
    PrivateFiles.replace(file, new byte[0]);

    PrivateFiles.delete(file);
    PrivateFiles.delete(file);

    assertTrue(Files.notExists(file));
  }
}
