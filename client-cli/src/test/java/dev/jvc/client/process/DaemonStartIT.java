package dev.jvc.client.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.jvc.client.scripted.Golden;
import dev.jvc.client.scripted.Person;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The daemon is started when it is needed, once, and away from the terminal. */
final class DaemonStartIT {

  /** A daemon for one machine: tells what it sees, answers from the golden files, and gives way. */
  private static final String DAEMON =
      """
      import json, os, socket, sys
      home, golden = sys.argv[1], sys.argv[2]
      print('jvcd: starting', flush=True)
      server = socket.socket(socket.AF_UNIX)
      os.makedirs(home + '/jvc', 0o700, exist_ok=True)
      try:
          server.bind(home + '/jvc/control.sock')
      except OSError:
          print('jvcd: another daemon is running', flush=True)
          sys.exit(1)
      with open(home + '/seen', 'w') as seen:
          json.dump({
              'pid': os.getpid(), 'session': os.getsid(0),
              'folder': os.getcwd(), 'environment': dict(os.environ),
              'input': os.path.realpath('/proc/self/fd/0'),
              'files': sorted(os.listdir('/proc/self/fd')),
          }, seen)
      server.listen(50)
      while True:
          client, _ = server.accept()
          request = client.recv(65536).decode()
          if request:
              name = 'credentials.json' if 'credentials' in request else 'status.json'
              body = open(golden + '/' + name).read().strip().replace('4242', str(os.getpid()))
              client.sendall(('HTTP/1.1 200 OK\\r\\nJvc-Protocol: 1\\r\\nContent-Length: %d\\r\\n\\r\\n'
                              % len(body) + body).encode())
          client.close()
          if 'stop' in request:
              os.unlink(home + '/jvc/control.sock')
              sys.exit(0)
      """;

  @TempDir private Path home;
  private Person person;

  @BeforeEach
  void prepare() throws IOException {
    person = new Person(home);
    Files.writeString(home.resolve("daemon.py"), DAEMON);
    person.jvcdIs("exec python3 " + daemonAndItsArguments());
  }

  private String daemonAndItsArguments() {
    return home.resolve("daemon.py") + " " + home + " " + Golden.root().resolve("docs/protocol");
  }

  @AfterEach
  void stop() throws Exception {
    if (Files.exists(home.resolve("seen"))) {
      ProcessHandle daemon = ProcessHandle.of(((Number) seen("pid")).longValue()).orElse(null);
      if (daemon != null) {
        daemon.destroyForcibly();
        daemon.onExit().get(10, TimeUnit.SECONDS);
      }
    }
  }

  @Test
  void aVerbThatNeedsTheDaemonStartsItAndSaysSoOnce() throws Exception {
    Person.Run first = person.line("logout --tokens");
    assertTrue(first.err().startsWith("jvc: started the daemon\n"), first.err());

    Person.Run second = person.line("daemon start");
    assertEquals(
        "jvc: the daemon is running already as process " + seen("pid") + "\n", second.err());
    assertEquals(0, person.line("status").exit());

    assertEquals(new Person.Run(0, "", "jvc: stopped the daemon\n"), person.line("daemon stop"));
    assertFalse(ProcessHandle.of(((Number) seen("pid")).longValue()).isPresent());
    assertEquals(new Person.Run(0, "", "jvc: started the daemon\n"), person.line("daemon start"));
    assertEquals("jvcd: starting\njvcd: starting\n", person.line("daemon logs").out());
  }

  @Test
  void credentialsStartItWithoutAWord() {
    assertEquals(
        new Person.Run(0, Golden.text("credentials.json") + "\n", ""),
        person.line("credentials personal"));
  }

  @Test
  void itStandsApartFromTheTerminalAndTheCaller() throws Exception {
    person
        .environment()
        .putAll(Map.of("AWS_SECRET_ACCESS_KEY", "secret", "JAVA_TOOL_OPTIONS", "-Dx"));

    assertEquals(0, person.line("daemon start").exit());

    assertEquals(seen("pid"), seen("session"), "it is not in a session of its own");
    assertEquals("/", seen("folder"));
    assertEquals("/dev/null", seen("input"));
    assertEquals(List.of("0", "1", "2"), ((List<?>) seen("files")).subList(0, 3));
    // Besides the standard streams: its socket, its file and the listing.
    assertEquals(6, ((List<?>) seen("files")).size());
    Path log = home.resolve(".local/state/jvc/jvcd.log");
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(log)));
    assertEquals("jvcd: starting\n", Files.readString(log));
  }

  @Test
  void whereThereIsNoSetsidItIsStartedAllTheSameAndOutlivesTheTerminal() throws Exception {
    Path bin = Files.createDirectory(home.resolve("few"));
    for (String tool : List.of("python3", "sh")) {
      Path found = Programs.find(tool, System.getenv());
      Files.createSymbolicLink(bin.resolve(tool), Objects.requireNonNull(found));
    }
    person.environment().put("PATH", bin.toString());

    assertEquals(0, person.line("daemon start").exit());

    assertNotEquals(seen("pid"), seen("session"));
    assertEquals(0, new ProcessBuilder("sh", "-c", "kill -HUP " + seen("pid")).start().waitFor());
    assertEquals(0, person.line("status").exit());
  }

  @Test
  void twoClientsStartOne() throws Exception {
    List<CompletableFuture<Person.Run>> runs = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      runs.add(CompletableFuture.supplyAsync(() -> person.line("credentials personal")));
    }
    for (CompletableFuture<Person.Run> run : runs) {
      assertEquals(
          new Person.Run(0, Golden.text("credentials.json") + "\n", ""),
          run.get(30, TimeUnit.SECONDS));
    }
  }

  @Test
  void aDaemonThatGivesWayToASlowOneIsNoFailure() throws Exception {
    person.jvcdIs("(sleep 2; exec python3 " + daemonAndItsArguments() + ") &", "exit 4");

    assertEquals(
        new Person.Run(0, Golden.text("credentials.json") + "\n", ""),
        person.line("credentials personal"));
  }

  @Test
  void aDaemonThatEndsAtOnceIsExplainedByItsLastLine() throws Exception {
    Files.createDirectories(home.resolve(".local/state/jvc"));
    Files.writeString(home.resolve(".local/state/jvc/jvcd.log"), "jvcd: from before\n");
    person.jvcdIs("echo 'jvcd: the config is bad' >&2", "exit 1");

    assertEquals(
        new Person.Run(
            3,
            "",
            """
            jvc: the daemon ended while it started: jvcd: the config is bad
            hint: run: jvc daemon logs
            """),
        person.line("daemon start"));
    assertEquals(3, person.line("credentials personal").exit());

    person.jvcdIs("exit 5");
    assertEquals(
        """
        jvc: the daemon ended while it started
        hint: run: jvc daemon logs
        """,
        person.line("list").err());
  }

  @Test
  void aDaemonThatNeverAnswersIsGivenUpAfterTenSeconds() throws Exception {
    person.jvcdIs("echo $$ >" + home + "/pid", "exec sleep 600");

    Person.Run run = person.line("daemon start");

    assertEquals(3, run.exit());
    assertTrue(
        run.err().startsWith("jvc: the daemon does not answer after 10 seconds\n"), run.err());
    long pid = Long.parseLong(Files.readString(home.resolve("pid")).strip());
    ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
  }

  @Test
  void aMissingProgramIsOneSentence() throws Exception {
    Files.delete(home.resolve("bin/jvcd"));

    assertEquals(
        new Person.Run(1, "", "jvc: cannot find " + home + "/bin/jvcd: install jvc again\n"),
        person.line("daemon start"));
  }

  @Test
  void anUnwritableStateFolderIsOneSentence() throws Exception {
    Files.writeString(home.resolve(".local"), "");

    Person.Run run = person.line("daemon start");

    assertEquals(3, run.exit());
    assertTrue(run.err().startsWith("jvc: cannot start the daemon, because its log "), run.err());
    assertEquals(1, run.err().lines().count());
  }

  private Object seen(String what) throws IOException {
    return Objects.requireNonNull(
        JSON.std.mapFrom(Files.readString(home.resolve("seen"))).get(what));
  }
}
