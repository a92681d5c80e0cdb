package dev.jvc.daemon.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.daemon.credential.BaseKey;
import dev.jvc.daemon.credential.ExitCode;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.sandbox.Sandbox;
import dev.jvc.sandbox.world.AccessKey;
import dev.jvc.sandbox.world.User;
import dev.jvc.sandbox.world.World;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** What whole tasks need: store, index and AWS SDK are real, AWS is the sandbox. */
abstract class VaultTaskFixture {

  static final ProfileName FRESH = new ProfileName("fresh");
  static final String DEPOSIT = "POST " + TestDaemon.TASK + "/deposit";
  static final String GIVE_BACK = "DELETE " + TestDaemon.TASK;
  static final String SERIAL_QUESTION = "MFA code for arn:aws:iam::111122223333:mfa/me: ";

  final Sandbox aws = Sandbox.start(World.example());
  final TestDaemon daemon;
  final VaultHome home;
  final User me;

  VaultTaskFixture(@TempDir Path folder) throws IOException {
    daemon = TestDaemon.start(folder.resolve("s"));
    home = new VaultHome(folder, daemon);
    me = aws.world().user("me");
  }

  @AfterEach
  void stop() throws IOException {
    aws.close();
    daemon.close();
  }

  static String lines(AccessKey key) {
    return key.id() + "\n" + key.secret() + "\n";
  }

  void toAdd() {
    daemon
        .setting("task-add-details.json", aws.endpoint())
        .answering(DEPOSIT, 200, TestDaemon.golden("key-changed.json"));
  }

  void toRemove() {
    daemon
        .answering(
            "GET " + TestDaemon.TASK,
            200,
            "{\"task\":\"remove\",\"profile\":\"fresh\",\"key\":\"fresh\",\"store\":\"auto\"}")
        .answering(DEPOSIT, 200, TestDaemon.golden("key-changed.json"));
  }

  void toLogIn(String golden) {
    daemon
        .setting(golden, aws.endpoint())
        .answering(DEPOSIT, 200, TestDaemon.golden("deposit.json"));
  }

  /** The key of {@code me} under {@code fresh}, put there by {@code add}. */
  void added() {
    toAdd();
    assertEquals(ExitCode.DONE, home.run(Dialogues.piping(lines(me.key())), "add"));
    daemon.forget();
  }

  void requireStored(AccessKey expected) throws ProblemException {
    try (SecretStore store = home.store();
        BaseKey key = store.read(FRESH)) {
      assertEquals(expected.id(), key.id().value());
      assertEquals(expected.secret(), key.secret().revealString());
    }
  }

  void requireSaidNothingSecret() {
    String all = String.join("\n", home.said());
    assertFalse(all.contains(me.key().secret()) || all.contains(me.key().id()), all);
    assertFalse(all.contains(VaultHome.PASSPHRASE), all);
    home.said().forEach(line -> assertTrue(line.matches("(jvc|hint): .*"), line));
  }

  void stored() {
    daemon
        .answering(
            "GET " + TestDaemon.TASK,
            200,
            "{\"task\":\"add\",\"profile\":\"personal\",\"key\":\"personal\",\"store\":\"file\",\"region\":\"eu-west-2\",\"endpoint\":\"%s\"}"
                .formatted(aws.endpoint()))
        .answering(DEPOSIT, 200, TestDaemon.golden("key-changed.json"));
    assertEquals(ExitCode.DONE, home.run(Dialogues.piping(lines(me.key())), "add"));
    daemon.forget();
  }
}
