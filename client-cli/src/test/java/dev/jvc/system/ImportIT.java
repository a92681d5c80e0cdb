package dev.jvc.system;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.sandbox.world.AccessKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Keys leave the plaintext files, and everything that used them goes on working. */
@Timeout(600)
final class ImportIT {

  private static final int KILLS = 20;
  private static final long SEED = Long.getLong("jvc.seed", 20261124L);

  /** A key of AWS's documentation as aws-vault's file backend keeps it, made by another library. */
  private static final String AWS_VAULT_FILE =
      "eyJhbGciOiJQQkVTMi1IUzI1NitBMTI4S1ciLCJjcmVhdGVkIjoiMjAyNi0wMS0wMiAwMzowNDowNS4wMDAwMDAwMDYgKzAwMDAgVVRDIG09KzAuMDAwMDAwMDAxIiwiZW5jIjoiQTI1NkdDTSIsInAyYyI6ODE5MiwicDJzIjoiZ1NaSjBjVHdPTlhNTFhFeG55WU1uQSJ9.LM2TKvbu1JMiGzO8poWHzjuF6D9PXu9m08aFGfwy9pgyLc6eBvEWGw.03cXhkpli6yGbJVo.jpy3uCrFjGuXqbPTT6kKeI8AZfQ8r3zQ7Enu_zYfQMc2qm6RLt_m_tg51iZ_vxMF6VUxXrAwRwDobg-r9-pvMSIHUIJSRW3K2tFdxVLoiOKEArxol-Rrcrt70B8BSMbB3T8VOZ7Slh4g1S57R8Sa4eV5wwd39NoJZ2f845846dKNsbIkLR-1rlwhpX2YswMFAY7gBuvv61faGNhCxEF8MV7BOyjhSzB-yBLWTUi1gWFLev86HnZVnIep9CKtmH-05ZsCHdAXhCRvl44gTKmE6zAEx4ZPONtqgTIBfEfP5dPMgJ-lTAGmeSnrTn_Gpj9DoP2L2W3juUWg7n1GYtf_H1OArPKJj_6lAzn6RICneQ3-5Hc_cQQ97dpD7d3wtWvbj4-gUz7ShjGQhlQd2yd47ePhZAlLFNa_eteCtNqanD6p5hV8guUWzdsi8jTBXitr5OX_8GJmVzUd_kyFmCa6K9Yx1kdT83weq9PJ8NL8AQN4oJPhJTq7JK7YXzG7vyOp7tvOWaOI2Bxfam6BXsL0LXmayIv0.Fp_PuBEbY6e4JE0z4SKP1Q";

  private Machine machine;
  private Path credentials;
  private AccessKey mine;
  private AccessKey robots;
  private String before = "";

  @BeforeEach
  void plaintextKeys() throws IOException {
    machine = Machine.create();
    credentials = machine.home().resolve(".aws/credentials");
    mine = machine.aws().world().user("me").key();
    robots = machine.aws().world().user("robot").key();
    before =
        "# my keys\r\n[personal]\r\n"
            + lines(mine)
            + "\n[robot]\n"
            + lines(robots)
            + "region = eu-west-2";
    Files.writeString(credentials, before);
  }

  @AfterEach
  void stop() throws IOException {
    machine.close();
  }

  private static String lines(AccessKey key) {
    return "aws_access_key_id = " + key.id() + "\naws_secret_access_key = " + key.secret() + "\n";
  }

  private static String tail(AccessKey key) {
    return "****" + key.id().substring(key.id().length() - 4);
  }

  private Machine.Result doImport(String... options) throws IOException, InterruptedException {
    return machine.run(Map.of("JVC_FILE_PASSPHRASE", Machine.PASSPHRASE), "", command(options));
  }

  private static List<String> command(String... options) {
    List<String> command = new ArrayList<>(Machine.jvcCommand("import"));
    command.addAll(List.of(options));
    return command;
  }

  private String whoAmI(String profile) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(Machine.jvcCommand("exec", profile, "--"));
    command.addAll(AwsClients.cliWhoAmI());
    Machine.Result result = machine.run(Map.of(), "", command);
    assertEquals(0, result.exit(), result.toString());
    return result.out().strip();
  }

  private String withoutKeys() {
    return before.replace(lines(mine), "").replace(lines(robots), "");
  }

  @Test
  void fromPlaintextToTheRealAwsCli() throws Exception {
    Machine.Result imported = doImport("--yes");

    assertEquals(0, imported.exit(), imported.toString());
    assertEquals(
        """
        PROFILE   FROM                  KEY       WHAT HAPPENS
        personal  ~/.aws/credentials:3  %s  move to the file store
        robot     ~/.aws/credentials:7  %s  move to the file store
        """
            .formatted(tail(mine), tail(robots)),
        imported.out());
    assertEquals(withoutKeys(), Files.readString(credentials));
    assertEquals(0, machine.login("personal").exit());
    assertTrue(whoAmI("personal").startsWith("arn:aws:sts::111122223333:assumed-role/Developer/"));
    Machine.Result list = machine.jvc("list");
    assertTrue(list.out().contains("robot"), list.toString());
    requireNoPlaintext();
  }

  private void requireNoPlaintext() throws IOException {
    try (Stream<Path> files = Files.walk(machine.home())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        assertFalse(content.contains(mine.secret()), file.toString());
        assertFalse(content.contains(robots.secret()), file.toString());
      }
    }
  }

  @Test
  void keysInTheConfigurationMoveToo() throws Exception {
    String config = "[profile robot]\n# bot\nregion = eu-west-2\n";
    machine.awsConfig(config + lines(robots));
    Files.delete(credentials);
    Machine.Result refused = machine.jvc("login", "robot");
    assertTrue(refused.err().contains("run jvc import to move it"), refused.toString());

    Machine.Result imported = doImport("--yes");

    assertEquals(0, imported.exit(), imported.toString());
    assertEquals(config, Files.readString(machine.home().resolve(".aws/config")));
    assertEquals(0, machine.login("robot", "").exit());
    assertTrue(whoAmI("robot").endsWith(":user/robot"));
  }

  @Test
  void aKeyOfAwsVaultMovesAndComesBack() throws Exception {
    Path keys = Files.createDirectories(machine.home().resolve(".awsvault/keys"));
    Path file = Files.writeString(keys.resolve("jonsmith"), AWS_VAULT_FILE);
    machine.environment().put("AWS_VAULT_FILE_PASSPHRASE", "password");

    Machine.Result imported = doImport("--yes", "--no-verify", "--only", "jonsmith");

    assertEquals(0, imported.exit(), imported.toString());
    assertTrue(
        imported
            .err()
            .contains(
                "moved key ****MPLE of jonsmith from aws-vault (~/.awsvault/keys) to the file store"),
        imported.toString());
    assertFalse(Files.exists(file));
    assertTrue(machine.jvc("list").out().contains("jonsmith"));

    assertEquals(0, doImport("--undo", "--yes").exit());
    assertEquals(AWS_VAULT_FILE, Files.readString(file));
  }

  @Test
  void awsVaultsWrongPassphraseLeavesItsKeyAlone() throws Exception {
    Path keys = Files.createDirectories(machine.home().resolve(".awsvault/keys"));
    Path file = Files.writeString(keys.resolve("jonsmith"), AWS_VAULT_FILE);
    machine.environment().put("AWS_VAULT_FILE_PASSPHRASE", "wrong");

    Machine.Result imported = doImport("--yes", "--no-verify");

    assertEquals(7, imported.exit(), imported.toString());
    assertTrue(
        imported.err().contains("jvc: wrong passphrase for ~/.awsvault/keys/jonsmith: it stays"),
        imported.toString());
    assertEquals(AWS_VAULT_FILE, Files.readString(file));
    assertEquals(withoutKeys(), Files.readString(credentials));
  }

  @Test
  void undoRestoresEveryByte() throws Exception {
    assertEquals(0, doImport("--yes").exit());
    assertEquals(0, machine.login("personal").exit());

    Machine.Result undone = doImport("--undo", "--yes");

    assertEquals(0, undone.exit(), undone.toString());
    assertEquals(before, Files.readString(credentials));
    Machine.Result login = machine.login("robot", "");
    assertEquals(7, login.exit(), login.toString());
    Machine.Result refused = machine.jvc("credentials", "personal");
    assertEquals(4, refused.exit(), "sessions of the key are dropped: " + refused);
    assertEquals(0, doImport("--yes").exit());
    assertEquals(withoutKeys(), Files.readString(credentials));
  }

  @Test
  void lookingOnlyLeavesNoTrace() throws Exception {
    Belongings belongings = Belongings.of(machine);

    Machine.Result looked = doImport("--dry-run");

    assertEquals(0, looked.exit(), looked.toString());
    assertEquals("jvc: nothing was changed", looked.err().lines().toList().getLast());
    belongings.checkUntouched();
    assertEquals(before, Files.readString(credentials));
    assertFalse(Files.exists(machine.home().resolve("data")));
  }

  @Test
  void onlyTheProfilesThatAreNamedMove() throws Exception {
    Machine.Result one = doImport("--yes", "--only", "robot");

    assertEquals(0, one.exit(), one.toString());
    assertEquals(before.replace(lines(robots), ""), Files.readString(credentials));
    Refused.with(2, "no key of nobody was found: jvc import --dry-run shows what there is")
        .check(doImport("--yes", "--only", "nobody"));
    Refused.with(
            2, "there is no terminal to confirm the import: give --yes, or --dry-run to look only")
        .check(withoutTable(doImport()));
  }

  private static Machine.Result withoutTable(Machine.Result result) {
    assertTrue(result.out().startsWith("PROFILE "), result.toString());
    return new Machine.Result(result.exit(), "", result.err());
  }

  @Test
  void aPersonSeesTheTableSaysYesAndTypesThePassphraseOnce() throws Exception {
    assertEquals(0, machine.add("other", machine.aws().world().user("robot")).exit());
    try (TerminalWindow window = TerminalWindow.open(machine)) {
      window.enter("jvc import");
      window.awaitText("move to the file store");
      window.awaitText("Move 2 keys? [y/N]");
      window.enter("y");
      window.awaitQuestion("Passphrase for the jvc key file");
      window.enterHidden(Machine.PASSPHRASE);
      window.awaitText("moved 2 keys");
      window.awaitPrompt(0);
    }
    assertEquals(withoutKeys(), Files.readString(credentials));
  }

  @Test
  void insideExecThePersonsOwnFilesAreMeant() throws Exception {
    assertEquals(0, doImport("--yes", "--only", "robot").exit());
    assertEquals(0, machine.login("robot", "").exit());
    List<String> command = new ArrayList<>(Machine.jvcCommand("exec", "robot", "--"));
    command.addAll(command("--dry-run"));

    Machine.Result inside = machine.run(Map.of(), "", command);

    assertEquals(0, inside.exit(), inside.toString());
    assertTrue(inside.out().contains("personal  ~/.aws/credentials:3"), inside.toString());
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "needs Linux: reads /proc")
  void whateverMomentItIsKilledAtNothingIsLostAndTheNextRunGoesOn() throws Exception {
    Random random = new Random(SEED);
    assertEquals(0, doImport("--yes").exit());
    assertEquals(0, doImport("--undo", "--yes").exit());
    long start = System.nanoTime();
    assertEquals(0, doImport("--yes").exit());
    long longest = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start) * 6 / 5;
    assertEquals(0, doImport("--undo", "--yes").exit());
    ProcessTable processes = new ProcessTable(machine);

    for (int kill = 0; kill < KILLS; kill++) {
      boolean undo = Files.readString(credentials).equals(withoutKeys());
      String[] options = undo ? new String[] {"--undo", "--yes"} : new String[] {"--yes"};
      long moment = random.nextLong(longest / 3, longest);
      String round = "seed " + SEED + ", kill " + kill + (undo ? ", undo" : "");
      killed(moment, processes, options);

      requireNothingLost(round);
      Machine.Result next = doImport(options);
      assertEquals(0, next.exit(), round + next);
      assertEquals(undo ? before : withoutKeys(), Files.readString(credentials), round);
      try (Stream<Path> beside = Files.list(credentials.getParent())) {
        assertEquals(2, beside.count(), round);
      }
    }
    if (Files.readString(credentials).equals(before)) {
      assertEquals(0, doImport("--yes").exit());
    }
    for (String profile : List.of("personal", "robot")) {
      String code =
          profile.equals("robot") ? "" : machine.aws().world().user("me").mfa().nextUnusedCode();
      Machine.Result login = machine.login(profile, code);
      assertEquals(0, login.exit(), login.toString());
    }
  }

  private void killed(long moment, ProcessTable processes, String... options) throws Exception {
    Process running =
        machine
            .builder(Map.of("JVC_FILE_PASSPHRASE", Machine.PASSPHRASE), command(options))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    running.waitFor(moment, TimeUnit.MILLISECONDS);
    List<ProcessHandle> doomed = new ArrayList<>(processes.vaults());
    doomed.addAll(processes.clients());
    doomed.forEach(ProcessHandle::destroyForcibly);
    assertTrue(running.waitFor(30, TimeUnit.SECONDS), "still running");
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> processes.vaults().isEmpty() && processes.clients().isEmpty());
  }

  /** Each key is in the file, or in the index of what the store has. */
  private void requireNothingLost(String round) throws Exception {
    String file = Files.readString(credentials);
    Path index = machine.home().resolve("state/jvc/keys.json");
    String stored = Files.exists(index) ? Files.readString(index) : "";
    for (AccessKey key : List.of(mine, robots)) {
      assertTrue(file.contains(key.secret()) || stored.contains(tail(key).substring(4)), round);
    }
  }
}
