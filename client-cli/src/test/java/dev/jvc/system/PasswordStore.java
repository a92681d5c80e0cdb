package dev.jvc.system;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

/**
 * A machine's {@code pass} with a real gpg-agent, whose pinentry is a script that counts how often
 * a person was asked.
 *
 * <p>Closing it ends the agent.
 */
final class PasswordStore implements AutoCloseable {

  private static final String PINENTRY =
      """
      #!/bin/sh
      echo asked >> '@folder@/asked'
      echo 'OK at your service'
      while read -r line; do
        case $line in
          GETPIN*)
            if [ -e '@folder@/cancel' ]; then
              echo 'ERR 83886179 Operation cancelled <Pinentry>'
            else
              echo 'D @passphrase@'; echo OK
            fi ;;
          GETINFO\\ pid) echo "D $$"; echo OK ;;
          BYE*) echo OK; exit 0 ;;
          *) echo OK ;;
        esac
      done
      """;

  private final Machine machine;
  private final Path folder;

  private PasswordStore(Machine machine) {
    this.machine = machine;
    this.folder = machine.home().resolve("p");
  }

  /** Sets a password store up whose key has this passphrase, and has jvc keep its keys there. */
  static PasswordStore on(Machine machine, String passphrase)
      throws IOException, InterruptedException {
    PasswordStore store = new PasswordStore(machine);
    Files.createDirectory(store.folder);
    Files.createDirectory(
        store.gnupg(),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    machine.environment().put("GNUPGHOME", store.gnupg().toString());
    machine.environment().put("PASSWORD_STORE_DIR", store.folder.resolve("store").toString());
    Path pinentry = store.folder.resolve("pinentry");
    Files.writeString(
        pinentry,
        PINENTRY.replace("@folder@", store.folder.toString()).replace("@passphrase@", passphrase));
    Files.setPosixFilePermissions(pinentry, PosixFilePermissions.fromString("rwxr-xr-x"));
    store.askWith(pinentry);
    store.run(
        passphrase,
        "gpg",
        "--batch",
        "--quiet",
        "--passphrase-fd",
        "0",
        "--pinentry-mode",
        "loopback",
        "--quick-gen-key",
        "me@example.org",
        "future-default",
        "default",
        "never");
    store.run("", "pass", "init", "me@example.org");
    machine.jvcConfig("listen: { port: 0 }\nstore: pass\n");
    store.forget();
    return store;
  }

  private Path gnupg() {
    return folder.resolve("g");
  }

  /** Lets the agent ask with another program. */
  void askWith(Path pinentry) throws IOException, InterruptedException {
    Files.writeString(gnupg().resolve("gpg-agent.conf"), "pinentry-program " + pinentry + "\n");
    run("", "gpgconf", "--kill", "gpg-agent");
  }

  /** Whether the person gives up when asked. */
  void cancelling(boolean cancelling) throws IOException {
    Path cancel = folder.resolve("cancel");
    if (cancelling) {
      Files.writeString(cancel, "");
    } else {
      Files.deleteIfExists(cancel);
    }
  }

  /** As after a night: the agent has forgotten every answer, and nobody was asked yet. */
  void forget() throws IOException, InterruptedException {
    run("", "gpg-connect-agent", "reloadagent", "/bye");
    Files.deleteIfExists(folder.resolve("asked"));
  }

  /** How often a person was asked since the agent last forgot. */
  int asked() throws IOException {
    Path asked = folder.resolve("asked");
    return Files.exists(asked) ? Files.readAllLines(asked, StandardCharsets.UTF_8).size() : 0;
  }

  /** Runs a program to its success and returns what it wrote. */
  String run(String stdin, String... command) throws IOException, InterruptedException {
    Machine.Result result = machine.run(Map.of(), stdin, List.of(command));
    if (result.exit() != 0) {
      throw new IOException(String.join(" ", command) + ": " + result);
    }
    return result.out();
  }

  @Override
  public void close() throws IOException {
    try {
      run("", "gpgconf", "--kill", "gpg-agent");
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
