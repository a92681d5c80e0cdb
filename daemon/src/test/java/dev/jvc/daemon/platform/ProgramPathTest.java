package dev.jvc.daemon.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ProgramPathTest {

  private static final ProgramPath.Lookup NOT_INSTALLED =
      new ProgramPath.Missing("is not installed");

  @TempDir private Path folder;
  private Path first;
  private Path second;

  @BeforeEach
  void makeFolders() throws IOException {
    first = directory("first");
    second = directory("second");
  }

  private Path directory(String name) throws IOException {
    Path made = Files.createDirectory(folder.resolve(name));
    mode(made, "rwxr-xr-x");
    return made;
  }

  private static void mode(Path path, String permissions) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
  }

  private static Path program(Path folder, String permissions) throws IOException {
    Path program = Files.writeString(folder.resolve("tool"), "#!/bin/sh\n");
    mode(program, permissions);
    return program;
  }

  private ProgramPath path() {
    return ProgramPath.of(first + ":" + second);
  }

  private ProgramPath.Lookup find() {
    return path().find("tool");
  }

  @Test
  void theFirstFolderThatHasItWins() throws IOException {
    program(second, "rwxr-xr-x");
    assertEquals(new ProgramPath.Found(second.resolve("tool")), find());

    program(first, "rwxr-xr-x");
    assertEquals(new ProgramPath.Found(first.resolve("tool")), find());
  }

  @Test
  void whatCannotBeRunIsNoProgram() throws IOException {
    program(first, "rw-r--r--");
    assertEquals(NOT_INSTALLED, find());
    Files.delete(first.resolve("tool"));
    Files.createDirectory(first.resolve("tool"));
    assertEquals(NOT_INSTALLED, find());
    Files.createSymbolicLink(second.resolve("tool"), folder.resolve("nowhere"));
    assertEquals(NOT_INSTALLED, find());
  }

  @Test
  void aProgramThatOthersCanWriteIsPassedOver() throws IOException {
    program(first, "rwxr-xrwx");
    assertEquals(
        new ProgramPath.Missing(
            "is not run, because "
                + first.resolve("tool")
                + " can be written by others: run chmod go-w "
                + first.resolve("tool")),
        find());

    program(second, "rwxr-xr-x");
    assertEquals(new ProgramPath.Found(second.resolve("tool")), find());
  }

  @Test
  void aFolderThatOthersCanWriteHoldsNoPrograms() throws IOException {
    program(first, "rwxr-xr-x");
    mode(first, "rwxr-xrwx");

    assertEquals(
        new ProgramPath.Missing(
            "is not run, because " + first + " can be written by others: run chmod go-w " + first),
        find());
  }

  @Test
  void bothEndsOfALinkCount() throws IOException {
    Path elsewhere = directory("elsewhere");
    program(elsewhere, "rwxr-xr-x");
    Files.createSymbolicLink(first.resolve("tool"), elsewhere.resolve("tool"));
    assertEquals(new ProgramPath.Found(first.resolve("tool")), find());

    mode(elsewhere, "rwxr-xrwx");
    assertEquals(
        new ProgramPath.Missing(
            "is not run, because "
                + elsewhere
                + " can be written by others: run chmod go-w "
                + elsewhere),
        find());
  }

  @Test
  void anAbsolutePathIsTakenWhereItPoints() throws IOException {
    Path program = program(second, "rwxr-xr-x");
    ProgramPath empty = ProgramPath.of("");

    assertEquals(new ProgramPath.Found(program), empty.find(program.toString()));
    assertEquals(
        new ProgramPath.Missing("does not exist or cannot be run"),
        empty.find(first.resolve("tool").toString()));
    assertEquals(
        new ProgramPath.Missing("is neither a name nor an absolute path"),
        empty.find("second/tool"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ":", ".", "bin:./bin::", "..", "~/bin"})
  void whatDependsOnTheFolderOneIsInIsIgnored(String variable) {
    assertEquals(NOT_INSTALLED, ProgramPath.of(variable).find("pom.xml"));
    assertEquals(NOT_INSTALLED, ProgramPath.of(variable).find("sh"));
  }
}
