package dev.jvc.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.sandbox.world.AccessKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What jvc is made for: keys leave the plaintext file for {@code pass}, and one answer and one code
 * last for the day, whatever becomes of the daemon.
 */
@Timeout(300)
final class StoryIT {

  private static final String ROLE = "arn:aws:sts::111122223333:assumed-role/Developer/";

  private final Machine machine;
  private final PasswordStore store;
  private final AccessKey key;
  private final Path credentials;

  StoryIT() throws Exception {
    machine = Machine.createWithManyCodes();
    store = PasswordStore.on(machine, "Tr0ub4dor-and-3-more");
    key = machine.aws().world().user("me").key();
    credentials = machine.home().resolve(".aws/credentials");
    // The store is found, not named. The address stays, because programs keep it.
    machine.jvcConfig("listen: { port: " + Machine.freePort() + " }\n");
    machine.awsConfig(
        """
        [default]
        region = eu-west-2
        [profile personal]
        mfa_serial = arn:aws:iam::111122223333:mfa/me
        role_arn   = arn:aws:iam::111122223333:role/Developer
        [profile by-process]
        region = eu-west-2
        credential_process = %s credentials personal
        """
            .formatted(Machine.jvcCommand().getFirst()));
    Files.writeString(
        credentials,
        """
        # mine since 2019
        [personal]
        aws_access_key_id = %s
        aws_secret_access_key = %s
        """
            .formatted(key.id(), key.secret()));
  }

  @AfterEach
  void stop() throws Exception {
    store.close();
    machine.close();
  }

  private String succeed(Machine.Result result) {
    assertEquals(0, result.exit(), result.toString());
    return result.out();
  }

  private String run(List<String> command) throws Exception {
    return succeed(machine.run(Map.of(), "", command));
  }

  /** The AWS CLI in a terminal that took its variables from {@code jvc env} in the morning. */
  private static List<String> inTerminal(String variables) {
    List<String> command =
        new ArrayList<>(List.of("bash", "-c", "eval \"$1\"; shift; \"$@\"", "bash", variables));
    command.addAll(AwsClients.cliWhoAmI());
    return command;
  }

  private void requireThatEverythingWorks(String terminal) throws Exception {
    List<List<String>> programs =
        List.of(
            AwsClients.within("personal", AwsClients.cliWhoAmI()),
            AwsClients.within("personal", AwsClients.python(AwsClients.WHO_AM_I)),
            AwsClients.within("personal", AwsClients.javaWhoAmI()),
            AwsClients.cliWhoAmI("--profile", "by-process"),
            inTerminal(terminal));
    for (List<String> program : programs) {
      String identity = run(program);
      assertTrue(identity.startsWith(ROLE), identity);
    }
  }

  @Test
  void fromAPlaintextKeyToADayWithoutQuestions() throws Exception {
    Machine.Result imported = machine.jvc("import", "--yes");
    succeed(imported);
    assertTrue(imported.out().contains("move to the pass store"), imported.toString());
    assertEquals("# mine since 2019\n[personal]\n", Files.readString(credentials));
    assertTrue(machine.jvc("status").out().contains("pass"), "status names the store");

    succeed(machine.login("personal"));
    String terminal = succeed(machine.jvc("env", "personal", "--shell", "bash"));
    requireThatEverythingWorks(terminal);

    ProcessHandle daemon = machine.daemon();
    succeed(machine.jvc("daemon", "stop"));
    assertFalse(daemon.isAlive());
    succeed(machine.jvc("daemon", "start"));
    requireThatEverythingWorks(terminal);

    assertEquals(1, store.asked(), "for the passphrase");
    assertEquals(1, machine.aws().calls().mfaCodesSeen());
    assertEquals(1, machine.aws().calls().granted("GetSessionToken"));
  }
}
