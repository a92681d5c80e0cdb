package dev.jvc.client.verb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.client.scripted.Golden;
import dev.jvc.client.scripted.Person;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@code jvc exec} hands to its launcher. */
final class ExecVerbTest extends WithScriptedDaemon {

  @Test
  void execPreparesTheEnvironmentOfItsCommand() {
    daemon.answer("POST /v1/tokens", Golden.text("token-child.json"));

    Person.Run run = person.line("exec personal -- sh -c true");

    assertEquals("", run.err());
    assertTrue(run.out().startsWith("# jvc exec\nunset AWS_ACCESS_KEY_ID\n"), run.out());
    assertTrue(run.out().endsWith("\nshift 3\nexec \"$@\"\n"), run.out());
    assertEquals(
        """
        export AWS_CONTAINER_CREDENTIALS_FULL_URI='http://127.0.0.1:9911/v1/credentials/personal'
        export AWS_CONTAINER_AUTHORIZATION_TOKEN='tokentokentokentokentokentokentokentokento1'
        export AWS_REGION='eu-west-2'
        export AWS_DEFAULT_REGION='eu-west-2'
        export NO_PROXY='127.0.0.1,localhost'
        export no_proxy='127.0.0.1,localhost'
        export AWS_EC2_METADATA_DISABLED='true'
        export AWS_VAULT='personal'
        export JVC_PROFILE='personal'
        export AWS_CONFIG_FILE='/run/user/1000/jvc/exec/personal.config'
        export AWS_SHARED_CREDENTIALS_FILE='/run/user/1000/jvc/exec/personal.credentials'
        export JVC_EXEC='personal'
        """,
        settings(run.out()));
    for (String secret :
        List.of(
            "JVC_FILE_PASSPHRASE", "JVC_MFA_TOKEN", "JVC_TICKET", "AWS_VAULT_FILE_PASSPHRASE")) {
      assertTrue(run.out().contains("unset " + secret + "\n"), run.out());
    }
    assertFalse(run.out().contains("JAVA_TOOL_OPTIONS"), "the person's own options are touched");
    // The credentials are asked for before a token is given out.
    assertEquals(
        List.of("GET /v1/profiles/personal/credentials", "POST /v1/files", "POST /v1/tokens"),
        daemon.lines());
  }

  @Test
  void frozenExecGivesKeysAndNoToken() {
    Person.Run run = person.line("exec personal --frozen sh");

    assertTrue(run.out().contains("export AWS_SECRET_ACCESS_KEY='roleSecret'\n"), run.out());
    assertTrue(
        run.out().contains("export AWS_CREDENTIAL_EXPIRATION='2026-11-24T09:00:00Z'\n"), run.out());
    assertTrue(run.out().contains("unset AWS_CONTAINER_CREDENTIALS_FULL_URI\n"), run.out());
    assertTrue(run.out().contains("export AWS_REGION='eu-west-2'\n"), run.out());
    assertFalse(daemon.lines().contains("POST /v1/tokens"));
  }

  @Test
  void execWithoutACommandRunsTheShell() {
    person.environment().put("SHELL", "/bin/sh");
    assertTrue(person.line("exec personal").out().endsWith("\nexec '/bin/sh'\n"));

    person.environment().remove("SHELL");
    assertTrue(person.line("exec personal --").out().endsWith("\nexec '/bin/sh'\n"));
  }

  private static String settings(String script) {
    StringBuilder settings = new StringBuilder();
    script
        .lines()
        .filter(l -> l.startsWith("export "))
        .forEach(l -> settings.append(l).append('\n'));
    return settings.toString();
  }
}
