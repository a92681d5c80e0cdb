package dev.jvc.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jvc.sandbox.world.AccessKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The machine of somebody who reads the documents and types what they show: profiles {@code
 * personal} and {@code prod}, the AWS CLI and boto3.
 */
final class ReadersMachine implements AutoCloseable {

  private static final String PROFILES =
      """
      [default]
      region = eu-west-2

      [profile personal]
      region     = eu-west-2
      mfa_serial = arn:aws:iam::111122223333:mfa/me
      role_arn   = arn:aws:iam::111122223333:role/Developer

      [profile prod]
      source_profile = personal
      role_arn       = arn:aws:iam::111122223333:role/Admin

      """;

  private final Machine machine;
  private final int port = freePort();
  private @Nullable PasswordStore pass;
  private @Nullable Desktop desktop;

  private ReadersMachine() throws IOException {
    machine = Machine.createWithManyCodes();
    machine
        .environment()
        .merge("PATH", AwsClients.tool("clients/bin"), (path, clients) -> clients + ":" + path);
    machine.awsConfig(PROFILES);
    jvcConfig("file", "");
    // Where there is none, bash is not wired.
    Files.writeString(machine.home().resolve(".bashrc"), "");
    Files.writeString(
        machine.home().resolve("script.py"), AwsClients.WHO_AM_I.replace("; ", "\n") + "\n");
  }

  private void jvcConfig(String store, String profiles) throws IOException {
    machine.jvcConfig(
        "listen: { port: %d }%nstore: %s%nimds: [ { port: 0, profile: personal } ]%n%s"
            .formatted(port, store, profiles));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Before jvc: keys lie in both AWS files, and one of them is temporary. */
  static ReadersMachine beforeJvc() throws IOException {
    ReadersMachine reader = new ReadersMachine();
    AccessKey mine = reader.machine.aws().world().user("me").key();
    AccessKey robots = reader.machine.aws().world().user("robot").key();
    reader.machine.awsConfig(PROFILES + "[profile robot]\n" + keyLines(robots));
    Files.writeString(
        reader.machine.home().resolve(".aws/credentials"),
        "[personal]\n"
            + keyLines(mine)
            + "\n# From the identity provider.\n# Renewed by hand.\n\n[saml]\n"
            + keyLines(mine).replace("AKIA", "ASIA")
            + "aws_session_token = toy\n");
    return reader;
  }

  private static String keyLines(AccessKey key) {
    return "aws_access_key_id = %s%naws_secret_access_key = %s%n".formatted(key.id(), key.secret());
  }

  /** With every store that this system has; keys go to pass, those of {@code prod} elsewhere. */
  static ReadersMachine withStores() throws Exception {
    ReadersMachine reader = new ReadersMachine();
    reader.pass = PasswordStore.on(reader.machine, "Tr0ub4dor-and-3-more");
    reader.desktop = Desktop.on(reader.machine, "correct horse");
    reader.jvcConfig("auto", "profiles: { prod: { store: secret-service } }\n");
    return reader;
  }

  Machine machine() {
    return machine;
  }

  /** Makes a login, and stores the key, unless they are there. */
  void logIn() throws IOException, InterruptedException {
    if (machine.jvc("credentials", "personal").exit() == 0) {
      return;
    }
    storeKey();
    succeed(machine.login("personal"));
  }

  /** A key is stored, and nobody is logged in. */
  void logOut() throws IOException, InterruptedException {
    storeKey();
    succeed(machine.jvc("logout", "personal"));
  }

  private void storeKey() throws IOException, InterruptedException {
    Path index = machine.home().resolve("state/jvc/keys.json");
    if (!Files.exists(index) || !Files.readString(index).contains("\"personal\"")) {
      succeed(machine.add("personal"));
    }
  }

  private static void succeed(Machine.Result result) {
    assertEquals(0, result.exit(), result.toString());
  }

  /** Runs something with further variables in the environment of every terminal. */
  Typist typist(Map<String, String> more) throws IOException {
    Map<String, String> before = Map.copyOf(machine.environment());
    machine.environment().putAll(more);
    try {
      return Typist.at(machine);
    } finally {
      machine.environment().keySet().removeAll(more.keySet());
      machine.environment().putAll(before);
    }
  }

  @Override
  public void close() throws IOException {
    if (desktop != null) {
      desktop.close();
    }
    if (pass != null) {
      pass.close();
    }
    machine.close();
  }
}
