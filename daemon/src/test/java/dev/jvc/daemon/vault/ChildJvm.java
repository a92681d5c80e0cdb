package dev.jvc.daemon.vault;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A program of the test class path in a process of its own, which a test may kill. */
public final class ChildJvm implements AutoCloseable {

  private final Process process;
  private final BufferedReader out;

  private ChildJvm(Process process) {
    this.process = process;
    this.out = process.inputReader(StandardCharsets.UTF_8);
  }

  public static ChildJvm start(Class<?> program, String... arguments) throws IOException {
    List<String> command = command(program);
    command.addAll(List.of(arguments));
    return new ChildJvm(new ProcessBuilder(command).redirectErrorStream(true).start());
  }

  /** The start of a command line that runs a program as this virtual machine would. */
  public static List<String> command(Class<?> program) {
    return new ArrayList<>(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            program.getName()));
  }

  public Process process() {
    return process;
  }

  /** The next line of standard output or standard error. */
  public String line() throws IOException {
    String line = out.readLine();
    if (line == null) {
      throw new IOException("the child ended with code " + process.onExit().join().exitValue());
    }
    return line;
  }

  /** Everything up to the end. */
  public List<String> rest() throws IOException {
    return out.lines().toList();
  }

  /**
   * Ends it as {@code kill -9} does, and waits until it is gone and the programs that it was
   * running have ended by themselves.
   */
  @Override
  public void close() {
    // Stopped first, so that it starts nothing more once its children have been counted.
    signal("-STOP");
    List<ProcessHandle> children = process.descendants().toList();
    process.destroyForcibly();
    process.onExit().join();
    children.forEach(child -> child.onExit().join());
  }

  private void signal(String signal) {
    try {
      new ProcessBuilder("kill", signal, String.valueOf(process.pid())).start().onExit().join();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
