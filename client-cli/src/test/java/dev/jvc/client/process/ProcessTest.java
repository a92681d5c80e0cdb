package dev.jvc.client.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.client.outcome.Failure;
import dev.jvc.client.scripted.Person;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProcessTest {

  @TempDir private Path folder;

  @Test
  void aCommandIsLookedUpAsAShellDoes() throws Exception {
    Path first = Files.createDirectory(folder.resolve("first"));
    Path second = Files.createDirectory(folder.resolve("second"));
    Files.createFile(first.resolve("both"));
    Person.script(second.resolve("both"), "exit 0");
    Files.createFile(first.resolve("plain"));
    Files.createDirectory(first.resolve("directory"));
    String path = first + ":" + second;

    assertEquals(CommandLookup.FOUND, CommandLookup.of("both", path));
    assertEquals(CommandLookup.NOT_EXECUTABLE, CommandLookup.of("plain", path));
    assertEquals(CommandLookup.NOT_EXECUTABLE, CommandLookup.of("directory", path));
    assertEquals(CommandLookup.NOT_FOUND, CommandLookup.of("absent", path));
    assertEquals(CommandLookup.NOT_FOUND, CommandLookup.of("absent", ""));
    assertEquals(CommandLookup.FOUND, CommandLookup.of(second + "/both", ""));
    assertEquals(CommandLookup.NOT_EXECUTABLE, CommandLookup.of(first + "/both", path));
    assertEquals(CommandLookup.NOT_EXECUTABLE, CommandLookup.of(first.toString(), path));
    assertEquals(CommandLookup.NOT_FOUND, CommandLookup.of("./no-such-file-here", path));
    assertEquals(CommandLookup.NOT_FOUND, CommandLookup.of(first + "/both/x", path));
  }

  /** Neither can be looked up from here, so the shell is left to say what is wrong. */
  @Test
  void aNameThatCannotBeRepresentedIsLeftToTheShell() {
    assertEquals(CommandLookup.FOUND, CommandLookup.of("a\ufffdb", "/bin"));
    assertEquals(CommandLookup.FOUND, CommandLookup.of("a\u0000b", "/bin"));
  }

  @Test
  void programsAreFoundBesideTheLauncher() throws Exception {
    Person.script(folder.resolve("jvcd"), "exit 0");
    Path odd = Files.createDirectory(folder.resolve("x"));
    Map<String, String> environment = Map.of("JVC_BIN", odd + "/..");

    assertEquals(folder.resolve("jvcd"), Programs.jvcd(environment));

    Failure missing = assertThrows(Failure.class, () -> Programs.jvc(environment));
    assertEquals("cannot find " + folder + "/jvc: install jvc again", missing.sentence());
    Failure none = assertThrows(Failure.class, () -> Programs.jvcd(Map.of()));
    assertEquals(
        "JVC_BIN is not set: start the client through its launcher bin/jvc", none.sentence());
  }

  @Test
  void aProgramIsFoundInThePath() throws Exception {
    Person.script(folder.resolve("tool"), "exit 0");

    assertEquals(
        folder.resolve("tool"), Programs.find("tool", Map.of("PATH", "/nowhere::" + folder)));
    assertNull(Programs.find("tool", Map.of("PATH", "/nowhere")));
    assertNull(Programs.find("tool", Map.of()));
  }

  @Test
  void theDaemonSeesNoSecretOfThePerson() {
    Map<String, String> environment =
        new HashMap<>(
            Map.of(
                "PATH", "/bin",
                "AWS_ACCESS_KEY_ID", "AKIA",
                "AWS_SECRET_ACCESS_KEY", "secret",
                "AWS_SESSION_TOKEN", "secret",
                "JVC_FILE_PASSPHRASE", "secret",
                "JVC_MFA_TOKEN", "123456",
                "JVC_TICKET", "secret",
                "AWS_ENDPOINT_URL_STS", "http://127.0.0.1:1",
                "HTTPS_PROXY", "http://proxy:1"));
    environment.putAll(
        Map.of(
            "AWS_CONTAINER_AUTHORIZATION_TOKEN", "secret",
            "JAVA_TOOL_OPTIONS", "-Dx",
            "JDK_JAVA_OPTIONS", "-Dx",
            "_JAVA_OPTIONS", "-Dx",
            "CLASSPATH", "/x",
            "JVC_LAUNCHER_PID", "1",
            "JVC_TTY", "012",
            "JVC_LC_ALL", "",
            "LC_ALL", "C.UTF-8"));

    ChildEnvironment.forDaemon(environment);

    assertEquals(
        Map.of(
            "PATH", "/bin",
            "AWS_ENDPOINT_URL_STS", "http://127.0.0.1:1",
            "HTTPS_PROXY", "http://proxy:1"),
        environment);
  }

  @Test
  void aDaemonStartedWithinExecSeesThePersonsOwnFiles() {
    Map<String, String> environment =
        new HashMap<>(
            Map.of(
                "JVC_EXEC", "p",
                "AWS_CONFIG_FILE", "/run/generated",
                "AWS_SHARED_CREDENTIALS_FILE", "/run/generated",
                "JVC_OUTER_CONFIG_FILE", "/own"));

    ChildEnvironment.forDaemon(environment);

    assertEquals(Map.of("AWS_CONFIG_FILE", "/own"), environment);
  }

  @Test
  void theVaultProcessSeesThePersonsEnvironmentAsItWas() {
    Map<String, String> environment =
        new HashMap<>(
            Map.of(
                "AWS_SECRET_ACCESS_KEY", "secret",
                "JVC_FILE_PASSPHRASE", "secret",
                "GNUPGHOME", "/g",
                "LC_ALL", "C.UTF-8",
                "JVC_LC_ALL", "C",
                "JAVA_TOOL_OPTIONS", "-Dx"));

    ChildEnvironment.forVault(environment);

    assertEquals(
        Map.of(
            "AWS_SECRET_ACCESS_KEY", "secret",
            "JVC_FILE_PASSPHRASE", "secret",
            "GNUPGHOME", "/g",
            "LC_ALL", "C"),
        environment);
  }

  @Test
  void theLogIsTheOwnersOnlyAndKept() throws Exception {
    DaemonLog log = DaemonLog.of(folder.resolve("state"));
    assertEquals(0, log.size());

    log.prepare();
    Files.writeString(log.file(), "first\n");
    log.prepare();

    assertEquals("first\n", Files.readString(log.file()));
    assertEquals(
        "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(log.file())));
    assertEquals(
        "rwx------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("state"))));
  }

  @Test
  void aLargeLogIsMovedAside() throws Exception {
    DaemonLog log = DaemonLog.of(folder);
    Files.write(log.file(), new byte[5 * 1024 * 1024]);

    log.prepare();

    assertEquals(0, log.size());
    assertEquals(5 * 1024 * 1024, Files.size(folder.resolve("jvcd.log.1")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | ''",
        "1 | third\\n",
        "2 | \\nthird\\n",
        "3 | second\\n\\nthird\\n",
        "4 | first\\nsecond\\n\\nthird\\n",
        "99 | first\\nsecond\\n\\nthird\\n"
      })
  void theLastLinesAreCopied(int lines, String expected) throws Exception {
    DaemonLog log = DaemonLog.of(folder);
    Files.writeString(log.file(), "first\nsecond\n\nthird\n");
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    long position = log.copyTail(lines, out);

    assertEquals(expected.replace("\\n", "\n"), out.toString(StandardCharsets.UTF_8));
    assertEquals(log.size(), position);
  }

  @Test
  void aLastLineThatIsNotEndedIsALine() throws Exception {
    DaemonLog log = DaemonLog.of(folder);
    Files.writeString(log.file(), "first\nsec");
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    log.copyTail(1, out);

    assertEquals("sec", out.toString(StandardCharsets.UTF_8));
  }

  @Test
  void whatFollowsIsCopiedAndAReplacedFileFromItsStart() throws Exception {
    DaemonLog log = DaemonLog.of(folder);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertEquals(0, log.copyTail(5, out));
    assertEquals(0, log.copyFrom(0, out));

    Files.writeString(log.file(), "one\n");
    long position = log.copyFrom(0, out);
    append(log, "two\n");
    position = log.copyFrom(position, out);
    assertEquals(position, log.copyFrom(position, out));
    Files.writeString(log.file(), "new\n");
    log.copyFrom(position, out);

    assertEquals("one\ntwo\nnew\n", out.toString(StandardCharsets.UTF_8));
  }

  @Test
  void theLastLineOfAStartIsFound() throws Exception {
    DaemonLog log = DaemonLog.of(folder);
    Files.writeString(log.file(), "from before\n");
    long before = log.size();
    assertEquals("", log.complaintsSince(before));

    append(log, "starting\nError: no such option\n\n  \n");

    assertEquals("Error: no such option", log.complaintsSince(before));
    assertTrue(log.complaintsSince(0).contains("option"));
  }

  @Test
  void everyComplaintOfAStartIsFound() throws Exception {
    DaemonLog log = DaemonLog.of(folder);
    Files.writeString(log.file(), "jvcd: error: of an earlier start\n");
    long before = log.size();

    append(log, "jvcd: error: jvc.yaml:1: one\njvcd: error: jvc.yaml:2: two\njvcd: ending\n");

    assertEquals("jvc.yaml:1: one; jvc.yaml:2: two", log.complaintsSince(before));
  }

  private static void append(DaemonLog log, String text) throws IOException {
    Files.writeString(log.file(), text, StandardOpenOption.APPEND);
  }
}
