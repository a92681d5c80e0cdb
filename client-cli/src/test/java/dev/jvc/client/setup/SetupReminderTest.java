package dev.jvc.client.setup;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.client.outcome.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SetupReminderTest {

  @TempDir Path home;

  private final Map<String, String> environment = new HashMap<>();
  private Path state;

  @BeforeEach
  void makeTheStateFolder() throws IOException {
    environment.put("HOME", home.toString());
    state = Files.createDirectories(home.resolve(".local/state/jvc"));
  }

  @Test
  void aPersonIsRemindedOnce() throws Failure {
    assertTrue(SetupReminder.isDue(environment));
    assertFalse(SetupReminder.isDue(environment));
  }

  @Test
  void nobodyIsRemindedAfterASetup() throws Exception {
    Files.writeString(state.resolve("setup.json"), "{}");

    assertFalse(SetupReminder.isDue(environment));
  }

  @Test
  void aShellWithCredentialsIsNotReminded() throws Exception {
    environment.put("AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://127.0.0.1:9911/v1/credentials/p");

    assertFalse(SetupReminder.isDue(environment));
    environment.remove("AWS_CONTAINER_CREDENTIALS_FULL_URI");
    assertTrue(SetupReminder.isDue(environment));
  }

  @Test
  void whereItCannotBeRememberedNobodyIsRemindedEveryDay() throws Exception {
    Files.delete(state);

    assertFalse(SetupReminder.isDue(environment));
    assertFalse(Files.exists(state));
  }
}
