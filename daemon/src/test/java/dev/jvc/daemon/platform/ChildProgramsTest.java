package dev.jvc.daemon.platform;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
final class ChildProgramsTest {

  private static final Duration LONG = Duration.ofMinutes(1);

  @TempDir private Path folder;

  private final ChildPrograms programs =
      new ChildPrograms(ProgramPath.of("/usr/bin:/bin"), Duration.ZERO);

  @AfterEach
  void close() {
    programs.close();
  }

  private static BoundedCommand shell(String script, Duration limit) {
    return new BoundedCommand("sh", List.of("-c", script), Map.of("A", "1"), limit, 1024);
  }

  private CommandResult run(String script) {
    return programs.run(shell(script, LONG));
  }

  private CommandResult.Exited exited(String script) {
    return assertInstanceOf(CommandResult.Exited.class, run(script));
  }

  private static String text(CommandResult.Exited result) {
    return new String(result.output(), StandardCharsets.UTF_8);
  }

  private long pidIn(String file) throws IOException {
    Path path = folder.resolve(file);
    await().until(() -> Files.exists(path) && Files.readString(path).endsWith("\n"));
    return Long.parseLong(Files.readString(path).strip());
  }

  private static boolean lives(long pid) {
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
  }

  @Test
  void argumentsReachTheProgramAsTheyAre() {
    BoundedCommand command =
        new BoundedCommand(
            "printf",
            List.of("%s|", "$HOME", "a b", "*", "", "'\"", "-n", "ü"),
            Map.of("LC_ALL", "C.UTF-8"),
            LONG,
            1024);

    assertEquals(
        "$HOME|a b|*||'\"|-n|ü|",
        text(assertInstanceOf(CommandResult.Exited.class, programs.run(command))));
  }

  @Test
  void theEnvironmentIsWhatWasGivenAndNothingElse() {
    BoundedCommand command = new BoundedCommand("env", List.of(), Map.of("A", "1"), LONG, 1024);

    assertEquals(
        "A=1\n", text(assertInstanceOf(CommandResult.Exited.class, programs.run(command))));
  }

  @Test
  void theProgramStartsInTheRootFolderWithoutInputOrOtherDescriptors() {
    assertEquals("/\n", text(exited("pwd; cat")));
    assertEquals(
        "", text(exited("for n in 3 4 5 6 7 8 9; do (: <&$n) 2>/dev/null && echo $n; done")));
  }

  @Test
  void inputReachesTheProgramAndStaysTheCallers() {
    byte[] input = "two\nlines".getBytes(StandardCharsets.UTF_8);

    CommandResult.Exited result =
        assertInstanceOf(CommandResult.Exited.class, programs.run(shell("cat", LONG), input));

    assertEquals("two\nlines", text(result));
    assertEquals("two\nlines", new String(input, StandardCharsets.UTF_8));
  }

  @Test
  void aProgramMayIgnoreItsInput() {
    CommandResult result =
        programs.run(shell("exec <&-; exit 3", LONG), new byte[ChildPrograms.MAX_INPUT]);

    assertEquals(3, assertInstanceOf(CommandResult.Exited.class, result).code());
    assertThrows(
        IllegalArgumentException.class,
        () -> programs.run(shell("cat", LONG), new byte[ChildPrograms.MAX_INPUT + 1]));
  }

  @ParameterizedTest
  @CsvSource({"exit 0, 0", "exit 7, 7", "kill -TERM $$, 143", "kill -KILL $$, 137"})
  void exitCodesAndSignalsAreTold(String script, int code) {
    assertEquals(code, exited(script).code());
  }

  @Test
  void closingAResultWipesWhatTheProgramWrote() {
    CommandResult.Exited result = exited("printf secret");
    byte[] output = result.output();
    assertEquals("exit code 0, 6 bytes of output", result.toString());

    result.close();

    assertArrayEquals(new byte[6], output);
  }

  @Test
  void outputUpToTheLimitIsFineAndOneByteMoreIsNot() {
    assertEquals(1024, exited("printf %1024s x").output().length);
    assertEquals(new CommandResult.TooMuchOutput(1024), run("printf %1025s x"));
  }

  @Test
  void aProgramThatNeverStopsWritingIsEnded() throws IOException {
    CommandResult result = run("echo $$ > " + folder + "/pid; exec yes");

    assertEquals(new CommandResult.TooMuchOutput(1024), result);
    assertFalse(lives(pidIn("pid")));
  }

  @Test
  void anyAmountOfErrorsIsTakenInAndTheFirstOfThemKept() {
    CommandResult.Exited result = exited("echo first >&2; yes | head -c 500000 >&2; exit 4");

    assertEquals(4, result.code());
    assertEquals("first", result.errors().lines().getFirst());
    assertEquals(64 * 1024, result.errors().text().length());
  }

  @Test
  void theLastErrorIsShownWithoutWhatATerminalWouldActOn() {
    assertEquals("a?[31mb ?c", new ErrorOutput("x\n  a\u001b[31mb \u202ec \n \n").lastLine());
    assertEquals("", new ErrorOutput(" \n\n").lastLine());
    assertEquals(200, new ErrorOutput("é".repeat(5000)).lastLine().length());
  }

  @Test
  void aSlowProgramIsEndedWithItsChildren() throws IOException {
    CommandResult result =
        programs.run(
            shell(
                "echo said >&2; sleep 600 & echo $! > " + folder + "/pid; wait",
                Duration.ofMillis(500)));

    assertEquals(
        new CommandResult.TimedOut(Duration.ofMillis(500), new ErrorOutput("said\n")), result);
    assertFalse(lives(pidIn("pid")));
  }

  @Test
  void writingAllTheTimeBuysNoTime() {
    BoundedCommand command =
        new BoundedCommand(
            "sh",
            List.of("-c", "while :; do printf x; sleep 0.05; done"),
            Map.of(),
            Duration.ofMillis(400),
            1 << 20);

    assertInstanceOf(CommandResult.TimedOut.class, programs.run(command));
  }

  @Test
  void aProgramThatDoesNotListenIsKilled() throws IOException {
    CommandResult result =
        programs.run(
            shell(
                "trap '' TERM; echo $$ > " + folder + "/pid; while :; do sleep 600; done",
                Duration.ofMillis(300)));

    assertInstanceOf(CommandResult.TimedOut.class, result);
    long pid = pidIn("pid");
    await().until(() -> !lives(pid));
  }

  @Test
  void whatHasLeftItsParentsOnPurposeLivesOn() throws IOException {
    CommandResult.Exited result =
        exited("setsid sh -c 'echo $$ > " + folder + "/pid; exec sleep 600' >/dev/null 2>&1 &");

    assertEquals(0, result.code());
    long pid = pidIn("pid");
    programs.close();
    assertTrue(lives(pid));
    ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
  }

  @Test
  void aLeftOverChildThatHoldsTheOutputOpenMakesNobodyWait() throws IOException {
    CommandResult.Exited result = exited("echo done; sleep 600 & echo $! > " + folder + "/pid");

    assertEquals("done\n", text(result));
    ProcessHandle.of(pidIn("pid")).ifPresent(ProcessHandle::destroyForcibly);
  }

  @ParameterizedTest
  @CsvSource({
    "echo said >&2; exit 3, 0",
    "echo said >&2; kill -TERM $$, 1",
    "echo said >&2; kill -INT $$; sleep 600, 1",
    "echo said >&2; exec sleep 600, 1",
    "echo said >&2; exec yes, 1",
  })
  void whoDidNotEndByItselfIsClearedUpAfterOnce(String script, int times) {
    List<String> said = new CopyOnWriteArrayList<>();

    programs
        .run(shell(script, Duration.ofMillis(700)), new byte[0], errors -> said.add(errors.text()))
        .close();
    programs.close();

    assertEquals(Collections.nCopies(times, "said\n"), said);
  }

  @Test
  void closingClearsUpBeforeItReturns() throws IOException {
    List<String> said = new CopyOnWriteArrayList<>();
    CompletableFuture<CommandResult> result =
        CompletableFuture.supplyAsync(() ->
            programs.run(
                shell("echo said >&2; echo $$ > " + folder + "/pid; exec sleep 600", LONG),
                new byte[0],
                errors -> said.add(errors.text())));
    pidIn("pid");

    programs.close();

    assertEquals(List.of("said\n"), said);
    assertEquals(new CommandResult.Interrupted(), result.join());
  }

  @Test
  void theInputIsCompleteBeforeTheProgramStarts() {
    byte[] most = new byte[ChildPrograms.MAX_INPUT];
    Arrays.fill(most, (byte) 'x');

    CommandResult result = programs.run(shell("head -c 100000 | wc -c", LONG), most);

    assertEquals(
        ChildPrograms.MAX_INPUT,
        Integer.parseInt(text(assertInstanceOf(CommandResult.Exited.class, result)).strip()));
  }

  @Test
  void anInterruptedCallerTakesTheProgramAlong() throws Exception {
    CompletableFuture<CommandResult> result = new CompletableFuture<>();
    AtomicBoolean interrupted = new AtomicBoolean();
    Thread caller =
        Thread.ofPlatform()
            .start(() -> {
              result.complete(run("echo $$ > " + folder + "/pid; exec sleep 600"));
              interrupted.set(Thread.currentThread().isInterrupted());
            });
    long pid = pidIn("pid");

    caller.interrupt();
    caller.join();

    assertEquals(new CommandResult.Interrupted(), result.join());
    assertTrue(interrupted.get(), "the interrupt is passed on");
    assertFalse(lives(pid));
  }

  @Test
  void closingEndsWhatRunsAndStartsNothingMore() throws IOException {
    CompletableFuture<CommandResult> result =
        CompletableFuture.supplyAsync(() -> run("echo $$ > " + folder + "/pid; exec sleep 600"));
    long pid = pidIn("pid");

    programs.close();

    assertFalse(lives(pid));
    assertEquals(new CommandResult.Interrupted(), result.join());
    assertEquals(new CommandResult.Interrupted(), run("exit 0"));
  }

  @Test
  void whatCannotBeStartedIsSaid() throws IOException {
    assertEquals(
        new CommandResult.NotStarted("is not installed"),
        programs.run(new BoundedCommand("jvc-no-such-program", List.of(), Map.of(), LONG, 1024)));
    Path text = Files.writeString(folder.resolve("no-program"), "#!/nowhere/sh\n");
    assertTrue(text.toFile().setExecutable(true));
    assertEquals(
        new CommandResult.NotStarted("cannot be started"),
        programs.run(new BoundedCommand(text.toString(), List.of(), Map.of(), LONG, 1024)));
  }

  @Test
  void manyAtATimeDoNotDisturbEachOther() {
    List<CompletableFuture<String>> all =
        java.util.stream.IntStream.range(0, 12)
            .mapToObj(
                n -> CompletableFuture.supplyAsync(() -> text(exited("sleep 0.1; echo " + n))))
            .toList();

    for (int n = 0; n < all.size(); n++) {
      assertEquals(n + "\n", all.get(n).join());
    }
  }
}
