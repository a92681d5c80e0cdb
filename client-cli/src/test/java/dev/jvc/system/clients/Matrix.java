package dev.jvc.system.clients;

import dev.jvc.system.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Every client in every wiring, all at the same time, because most of their time is waiting. What
 * they are refused is tried meanwhile on a second machine, whose daemon nobody kills.
 */
final class Matrix implements AutoCloseable {

  /** SDKs wait a second for an answer at most. */
  private static final int AT_A_TIME = 3;

  /** Most of the time of a refused client is its pauses between attempts. */
  private static final int REFUSED_AT_A_TIME = 6;

  private final Ground served = new Ground(AT_A_TIME);
  private final Ground refusing = new Ground(REFUSED_AT_A_TIME);
  private final List<Subject> subjects = new ArrayList<>();

  Matrix(List<Client> clients) throws IOException, InterruptedException {
    for (Client client : clients) {
      Arrays.stream(Wiring.values())
          .filter(client::knows)
          .forEach(wiring -> subjects.add(new Subject(client, wiring, served, refusing)));
    }
  }

  /** All trials of all subjects. */
  void run() throws Exception {
    // Those that have to be waited for are the first.
    List<Subject> order =
        subjects.stream().sorted(Comparator.comparing(each -> !each.renews())).toList();
    try (ExecutorService aside = Executors.newSingleThreadExecutor()) {
      Future<Void> refused = aside.submit(callable(() -> refuse(order)));
      all(
          order.size(),
          order,
          subject -> {
            subject.begin();
            subject.awaitEarlyRenewal();
          });
      Set<String> earlier = served.restartDaemon();
      all(order.size(), order, subject -> subject.awaitNewDaemon(earlier));
      refused.get();
    } finally {
      for (Subject subject : subjects) {
        subject.close();
      }
    }
  }

  private void refuse(List<Subject> order) throws Exception {
    all(REFUSED_AT_A_TIME, order, Subject::tryWrongToken);
    refusing.lock();
    all(REFUSED_AT_A_TIME, order, Subject::tryWithoutLogin);
  }

  List<Subject> subjects() {
    return subjects;
  }

  /** What is done with one subject. */
  private interface Step {
    void take(Subject subject) throws Exception;
  }

  /** Something that may fail. */
  private interface Work {
    void run() throws Exception;
  }

  private static Callable<Void> callable(Work work) {
    return () -> {
      work.run();
      return null;
    };
  }

  private static void all(int atATime, List<Subject> subjects, Step step) throws Exception {
    try (ExecutorService threads =
        Executors.newFixedThreadPool(atATime, Thread.ofVirtual().factory())) {
      List<Future<Void>> running = new ArrayList<>();
      for (Subject subject : subjects) {
        running.add(threads.submit(callable(() -> step.take(subject))));
      }
      for (Future<Void> each : running) {
        each.get();
      }
    }
  }

  @Override
  public void close() throws IOException {
    Files.copy(
        served.machine().daemonLog(),
        Machine.root().resolve("target/clients/daemon.log"),
        StandardCopyOption.REPLACE_EXISTING);
    refusing.close();
    served.close();
  }
}
