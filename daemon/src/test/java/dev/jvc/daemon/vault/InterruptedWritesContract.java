package dev.jvc.daemon.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.daemon.credential.ProfileName;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every store promises when the vault process is killed in the middle of writing. */
@Timeout(120)
public abstract class InterruptedWritesContract {

  /** The name that a killed process keeps writing, with growing numbers. */
  protected static final ProfileName LOOPED = new ProfileName("looped");

  private static final int MANY = 60;

  /** A name that it adds and removes all the time. */
  protected static final ProfileName COMES_AND_GOES = new ProfileName("comes and goes");

  private static final ProfileName STABLE = new ProfileName("stable");

  /** A store over the same place for the whole test. */
  protected abstract SecretStore open();

  /** How many keys each of two processes adds; fewer for a slow store. */
  protected int manyKeys() {
    return MANY;
  }

  /** The most writes that a process completes before it is killed; fewer for a slow store. */
  protected int mostWrites() {
    return 120;
  }

  /** A process that calls {@link #writeForever} with a store over that place. */
  protected abstract ChildJvm startWriter() throws IOException;

  /** What the process does; says the number of each completed write. */
  protected static void writeForever(SecretStore store) throws Exception {
    for (int number = 0; ; number++) {
      store.write(LOOPED, Keys.key(number));
      if (number % 2 == 0) {
        store.write(COMES_AND_GOES, Keys.key(number));
      } else {
        store.remove(COMES_AND_GOES);
      }
      System.out.println(number);
    }
  }

  /** A process that calls {@link #addMany} with a store over that place. */
  protected abstract ChildJvm startAdder(String prefix) throws IOException;

  /** What the process does for a store that is quick, and ends. */
  protected static void addMany(SecretStore store, String prefix) throws Exception {
    addMany(store, prefix, MANY);
  }

  /** The same with {@link #manyKeys} of a slow one. */
  protected static void addMany(SecretStore store, String prefix, int many) throws Exception {
    for (int number = 0; number < many; number++) {
      store.write(new ProfileName(prefix + number), Keys.key(number));
    }
    System.out.println("done");
  }

  @Test
  void twoProcessesLoseNothingOfEachOther() throws Exception {
    try (SecretStore store = open()) {
      store.write(STABLE, Keys.key(77));
    }
    try (ChildJvm left = startAdder("left");
        ChildJvm right = startAdder("right")) {
      assertEquals(List.of("done"), left.rest());
      assertEquals(List.of("done"), right.rest());
    }
    try (SecretStore store = open()) {
      assertEquals(2 * manyKeys() + 1, store.names().size());
      for (int number = 0; number < manyKeys(); number++) {
        assertEquals(number, Keys.numberIn(store, new ProfileName("left" + number)));
        assertEquals(number, Keys.numberIn(store, new ProfileName("right" + number)));
      }
    }
  }

  @RepeatedTest(12)
  void aKilledWriterLosesNothingThatWasWritten(RepetitionInfo repetition) throws Exception {
    try (SecretStore store = open()) {
      store.write(STABLE, Keys.key(77));
    }
    int writes = new Random(repetition.getCurrentRepetition()).nextInt(1, mostWrites());
    int completed = -1;
    try (ChildJvm writer = startWriter()) {
      while (completed < writes) {
        completed = Integer.parseInt(writer.line());
      }
    }
    try (SecretStore store = open()) {
      assertEquals(77, Keys.numberIn(store, STABLE));
      assertTrue(Keys.numberIn(store, LOOPED) >= completed);
      List<ProfileName> names = store.names();
      if (names.contains(COMES_AND_GOES)) {
        assertEquals(0, Keys.numberIn(store, COMES_AND_GOES) % 2);
      }
      store.write(LOOPED, Keys.key(1));
      assertEquals(1, Keys.numberIn(store, LOOPED), "a killed writer blocks nobody");
    }
  }
}
