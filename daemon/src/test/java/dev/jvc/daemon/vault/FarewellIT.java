package dev.jvc.daemon.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class FarewellIT {

  /** A task that takes as long as it is let. */
  static final class Task {

    private Task() {}

    public static void main(String[] arguments) throws InterruptedException {
      Duration limit = Duration.parse(arguments[0]);
      CountDownLatch never = new CountDownLatch(arguments.length > 1 ? 0 : 1);
      Farewell farewell =
          Farewell.prepare(
              limit,
              () -> System.out.println("terminal restored"),
              () -> System.out.println("ticket given back"),
              System.out);
      System.out.println("ready");
      never.await();
      farewell.close();
      System.out.println("done");
      System.exit(3);
    }
  }

  private static final List<String> CANCELLED =
      List.of("terminal restored", "jvc: cancelled", "ticket given back");

  @Test
  void aSignalRestoresTheTerminalAndGivesTheTicketBack() throws Exception {
    try (ChildJvm task = ChildJvm.start(Task.class, "PT1H")) {
      assertEquals("ready", task.line());
      task.process().toHandle().destroy();

      assertEquals(CANCELLED, task.rest());
      assertEquals(7, task.process().waitFor());
    }
  }

  @Test
  void nobodyAnsweringEndsTheTask() throws Exception {
    try (ChildJvm task = ChildJvm.start(Task.class, "PT0.2S")) {
      assertEquals("ready", task.line());

      assertEquals(
          List.of(
              "terminal restored", "jvc: nobody answered within 0 minutes", "ticket given back"),
          task.rest());
      assertEquals(7, task.process().waitFor());
    }
  }

  @Test
  void aTaskThatEndsByItselfKeepsItsExitCodeAndSaysNothing() throws Exception {
    try (ChildJvm task = ChildJvm.start(Task.class, "PT1H", "ends")) {
      assertEquals(List.of("ready", "done"), task.rest());
      assertEquals(3, task.process().waitFor());
    }
  }
}
