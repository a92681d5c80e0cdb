package dev.jvc.system;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A mount namespace of a machine in which there is a {@code /usr/bin/security}, played by the
 * stand-in of the Keychain store's own tests. Needs root.
 *
 * <p>Closing it ends the namespace; outside of it nothing is ever mounted.
 */
final class MacRoom implements AutoCloseable {

  private static final String STAND_IN =
      "daemon/src/test/resources/dev/jvc/daemon/platform/security";

  private final Path keychain;
  private final Process holder;

  private MacRoom(Path keychain, Process holder) {
    this.keychain = keychain;
    this.holder = holder;
  }

  static MacRoom on(Machine machine) throws IOException {
    Path folder = Files.createDirectory(machine.home().resolve("keychain"));
    Path programs = Files.createDirectory(machine.home().resolve("usr-bin"));
    script(folder.resolve("security"), Files.readString(Machine.root().resolve(STAND_IN)));
    script(
        programs.resolve("security"),
        "#!/bin/sh\nexec '" + folder.resolve("security") + "' \"$@\"\n");
    for (Path open : List.of(programs, machine.home())) {
      Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    Process holder =
        machine
            .builder(
                Map.of(),
                List.of(
                    "unshare",
                    "--mount",
                    "sh",
                    "-c",
                    "mount -t overlay overlay -o lowerdir=\"$0\":/usr/bin /usr/bin && echo ready &&"
                        + " read -r line",
                    programs.toString()))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    BufferedReader said =
        new BufferedReader(new InputStreamReader(holder.getInputStream(), StandardCharsets.UTF_8));
    if (!"ready".equals(said.readLine())) {
      holder.destroyForcibly();
      throw new IOException("no file system could be laid over /usr/bin");
    }
    return new MacRoom(folder, holder);
  }

  private static void script(Path file, String text) throws IOException {
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** A command as it is run in here. */
  List<String> within(List<String> command) {
    List<String> all = new ArrayList<>();
    all.addAll(List.of("nsenter", "--mount=/proc/" + holder.pid() + "/ns/mnt"));
    all.addAll(command);
    return all;
  }

  /** Whether jvc has put a key into the keychain. */
  boolean holdsAKey() throws IOException {
    return Files.readString(keychain.resolve("keychain.json")).contains("\"svce\": \"jvc\"");
  }

  @Override
  public void close() {
    holder.destroyForcibly();
  }
}
