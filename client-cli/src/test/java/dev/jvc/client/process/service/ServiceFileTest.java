package dev.jvc.client.process.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.client.outcome.ExitCode;
import dev.jvc.client.outcome.Failure;
import dev.jvc.client.process.service.ServiceFile.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ServiceFileTest {

  private static final String TEXT = "[Service]\nExecStart=/bin/true\n";

  @TempDir private Path folder;
  private Path path;

  @BeforeEach
  void name() {
    path = folder.resolve("systemd/user/x.service");
  }

  private ServiceFile file(String text) {
    return ServiceFile.unit(path, text);
  }

  @Test
  void aFileIsWrittenOnceAndClosedToOthers() throws Exception {
    assertEquals(Outcome.WRITTEN, file(TEXT).write(false));
    assertEquals(Outcome.UNCHANGED, file(TEXT).write(false));

    assertTrue(Files.readString(path).endsWith("\n" + TEXT), Files.readString(path));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
    try (Stream<Path> files = Files.list(path.getParent())) {
      assertEquals(1, files.count());
    }
  }

  @Test
  void whatJvcWroteIsReplacedByWhatItWritesToday() throws Exception {
    file(TEXT).write(false);

    assertEquals(Outcome.WRITTEN, file(TEXT + "Restart=no\n").write(false));

    assertTrue(Files.readString(path).contains("Restart=no"));
    assertFalse(Files.exists(path.resolveSibling("x.service.old")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"append", "edit", "no digest", "half a digest", "empty", "not utf-8"})
  void whatAPersonChangedIsKeptUntilTheyAreToldOtherwise(String change) throws Exception {
    file(TEXT).write(false);
    String written = Files.readString(path);
    byte[] changed =
        switch (change) {
          case "append" -> (written + "Nice=5\n").getBytes(StandardCharsets.UTF_8);
          case "edit" -> written.replace("true", "false").getBytes(StandardCharsets.UTF_8);
          case "no digest" -> TEXT.getBytes(StandardCharsets.UTF_8);
          case "half a digest" ->
              written.replaceFirst("[0-9a-f]{32}\n", "\n").getBytes(StandardCharsets.UTF_8);
          case "empty" -> new byte[0];
          default -> new byte[] {(byte) 0xff, (byte) 0xfe};
        };
    Files.write(path, changed);

    assertEquals(Outcome.KEPT, file(TEXT).write(false));
    assertEquals(Outcome.KEPT, file(TEXT).remove(false));
    assertEquals(changed.length, Files.size(path));

    assertEquals(Outcome.WRITTEN, file(TEXT).write(true));
    assertEquals(written, Files.readString(path));
    assertEquals(changed.length, Files.size(path.resolveSibling("x.service.old")));
  }

  @Test
  void aLinkToAFileElsewhereIsAPersons() throws Exception {
    file(TEXT).write(false);
    Path elsewhere = folder.resolve("dotfiles");
    Files.move(path, elsewhere);
    Files.createSymbolicLink(path, elsewhere);

    assertEquals(Outcome.KEPT, file(TEXT + "x\n").write(false));

    assertTrue(Files.isSymbolicLink(path));
  }

  @Test
  void whatJvcWroteIsRemovedAndWhatIsNotThereIsNoFailure() throws Exception {
    file(TEXT).write(false);

    assertEquals(Outcome.REMOVED, file("anything").remove(false));
    assertEquals(Outcome.ABSENT, file("anything").remove(false));
    Files.writeString(path, "a person's");
    assertEquals(Outcome.REMOVED, file(TEXT).remove(true));
    assertEquals("a person's", Files.readString(path.resolveSibling("x.service.old")));
  }

  @Test
  void inXmlTheDigestStandsBehindTheDocumentType() throws Exception {
    String text = "<?xml version=\"1.0\"?>\n<!DOCTYPE plist>\n<plist/>\n";
    ServiceFile file = ServiceFile.xml(path, text);

    file.write(false);

    assertTrue(Files.readAllLines(path).get(2).startsWith("<!-- Written by jvc daemon install."));
    assertEquals(Outcome.WRITTEN, ServiceFile.xml(path, text + "\n").write(false));
  }

  @Test
  void aFolderThatCannotBeWrittenIsSaid() throws IOException {
    Files.writeString(folder.resolve("systemd"), "not a folder");

    Failure failure = assertThrows(Failure.class, () -> file(TEXT).write(false));

    assertEquals(ExitCode.FAILED, failure.exitCode());
    assertEquals("cannot write " + path + ": make its folder writable to you", failure.sentence());
  }
}
