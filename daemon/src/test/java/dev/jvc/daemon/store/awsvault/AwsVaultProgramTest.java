package dev.jvc.daemon.store.awsvault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.platform.ChildPrograms;
import dev.jvc.daemon.platform.ProgramPath;
import dev.jvc.daemon.vault.ForeignKey;
import dev.jvc.daemon.vault.ForeignKeys;
import dev.jvc.daemon.vault.ForeignKeys.Found;
import dev.jvc.daemon.vault.Sentences;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A program that answers like aws-vault, with its keys in a folder. */
@Timeout(60)
final class AwsVaultProgramTest {

  private static final ProfileName P = new ProfileName("p");

  private static final String SCRIPT =
      """
      #!/bin/sh
      # AWS_VAULT_FAKE is a folder with one exported document for each key.
      env >"$AWS_VAULT_FAKE/../environment"
      command=$1
      shift
      while [ $# -gt 1 ]; do shift; done
      case $command in
        list) ls "$AWS_VAULT_FAKE" ;;
        export) cat "$AWS_VAULT_FAKE/$1" 2>/dev/null || { echo "aws-vault: error: export: no $1" >&2; exit 1; } ;;
        remove) rm "$AWS_VAULT_FAKE/$1" ;;
        add)
          printf '{"Version":1,"AccessKeyId":"%s","SecretAccessKey":"%s"}' \\
            "$AWS_ACCESS_KEY_ID" "$AWS_SECRET_ACCESS_KEY" >"$AWS_VAULT_FAKE/$1" ;;
      esac
      """;

  private final Path folder;
  private final Path keys;
  private final Path program;
  private final Map<String, String> environment = new HashMap<>();

  AwsVaultProgramTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    this.keys = Files.createDirectory(folder.resolve("keys"));
    Path bin = Files.createDirectory(folder.resolve("bin"));
    this.program = bin.resolve("aws-vault");
    install(SCRIPT);
    environment.put("PATH", bin + ":/usr/bin:/bin");
    environment.put("AWS_VAULT_FAKE", keys.toString());
    environment.put("AWS_VAULT_BACKEND", "kwallet");
  }

  private void install(String script) throws IOException {
    Files.writeString(program, script);
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
  }

  private ForeignKeys place() {
    return AwsVaultProgram.installed(
            new ChildPrograms(ProgramPath.of(environment.getOrDefault("PATH", ""))),
            environment,
            "secret-service")
        .orElseThrow();
  }

  private static String document(String id) {
    return "{\n  \"Version\": 1,\n  \"AccessKeyId\": \"%s\",\n  \"SecretAccessKey\": \"%s\"\n}\n"
        .formatted(id, Jose.SECRET);
  }

  @Test
  void aKeyIsListedReadTakenAwayAndPutBack() throws Exception {
    Files.writeString(keys.resolve("p"), document("AKIAIOSFODNN7EXAMPLE"));
    try (ForeignKeys place = place()) {
      assertEquals(List.of(new Found.Key(P, "aws-vault (kwallet) p", null)), place.found());
      try (ForeignKey key = place.read(P)) {
        assertEquals("AKIAIOSFODNN7EXAMPLE", key.key().id().value());
        assertEquals(Jose.SECRET, key.key().secret().revealString());

        place.remove(key);
        assertFalse(Files.exists(keys.resolve("p")));
        place.remove(key);

        place.restore(P, key.original());
        place.restore(P, key.original());
      }
      try (ForeignKey again = place.read(P)) {
        assertEquals(Jose.SECRET, again.key().secret().revealString());
      }
    }
  }

  @Test
  void theProgramFindsNothingThatWouldMakeItAssumeARole() throws Exception {
    Files.writeString(keys.resolve("p"), document("AKIAIOSFODNN7EXAMPLE"));
    environment.put("AWS_VAULT", "outer");
    environment.put("AWS_ROLE_ARN", "arn:aws:iam::111122223333:role/R");
    environment.put("AWS_PROFILE", "x");
    environment.put("AWS_CONFIG_FILE", "/home/me/.aws/config");
    environment.put("JVC_FILE_PASSPHRASE", "secret");
    try (ForeignKeys place = place()) {
      place.read(P).close();
    }

    List<String> names =
        Files.readAllLines(folder.resolve("environment")).stream()
            .filter(line -> line.startsWith("AWS_") || line.startsWith("JVC_"))
            .sorted()
            .toList();
    assertEquals(
        List.of("AWS_CONFIG_FILE=/dev/null", "AWS_VAULT_BACKEND=kwallet", "AWS_VAULT_FAKE=" + keys),
        names);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | aws-vault (kwallet) gave no key of p: not well-formed JSON",
        "{} | aws-vault (kwallet) gave no key of p: member AccessKeyId is missing",
        "{\"AccessKeyId\":\"ASIAIOSFODNN7EXAMPLE\",\"SecretAccessKey\":\"x\"} | aws-vault (kwallet) gave no key of p: a temporary key (ASIA…) cannot be stored: give a long-term key (AKIA…)",
        "{\"AccessKeyId\":\"ASIAIOSFODNN7EXAMPLE\",\"SecretAccessKey\":\"x\",\"SessionToken\":\"t\"} | aws-vault (kwallet) gave a temporary key of p: it stays",
      })
  void whatIsNoKeyStays(String document, String message) throws Exception {
    Files.writeString(keys.resolve("p"), document);

    refused(() -> place().read(P), message);
    assertTrue(Files.exists(keys.resolve("p")));
  }

  @Test
  void aKeyThatChangedIsLeftAsItIs() throws Exception {
    Files.writeString(keys.resolve("p"), document("AKIAIOSFODNN7EXAMPLE"));
    try (ForeignKeys place = place();
        ForeignKey key = place.read(P)) {
      Files.writeString(keys.resolve("p"), document("AKIAI44QH8DHBEXAMPLE"));

      refused(
          () -> place.remove(key),
          "the key of p in aws-vault (kwallet) was changed by somebody else meanwhile, and is left as it is");
      refused(
          () -> place.restore(P, key.original()),
          "the key of p in aws-vault (kwallet) holds another key by now, and is left as it is");
    }
    assertEquals(document("AKIAI44QH8DHBEXAMPLE"), Files.readString(keys.resolve("p")));
  }

  @Test
  void whatTheProgramSaysIsSaid() throws Exception {
    refused(
        () -> place().read(P),
        "aws-vault (kwallet) gave no key of p: aws-vault: error: export: no p");
    install("#!/bin/sh\nexit 3\n");
    refused(() -> place().found(), "aws-vault (kwallet) cannot list its keys: exit code 3");
    install("#!/bin/sh\nexec head -c 300000 /dev/zero\n");
    refused(() -> place().found(), "aws-vault (kwallet) cannot list its keys: too much output");
  }

  @Test
  void aRemovalThatDidNothingIsNoticed() throws Exception {
    Files.writeString(keys.resolve("p"), document("AKIAIOSFODNN7EXAMPLE"));
    install(SCRIPT.replace("remove) rm", "remove) :"));
    try (ForeignKeys place = place();
        ForeignKey key = place.read(P)) {
      refused(
          () -> place.remove(key), "aws-vault (kwallet) still has the key of p: remove it by hand");
    }
  }

  @Test
  void theBackendItPrefersMayBeMissing() throws Exception {
    environment.remove("AWS_VAULT_BACKEND");
    install("#!/bin/sh\necho 'specified keyring backend not available' >&2\nexit 1\n");

    assertEquals(List.of(), place().found());
    assertEquals("aws-vault (secret-service)", place().name());
  }

  @Test
  void withoutTheProgramThereIsNoPlace() throws Exception {
    Files.delete(program);

    assertEquals(
        Optional.empty(),
        AwsVaultProgram.installed(
            new ChildPrograms(ProgramPath.of(folder.resolve("bin").toString())), Map.of(), "file"));
  }

  private interface Attempt {
    void run() throws Exception;
  }

  private static void refused(Attempt attempt, String message) {
    ProblemException failed = assertThrows(ProblemException.class, attempt::run);
    assertEquals(message, failed.problem().message());
    assertEquals(ProblemCode.STORE_FAILED, failed.problem().code());
    Sentences.requireSentence(failed.problem().message());
  }
}
