package dev.jvc.daemon.store.pass;

import dev.jvc.daemon.platform.ChildPrograms;
import dev.jvc.daemon.platform.ProgramPath;
import dev.jvc.daemon.vault.SecretStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A person's real GnuPG: a home with one key, an agent, and a pinentry that is a script doing what
 * the test says.
 *
 * <p>Lies below {@code /tmp}, short enough for the agent's socket. Closing it ends the agent.
 */
final class GnuPg implements AutoCloseable {

  static final String PASSPHRASE = "correct horse";

  /** What the person at the pinentry does. */
  enum Person {
    ANSWERS,
    MISTYPES,
    GIVES_UP,
    IS_AWAY,
    KILLS_PINENTRY
  }

  private static final String PINENTRY =
      """
      #!/bin/sh
      echo started >> '@folder@/asked'
      echo 'OK at your service'
      while read -r line; do
        case $line in
          GETPIN*)
            case $(cat '@folder@/person') in
              ANSWERS) echo 'D @passphrase@'; echo OK ;;
              MISTYPES) echo 'D something else'; echo OK ;;
              GIVES_UP) echo 'ERR 83886179 Operation cancelled <Pinentry>' ;;
              IS_AWAY) exec sleep 600 ;;
              KILLS_PINENTRY) exit 1 ;;
            esac ;;
          CONFIRM*) echo 'ERR 83886179 Operation cancelled <Pinentry>' ;;
          GETINFO\\ pid) echo "D $$"; echo OK ;;
          OPTION\\ ttyname=*) echo "$line" >> '@folder@/terminals'; echo OK ;;
          BYE*) echo OK; exit 0 ;;
          *) echo OK ;;
        esac
      done
      """;

  /** The serial number of the card. */
  static final byte[] CARD = HexFormat.of().parseHex("D2760001240102010006123456780000");

  private final Path folder;
  private Person person = Person.ANSWERS;

  private GnuPg(Path folder) {
    this.folder = folder;
  }

  /** A home whose key is protected by {@link #PASSPHRASE}. */
  static GnuPg create() throws IOException {
    GnuPg gnupg = new GnuPg(Files.createTempDirectory(Path.of("/tmp"), "jvcg"));
    Files.createDirectory(
        gnupg.home(),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Path pinentry = gnupg.folder.resolve("pinentry");
    Files.writeString(
        pinentry,
        PINENTRY.replace("@folder@", gnupg.folder.toString()).replace("@passphrase@", PASSPHRASE));
    Files.setPosixFilePermissions(pinentry, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.writeString(gnupg.folder.resolve("person"), Person.ANSWERS + "\n");
    gnupg.configureAgent("pinentry-program " + pinentry + "\n");
    gnupg.newKey("me@example.org");
    gnupg.forget();
    return gnupg;
  }

  /** Makes a further key with the same passphrase. */
  void newKey(String user) throws IOException {
    run(
        "gpg",
        "--batch",
        "--quiet",
        "--passphrase",
        PASSPHRASE,
        "--pinentry-mode",
        "loopback",
        "--quick-gen-key",
        user,
        "future-default",
        "default",
        "never");
  }

  /** The folder that all of this lies in. */
  Path folder() {
    return folder;
  }

  Path home() {
    return folder.resolve("h");
  }

  /** The environment of the person's programs. */
  Map<String, String> environment(Path store) {
    Map<String, String> environment = new HashMap<>();
    environment.put("HOME", folder.toString());
    environment.put("PATH", System.getenv("PATH"));
    environment.put("GNUPGHOME", home().toString());
    environment.put("PASSWORD_STORE_DIR", store.toString());
    environment.put("LANG", "C.UTF-8");
    environment.put("GIT_AUTHOR_NAME", "me");
    environment.put("GIT_AUTHOR_EMAIL", "me@example.org");
    environment.put("GIT_COMMITTER_NAME", "me");
    environment.put("GIT_COMMITTER_EMAIL", "me@example.org");
    return environment;
  }

  /** Makes a password store for the person's key. */
  Path initialised(Path store) throws IOException {
    run(store, "pass", "init", "me@example.org");
    return store;
  }

  /** From now on the person behaves like this, and the agent remembers no earlier answer. */
  synchronized void person(Person next) throws IOException {
    if (person != next) {
      person = next;
      Files.writeString(folder.resolve("person"), next + "\n");
      forget();
    }
  }

  /**
   * From now on the secret keys are on a smart card that the agent reaches through a script.
   *
   * <p>Each is replaced with the note that GnuPG keeps about a key on a card: {@code
   * shadowed-private-key} with the card's serial number (GnuPG's {@code agent/keyformat.txt}).
   */
  void moveKeysToCard(Path scdaemon) throws IOException {
    List<String> grips =
        run("gpg", "--batch", "--with-colons", "--with-keygrip", "--list-secret-keys")
            .lines()
            .filter(line -> line.startsWith("grp:"))
            .map(line -> line.split(":", -1)[9])
            .toList();
    for (String grip : grips) {
      Path exported = folder.resolve("public");
      run("gpg-connect-agent", "/datafile " + exported, "READKEY " + grip, "/bye");
      String key = Files.readString(exported, StandardCharsets.ISO_8859_1);
      String parameters = key.substring("(10:public-key".length(), key.length() - 2);
      Files.writeString(
          home().resolve("private-keys-v1.d/" + grip + ".key"),
          "(20:shadowed-private-key"
              + parameters
              + "(8:shadowed5:t1-v1(16:"
              + new String(CARD, StandardCharsets.ISO_8859_1)
              + "9:OPENPGP.2))))",
          StandardCharsets.ISO_8859_1);
    }
    configureAgent(
        "pinentry-program " + folder.resolve("pinentry") + "\nscdaemon-program " + scdaemon + "\n");
  }

  /** Lets the agent forget every answer. */
  void forget() throws IOException {
    run("gpg-connect-agent", "reloadagent", "/bye");
    Files.deleteIfExists(folder.resolve("asked"));
  }

  /** How often a pinentry was started since the agent last forgot. */
  long asked() throws IOException {
    Path asked = folder.resolve("asked");
    return Files.exists(asked) ? Files.readAllLines(asked).size() : 0;
  }

  /** Replaces the agent's configuration and starts it anew. */
  void configureAgent(String text) throws IOException {
    Files.writeString(home().resolve("gpg-agent.conf"), text);
    stopAgent();
  }

  void stopAgent() throws IOException {
    run("gpgconf", "--kill", "gpg-agent");
  }

  /** The store as jvc opens it for this person. */
  SecretStore open(Path store, Duration limit) {
    return open(environment(store), Optional.empty(), limit);
  }

  SecretStore open(Map<String, String> environment, Optional<Path> terminal, Duration limit) {
    return PassStore.open(
        () -> new PassSettings(PassSettings.Manager.PASS, null, "jvc"),
        new PassEnvironment(environment, terminal),
        new ChildPrograms(ProgramPath.of(environment.getOrDefault("PATH", ""))),
        folder.resolve("state/pass.lock"),
        limit);
  }

  /** Runs a program to its success and returns what it wrote. */
  String run(String... command) throws IOException {
    return run(folder.resolve("no-store"), command);
  }

  String run(Path store, String... command) throws IOException {
    List<String> line = new ArrayList<>(List.of(command));
    ProcessBuilder builder =
        new ProcessBuilder(line).directory(folder.toFile()).redirectErrorStream(true);
    builder.redirectInput(Path.of("/dev/null").toFile());
    builder.environment().clear();
    builder.environment().putAll(environment(store));
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int code = process.onExit().join().exitValue();
    if (code != 0) {
      throw new IOException(String.join(" ", command) + ": " + output);
    }
    return output;
  }

  @Override
  public void close() throws IOException {
    stopAgent();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
