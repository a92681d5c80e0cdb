package dev.jvc.daemon.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.vault.UnattendedPassphrase.Given;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class UnattendedPassphraseTest {

  @TempDir private Path folder;

  private static Given read(Map<String, String> environment) throws ProblemException {
    return new UnattendedPassphrase(environment).read().orElseThrow();
  }

  @Test
  void theVariableIsTakenAsItIs() throws ProblemException {
    Given given = read(Map.of("JVC_FILE_PASSPHRASE", " pässwörd "));

    assertEquals(" pässwörd ", given.passphrase().revealString());
    assertEquals("JVC_FILE_PASSPHRASE", given.source());
  }

  @ParameterizedTest
  @CsvSource({"'secret\n'", "'secret\r\n'", "secret"})
  void aCredentialOfTheServiceManagerIsReadWithoutItsLineEnd(String content) throws Exception {
    Files.writeString(folder.resolve("jvc-file-passphrase"), content);

    Given given = read(Map.of("CREDENTIALS_DIRECTORY", folder.toString()));

    assertEquals("secret", given.passphrase().revealString());
    assertTrue(given.source().contains("systemd credential"));
  }

  @Test
  void anOpenDescriptorIsRead() throws Exception {
    try (OpenDescriptor open =
        OpenDescriptor.of(Files.writeString(folder.resolve("p"), "secret\n"))) {
      Given given = read(Map.of("JVC_FILE_PASSPHRASE_FD", open.number()));

      assertEquals("secret", given.passphrase().revealString());
    }
  }

  @Test
  void theDescriptorIsTheClientsWhenThereIsOne() throws Exception {
    assumeTrue(Files.exists(Path.of("/proc/self/fd")), "needs Linux: reads /proc");
    Files.writeString(folder.resolve("p"), "secret\n");
    Process client =
        new ProcessBuilder(
                "sh", "-c", "exec 5<\"$0\"; echo; read -r _", folder.resolve("p").toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      assertEquals("", client.inputReader().readLine());
      Given given =
          read(
              Map.of(
                  "JVC_FILE_PASSPHRASE_FD", "5", "JVC_CLIENT_PID", String.valueOf(client.pid())));

      assertEquals("secret", given.passphrase().revealString());
    } finally {
      client.destroy();
    }
  }

  @Test
  void theMoreDeliberateSourceWins() throws Exception {
    Files.writeString(folder.resolve("jvc-file-passphrase"), "credential");
    Map<String, String> environment = new HashMap<>();
    environment.put("CREDENTIALS_DIRECTORY", folder.toString());
    assertEquals("credential", read(environment).passphrase().revealString());

    environment.put("JVC_FILE_PASSPHRASE", "variable");
    assertEquals("variable", read(environment).passphrase().revealString());

    try (OpenDescriptor open =
        OpenDescriptor.of(Files.writeString(folder.resolve("p"), "descriptor"))) {
      environment.put("JVC_FILE_PASSPHRASE_FD", open.number());
      assertEquals("descriptor", read(environment).passphrase().revealString());
    }
  }

  @Test
  void withoutAnyOfThemThereIsNone() throws ProblemException {
    assertTrue(new UnattendedPassphrase(Map.of()).read().isEmpty());
    assertTrue(
        new UnattendedPassphrase(Map.of("CREDENTIALS_DIRECTORY", folder.toString()))
            .read()
            .isEmpty());
    assertTrue(new UnattendedPassphrase(Map.of("CREDENTIALS_DIRECTORY", "")).read().isEmpty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "JVC_FILE_PASSPHRASE | '' | the passphrase in JVC_FILE_PASSPHRASE is empty: set it, or unset it to be asked",
        "JVC_FILE_PASSPHRASE_FD | '' | JVC_FILE_PASSPHRASE_FD is not the number of a file descriptor",
        "JVC_FILE_PASSPHRASE_FD | ../../etc/passwd | JVC_FILE_PASSPHRASE_FD is not the number of a file descriptor",
        "JVC_FILE_PASSPHRASE_FD | -1 | JVC_FILE_PASSPHRASE_FD is not the number of a file descriptor",
        "JVC_FILE_PASSPHRASE_FD | 999999999 | the descriptor in JVC_FILE_PASSPHRASE_FD cannot be read",
      })
  void aSourceThatCannotBeUsedIsSaidAndNothingElseIsTried(
      String variable, String value, String sentence) {
    ProblemException refused =
        assertThrows(ProblemException.class, () -> read(Map.of(variable, value)));

    assertEquals(sentence, refused.problem().message());
  }

  @ParameterizedTest
  @CsvSource({"0, 'is empty: set it, or unset it to be asked'", "5000, holds more than 4096 bytes"})
  void aCredentialOfAnOddLengthIsRefusedWithoutBeingRepeated(int length, String what)
      throws Exception {
    Files.writeString(folder.resolve("jvc-file-passphrase"), "x".repeat(length));

    ProblemException refused =
        assertThrows(
            ProblemException.class, () -> read(Map.of("CREDENTIALS_DIRECTORY", folder.toString())));

    assertTrue(refused.problem().message().endsWith(what), refused.problem().message());
    assertFalse(refused.problem().message().contains("xxx"));
  }
}
