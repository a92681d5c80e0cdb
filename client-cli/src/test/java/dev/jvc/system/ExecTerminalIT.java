package dev.jvc.system;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** {@code jvc exec} at a terminal: job control and the keys that send signals. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "needs Linux: reads /proc")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(180)
final class ExecTerminalIT {

  /** Ends with the number of interrupts that it has seen. */
  private static final String COUNTER =
      """
      import os, signal, sys
      seen = 0
      def interrupted(number, frame):
          global seen
          seen += 1
          os.write(1, b"interrupt %d\\n" % seen)
      signal.signal(signal.SIGINT, interrupted)
      os.write(1, b"counting\\n")
      sys.stdin.readline()
      sys.exit(seen)
      """;

  private final Machine machine;
  private final ProcessTable processes;

  ExecTerminalIT() throws IOException {
    machine = Machine.create();
    processes = new ProcessTable(machine);
  }

  @BeforeAll
  void storeAKeyAndLogIn() throws Exception {
    assertEquals(0, machine.add("personal").exit());
    assertEquals(0, machine.login("personal").exit());
  }

  @AfterAll
  void stop() throws IOException {
    machine.close();
  }

  @Test
  void aShellHasJobControl() throws Exception {
    try (TerminalWindow window = TerminalWindow.open(machine)) {
      window.enter("jvc exec personal");
      window.awaitPrompt(0);
      window.enter("echo within $JVC_PROFILE");
      window.awaitText("\nwithin personal");
      window.awaitPrompt(0);
      window.enter("sleep 1000");
      awaitForeground("sleep\0001000\0");
      window.press("C-z");
      window.awaitPrompt(148);
      window.enter("jobs");
      window.awaitText("Stopped");
      window.awaitPrompt(0);
      window.enter("fg");
      awaitForeground("sleep\0001000\0");
      window.press("C-c");
      window.awaitPrompt(130);
      assertEquals(List.of(), processes.clients());
      window.enter("exit 3");
      window.awaitPrompt(3);
      window.clear();
      window.requireSaneTerminal();
    }
  }

  @Test
  void aCommandIsAJobOfTheShellThatRanJvc() throws Exception {
    try (TerminalWindow window = TerminalWindow.open(machine)) {
      window.enter("jvc exec personal -- sleep 1001");
      awaitForeground("sleep\0001001\0");
      window.press("C-z");
      window.awaitPrompt(148);
      window.enter("fg");
      awaitForeground("sleep\0001001\0");
      window.press("C-c");
      window.awaitPrompt(130);
      window.clear();
      window.requireSaneTerminal();
    }
  }

  @Test
  void ctrlCReachesTheCommandOnce() throws Exception {
    Path counter = Files.writeString(machine.home().resolve("counter.py"), COUNTER);
    try (TerminalWindow window = TerminalWindow.open(machine)) {
      window.enter("jvc exec personal -- " + AwsClients.tool("clients/bin/python") + " " + counter);
      window.awaitText("counting");
      window.press("C-c");
      window.awaitText("interrupt 1");
      window.enter("enough");
      window.awaitPrompt(1);
    }
  }

  /** Waits until the command runs and the keys of its terminal reach it (proc(5)). */
  private void awaitForeground(String commandLine) {
    await(commandLine)
        .atMost(Duration.ofSeconds(30))
        .until(() ->
            processes.all().stream()
                .anyMatch(each ->
                    read(each, "cmdline").equals(commandLine)
                        && isInForeground(read(each, "stat"))));
  }

  private static boolean isInForeground(String stat) {
    List<String> fields = List.of(stat.substring(stat.lastIndexOf(')') + 1).strip().split(" "));
    String state = fields.get(0);
    String group = fields.get(2);
    String foreground = fields.get(5);
    return !state.equals("T") && group.equals(foreground);
  }

  private static String read(ProcessHandle process, String file) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(process.pid()), file));
    } catch (IOException gone) {
      return ") gone - - - - - -";
    }
  }
}
