package dev.jvc.daemon.platform;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A program in {@code security}'s place, with a file as its keychain.
 *
 * <p>It does what security(1) and the program's published source (SecurityTool) say: the same
 * commands and options, the way {@code -i} splits a line, the exit codes, the hexadecimal for what
 * cannot be printed, the form of a dump. It refuses whatever it does not know. It also writes down
 * its arguments, in which no secret may ever stand.
 */
public class StandInSecurity {

  private final Path folder;

  /**
   * @param program of a keychain that is there
   */
  protected StandInSecurity(String program) {
    this.folder = Path.of(program).resolveSibling("");
  }

  /**
   * An empty keychain below a folder.
   *
   * @return the program
   */
  public static String make(Path parent) throws IOException {
    Path folder = Files.createDirectory(parent.resolve("keychain"));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    Path program = folder.resolve("security");
    try (InputStream script = StandInSecurity.class.getResourceAsStream("security")) {
      Files.copy(Objects.requireNonNull(script), program);
    }
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    return program.toString();
  }

  /** An empty keychain below a folder. */
  static StandInSecurity in(Path parent) throws IOException {
    return new StandInSecurity(make(parent));
  }

  public final String program() {
    return folder.resolve("security").toString();
  }

  /** Of a program that uses the keychain. */
  public final Map<String, String> environment() {
    return Map.of(
        "HOME", folder.toString(),
        "PATH", System.getenv("PATH"),
        "AWS_SECRET_ACCESS_KEY", "not for the program");
  }

  /** The path of a keychain by its file's name. */
  public final String file(String name) {
    return folder.resolve("Library/Keychains").resolve(name).toString();
  }

  public final void makeFile(String name) throws IOException {
    Path file = Path.of(file(name));
    Files.createDirectories(file.getParent());
    Files.createFile(file);
  }

  public final void removeFile(String name) throws IOException {
    Files.delete(Path.of(file(name)));
  }

  /** What the person does with a window: {@code allow}, {@code hang}, or the code of a refusal. */
  public final void person(String does) throws IOException {
    Files.writeString(folder.resolve("mode"), does);
  }

  /** Whatever is called ends with a code at once. */
  public final void endsWith(int code) throws IOException {
    Files.writeString(folder.resolve("code"), Integer.toString(code));
  }

  /** How many windows were shown. */
  public final int asked() throws IOException {
    Path asked = folder.resolve("asked");
    return Files.exists(asked) ? Files.readAllLines(asked).size() : 0;
  }

  /** Every argument that was ever given. */
  public final String arguments() throws IOException {
    return Files.readString(folder.resolve("arguments"), StandardCharsets.UTF_8);
  }

  /** The keychain's file. */
  public final String content() throws IOException {
    return Files.readString(folder.resolve("keychain.json"), StandardCharsets.UTF_8);
  }

  /** Puts items there that others made, as the file has them. */
  public final void content(String json) throws IOException {
    Files.writeString(folder.resolve("keychain.json"), json);
  }

  /** Runs the program as another client would; returns its output. */
  public final String run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(program()));
    command.addAll(Arrays.asList(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("ended with " + process.exitValue() + ": " + out);
    }
    return out;
  }
}
