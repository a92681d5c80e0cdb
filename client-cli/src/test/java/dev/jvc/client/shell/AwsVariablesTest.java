package dev.jvc.client.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.client.outcome.Failure;
import dev.jvc.client.protocol.SessionKeys;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AwsVariablesTest {

  @Test
  void frozenKeysHaveTheNamesThatEverySdkKnows() throws Failure {
    assertEquals(
        """
        export AWS_ACCESS_KEY_ID='ASIA'
        export AWS_SECRET_ACCESS_KEY='s'
        export AWS_SESSION_TOKEN='t'
        export AWS_CREDENTIAL_EXPIRATION='2026-11-24T09:00:00Z'
        export AWS_REGION='eu-west-2'
        export AWS_DEFAULT_REGION='eu-west-2'
        """,
        Dialect.POSIX.write(
            AwsVariables.frozen(
                keys(
                    """
                    {"Version":1,"AccessKeyId":"ASIA","SecretAccessKey":"s","SessionToken":"t",\
                    "Expiration":"2026-11-24T09:00:00Z"}\
                    """),
                "eu-west-2")));
  }

  @Test
  void whatKeysDoNotHaveIsNotSet() throws Failure {
    EnvironmentChange change =
        AwsVariables.frozen(
            keys("{\"Version\":1,\"AccessKeyId\":\"AKIA\",\"SecretAccessKey\":\"s\"}"), "");

    assertEquals(
        Map.of("AWS_ACCESS_KEY_ID", "AKIA", "AWS_SECRET_ACCESS_KEY", "s"), change.variables());
  }

  @Test
  void whatIsSetIsNotRemoved() {
    EnvironmentChange change = new EnvironmentChange().set("AWS_ACCESS_KEY_ID", "x");
    AwsVariables.removeCompeting(change);

    String text = Dialect.POSIX.write(change);

    assertFalse(text.contains("unset AWS_ACCESS_KEY_ID\n"), text);
    assertTrue(text.contains("unset AWS_PROFILE\n"), text);
  }

  @Test
  void whatIsRemovedCanBeSetLater() {
    EnvironmentChange change =
        new EnvironmentChange().remove(List.of("A", "B")).set("A", "x").setIfAny("B", "");

    assertEquals("unset B\nexport A='x'\n", Dialect.POSIX.write(change));
  }

  @Test
  void aChangeDoesNotPrintItsValues() {
    EnvironmentChange change = new EnvironmentChange().set("TOKEN", "secret").remove(List.of("B"));

    assertEquals("set [TOKEN], remove [B]", change.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"1A", "A-B", "A B", "A;rm", "Ü", "A=B"})
  void whatIsNoNameOfAVariableIsRefused(String name) {
    EnvironmentChange change = new EnvironmentChange();

    assertThrows(IllegalArgumentException.class, () -> change.set(name, "x"));
    assertThrows(IllegalArgumentException.class, () -> change.remove(List.of(name)));
  }

  @Test
  void aValueWithANulIsRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> new EnvironmentChange().set("A", "b\u0000c"));
  }

  @ParameterizedTest
  @CsvSource({
    "bash, POSIX",
    "zsh, POSIX",
    "sh, POSIX",
    "BASH, POSIX",
    "fish, FISH",
    "powershell, POWERSHELL",
    "pwsh, POWERSHELL",
    "dotenv, DOTENV",
    "json, JSON"
  })
  void dialectsHaveTheNamesOfTheirShells(String name, Dialect expected) {
    assertEquals(expected, Dialect.named(name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "tcsh", "cmd", "posix"})
  void unknownShellsHaveNoDialect(String name) {
    assertNull(Dialect.named(name));
  }

  /** PowerShell is not there to read it back: its language reference, about_Quoting_Rules. */
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {"plain, 'plain'", "it's, 'it''s'", "a$b`c, 'a$b`c'", "‘’‚‛, '‘‘’’‚‚‛‛'", "“”, '“”'"})
  void powershellDoublesEveryQuoteThatItTakesForOne(String value, String quoted) {
    assertEquals(quoted, Dialect.POWERSHELL.quote(value));
    assertEquals("$env:A = " + quoted, Dialect.POWERSHELL.set("A", value));
  }

  @Test
  void powershellRemovesQuietly() {
    assertEquals("Remove-Item Env:A -ErrorAction SilentlyContinue", Dialect.POWERSHELL.remove("A"));
  }

  @Test
  void aDotenvFileQuotesOnlyWhatMustBe() {
    assertEquals("A=aB0/+=._-:@,", Dialect.DOTENV.set("A", "aB0/+=._-:@,"));
    assertEquals("A=\"a b\"", Dialect.DOTENV.set("A", "a b"));
    assertEquals("A=\"a\\nb\\$c\"", Dialect.DOTENV.set("A", "a\nb$c"));
    assertNull(Dialect.DOTENV.remove("A"));
    assertNull(Dialect.JSON.remove("A"));
  }

  @Test
  void aScriptSkipsTheLaunchersOwnWords() {
    EnvironmentChange change = new EnvironmentChange().set("A", "it's");

    assertEquals(
        "# jvc exec\nexport A='it'\\''s'\nshift 3\nexec \"$@\"\n", ExecScript.command(change, 3));
    assertEquals(
        "# jvc exec\nexport A='it'\\''s'\nexec '/my shell'\n",
        ExecScript.shell(change, "/my shell"));
  }

  private static SessionKeys keys(String document) throws Failure {
    return SessionKeys.of(document.getBytes(StandardCharsets.UTF_8));
  }
}
