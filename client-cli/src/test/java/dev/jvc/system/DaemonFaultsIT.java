package dev.jvc.system;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A daemon that is absent, doubled, killed, or kept from its port, its socket and its folders. */
final class DaemonFaultsIT {

  private static final Refused NOT_RUNNING =
      Refused.with(3, "the daemon is not running", "jvc daemon start");

  private Machine machine;

  DaemonFaultsIT() throws IOException {
    this.machine = Machine.create();
  }

  @BeforeEach
  void makeTheRuntimeFolder() throws IOException {
    Files.createDirectory(
        runtime(),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  @AfterEach
  void stop() throws IOException {
    machine.close();
  }

  private Path runtime() {
    return machine.home().resolve("run/jvc");
  }

  @Test
  void lookingNeverStartsADaemonAndEverythingElseDoesOnce() throws Exception {
    NOT_RUNNING.check(machine.jvc("status"));
    NOT_RUNNING.check(machine.jvc("status", "--watch"));
    NOT_RUNNING.check(machine.jvc("daemon", "status"));

    Machine.Result first = machine.jvc("list");
    Machine.Result second = machine.jvc("list");

    assertEquals(0, first.exit(), first.toString());
    assertEquals("jvc: started the daemon\n", first.err());
    assertEquals("", second.err());
    assertEquals(first.out(), second.out());
  }

  @Test
  void theFastPathStartsADaemonWithoutAWord() throws Exception {
    Refused.with(4, "profile personal needs a login: run jvc login personal", "jvc login personal")
        .check(machine.jvc("credentials", "personal"));
    assertEquals(0, machine.jvc("status").exit());
  }

  @Test
  void aSecondDaemonGivesWayAndTheFirstIsUnharmed() throws Exception {
    long first = startDaemon();

    Machine.Result second = jvcd();

    assertEquals(4, second.exit(), second.toString());
    assertEquals("", second.out());
    assertEquals(
        "jvcd: error: another jvcd of this user is running: its control socket is "
            + machine.controlSocket()
            + "\n",
        second.err());
    assertEquals(first, machine.daemon().pid());
    assertEquals(
        "jvc: the daemon is running already as process " + first + "\n",
        machine.jvc("daemon", "start").err());
  }

  @Test
  void ofManyStartsAtOnceExactlyOneRuns() throws Exception {
    int starts = 20;
    List<Callable<Machine.Result>> commands = new ArrayList<>();
    for (int i = 0; i < starts; i++) {
      commands.add(i % 2 == 0 ? () -> machine.jvc("daemon", "start") : () -> machine.jvc("list"));
    }
    try (ExecutorService together = Executors.newFixedThreadPool(starts)) {
      for (Future<Machine.Result> ended : together.invokeAll(commands)) {
        assertEquals(0, ended.get().exit(), ended.get().toString());
      }
    }

    // Those that gave way need a moment to end, when a client has found the one that did not.
    await("one daemon is left").until(() -> daemons().size() == 1);
    assertEquals(daemons().getFirst().pid(), machine.daemon().pid());
  }

  @Test
  void aKilledDaemonLeavesNothingInTheWayOfTheNext() throws Exception {
    long killed = startDaemon();
    ProcessHandle daemon = machine.daemon();
    assertTrue(daemon.destroyForcibly());
    daemon.onExit().join();
    assertTrue(Files.exists(machine.controlSocket()), "a stale socket is left");

    NOT_RUNNING.check(machine.jvc("status"));
    Machine.Result next = machine.jvc("list");

    assertEquals(0, next.exit(), next.toString());
    assertEquals("jvc: started the daemon\n", next.err());
    assertFalse(machine.daemon().pid() == killed);
  }

  @Test
  void aPortThatIsTakenIsNamedByWhoeverStartsTheDaemon() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      machine.jvcConfig("listen: { port: " + other.getLocalPort() + " }\n");
      String why =
          "cannot listen on 127.0.0.1:"
              + other.getLocalPort()
              + " (address already in use): stop the other program, or choose another port with"
              + " listen.port";

      assertComplaint(3, why, jvcd());
      for (List<String> verb :
          List.of(
              List.of("daemon", "start"), List.of("list"), List.of("credentials", "personal"))) {
        Refused.with(3, "the daemon ended while it started: " + why, "jvc daemon logs")
            .check(machine.jvc(verb.toArray(String[]::new)));
      }
      NOT_RUNNING.check(machine.jvc("status"));
    }

    assertEquals(0, machine.jvc("daemon", "start").exit(), "the port is free again");
  }

  @Test
  void aFileInPlaceOfTheSocketIsLeftAlone() throws Exception {
    Files.writeString(machine.controlSocket(), "mine");

    expectStranger();

    assertEquals("mine", Files.readString(machine.controlSocket()));
  }

  @Test
  void aLinkInPlaceOfTheSocketIsLeftAlone() throws Exception {
    Path target = Files.writeString(machine.home().resolve("precious"), "mine");
    Files.createSymbolicLink(machine.controlSocket(), target);

    expectStranger();

    assertTrue(Files.isSymbolicLink(machine.controlSocket()));
    assertEquals("mine", Files.readString(target));
  }

  private void expectStranger() throws IOException, InterruptedException {
    assertComplaint(1, machine.controlSocket() + " is not a socket: move it away", jvcd());
    for (String verb : List.of("status", "list", "credentials")) {
      Refused.with(5, machine.controlSocket() + " is not a socket of yours: move it away")
          .check(machine.jvc(verb));
    }
  }

  @Test
  void aSocketThatSomebodyListensOnIsLeftAlone() throws Exception {
    try (ServerSocketChannel other = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      other.bind(UnixDomainSocketAddress.of(machine.controlSocket()));

      assertComplaint(
          4,
          "another jvcd of this user is running: its control socket is " + machine.controlSocket(),
          jvcd());
      assertTrue(Files.exists(machine.controlSocket(), LinkOption.NOFOLLOW_LINKS));
    }
    Files.delete(machine.controlSocket());
  }

  @Test
  void aRuntimeFolderThatIsAFileIsNamed() throws Exception {
    Files.delete(runtime());
    Files.createFile(runtime());

    assertComplaint(1, runtime() + " is not a folder: move it away", jvcd());
    for (String verb : List.of("status", "list", "credentials")) {
      Refused.with(5, runtime() + " is not a folder of yours: move it away")
          .check(machine.jvc(verb));
    }
    Files.delete(runtime());
  }

  @Test
  void aRuntimeFolderOpenToOthersIsNotTrusted() throws Exception {
    Files.setPosixFilePermissions(runtime(), PosixFilePermissions.fromString("rwxr-xr-x"));

    Refused.with(5, runtime() + " is open to other users: run chmod 700 " + runtime())
        .check(machine.jvc("list"));

    Files.setPosixFilePermissions(runtime(), PosixFilePermissions.fromString("rwx------"));
    assertEquals(0, machine.jvc("list").exit());
  }

  @Test
  void aStateFolderThatCannotBeMadeIsNamed() throws Exception {
    Path state = Files.createFile(machine.home().resolve("state"));

    assertComplaint(
        1,
        "cannot make folder "
            + state.resolve("jvc")
            + " (not a directory): make it, or choose another",
        jvcd());
    for (String verb : List.of("list", "credentials")) {
      Refused.with(
              3,
              "cannot start the daemon, because its log "
                  + machine.daemonLog()
                  + " cannot be written: mend its folder, or set XDG_STATE_HOME to another")
          .check(machine.jvc(verb));
    }
    Files.delete(state);
    assertEquals(0, machine.jvc("list").exit());
  }

  /** {@code /sys} lets nobody make a folder, not even root. */
  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "needs Linux: reads /proc")
  void foldersThatNobodyMayWriteAreNamed() throws Exception {
    String cannot =
        "cannot make folder /sys/jvc (operation not permitted): make it, or choose another";

    machine.environment().put("XDG_STATE_HOME", "/sys");
    assertComplaint(1, cannot, jvcd());
    Refused.with(
            3,
            "cannot start the daemon, because its log /sys/jvc/jvcd.log cannot be written: mend its"
                + " folder, or set XDG_STATE_HOME to another")
        .check(machine.jvc("list"));
    machine.environment().put("XDG_STATE_HOME", machine.home().resolve("state").toString());

    machine.environment().put("XDG_RUNTIME_DIR", "/sys");
    assertComplaint(1, cannot, jvcd());
    Refused.with(3, "the daemon ended while it started: " + cannot, "jvc daemon logs")
        .check(machine.jvc("list"));
    machine.environment().put("XDG_RUNTIME_DIR", machine.home().resolve("run").toString());

    assertEquals(0, machine.jvc("list").exit());
    machine.environment().put("XDG_DATA_HOME", "/sys");
    Refused.with(
            7, "the key file /sys/jvc/keys.jvc cannot be written and stays as it was: " + cannot)
        .check(machine.add("personal"));
    machine.environment().put("XDG_DATA_HOME", machine.home().resolve("data").toString());
    assertEquals(0, machine.add("personal").exit());
  }

  @Test
  void relativeFoldersMeanTheSameToClientAndDaemon() throws Exception {
    machine.environment().put("XDG_RUNTIME_DIR", "run");

    Machine.Result listed = machine.jvc("list");

    assertEquals(0, listed.exit(), listed.toString());
    assertTrue(Files.exists(machine.home().resolve("state/jvc/run/control.sock")));
  }

  @Test
  void aPathTooLongForASocketIsSaidByBoth() throws Exception {
    machine.environment().put("XDG_RUNTIME_DIR", "/tmp/" + "x".repeat(100));
    String sentence =
        "the control socket's path is longer than 103 characters: set XDG_RUNTIME_DIR to a"
            + " shorter folder";

    assertComplaint(1, sentence, jvcd());
    Refused.with(1, sentence).check(machine.jvc("list"));
    machine.environment().put("XDG_RUNTIME_DIR", machine.home().resolve("run").toString());
  }

  @Test
  void aMissingHomeIsSaidByBoth() throws Exception {
    Map<String, String> homeless = Map.of("HOME", "", "XDG_STATE_HOME", "", "XDG_RUNTIME_DIR", "");
    String sentence = "HOME is not set: set it to your home folder";

    Refused.with(1, sentence).check(machine.run(homeless, "", Machine.jvcCommand("list")));
    assertComplaint(1, sentence, machine.run(homeless, "", jvcdCommand()));
  }

  @Test
  void arrangementsOfWordsThatTheDaemonDoesNotKnowAreRefused() throws Exception {
    for (List<String> words : List.of(List.of("frob"), List.of("--debug", "more"), List.of("-x"))) {
      Machine.Result result = jvcd(words.toArray(String[]::new));
      assertEquals(2, result.exit(), words.toString());
      assertEquals("", result.out());
      assertTrue(result.err().startsWith("jvcd: unknown arguments\nusage: jvcd "), result.err());
    }
    for (List<String> words :
        List.of(
            List.of("vault"),
            List.of("vault", "frob"),
            List.of("vault", "login"),
            List.of("vault", "login", "AKIAABCDEFGHIJKLMNOP"))) {
      Machine.Result result = jvcd(words.toArray(String[]::new));
      assertEquals(2, result.exit(), words.toString());
      Refused.checkForm(result);
      assertFalse(result.err().contains("AKIAABCDEFGHIJKLMNOP"), result.err());
    }
  }

  private long startDaemon() throws IOException, InterruptedException {
    Machine.Result started = machine.jvc("daemon", "start");
    assertEquals(0, started.exit(), started.toString());
    return machine.daemon().pid();
  }

  private Machine.Result jvcd(String... arguments) throws IOException, InterruptedException {
    return machine.run(Map.of(), "", jvcdCommand(arguments));
  }

  private static List<String> jvcdCommand(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Machine.root().resolve("bin/jvcd").toString());
    command.addAll(List.of(arguments));
    return command;
  }

  private static void assertComplaint(int exit, String sentence, Machine.Result result) {
    assertEquals("jvcd: error: " + sentence + "\n", result.err());
    assertEquals(exit, result.exit(), result.toString());
    assertEquals("", result.out());
  }

  private List<ProcessHandle> daemons() {
    String state = machine.home().resolve("state").toString();
    return ProcessHandle.allProcesses()
        .filter(process -> {
          String command = process.info().commandLine().orElse("");
          return command.contains("dev.jvc.daemon.Main") && command.contains(state);
        })
        .toList();
  }
}
