package dev.jvc.client.awsfiles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.client.awsfiles.ExecFiles.Section;
import dev.jvc.client.shell.EnvironmentChange;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ExecFilesTest {

  private static final Section PERSONAL = new Section("personal", "eu-west-2");

  @TempDir private Path runtime;

  @Test
  void theCommandsProfileHasNoCredentialsAndEveryOtherAProcess() {
    assertEquals(
        """
        # Written by jvc exec for the programs it runs; changes are lost.
        [default]
        region = eu-west-2
        output = json

        [profile personal]
        region = eu-west-2
        output = json

        [profile dev]
        credential_process = /opt/jvc/bin/jvc credentials dev
        region = us-east-1

        [profile org/no-region]
        credential_process = /opt/jvc/bin/jvc credentials org/no-region
        """,
        ExecFiles.content(
            PERSONAL,
            "json",
            List.of(
                new Section("default", "x"),
                PERSONAL,
                new Section("dev", "us-east-1"),
                new Section("org/no-region", "")),
            "/opt/jvc/bin/jvc"));
  }

  @Test
  void theDefaultProfileHasOneSection() {
    assertEquals(
        """
        # Written by jvc exec for the programs it runs; changes are lost.
        [default]
        region = eu-west-2
        """,
        ExecFiles.content(new Section("default", "eu-west-2"), "", List.of(), "/jvc"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a b", "a'b", "a\"b", "a;b", "a#b", "a$b", "a`b", "a\\b", "a|b", "a&b", "a~b", "a]b", "a[b",
        "a\nb", "a%b", "ü", "-a", "", "a*b", "(a)", "a>b"
      })
  void whatAParserOrAShellCouldMisreadIsLeftOut(String name) {
    String others = ExecFiles.content(PERSONAL, "", List.of(new Section(name, "x")), "/jvc");
    assertFalse(others.contains("credential_process"), others);

    String program =
        ExecFiles.content(PERSONAL, "", List.of(new Section("dev", "x")), "/opt/" + name + "/jvc");
    assertEquals(name.isEmpty() || name.equals("-a"), program.contains("credential_process"));

    String chosen = ExecFiles.content(new Section(name, "eu-west-2"), "", List.of(), "/jvc");
    assertFalse(chosen.contains("[profile"), chosen);
    assertTrue(chosen.contains("[default]\nregion = eu-west-2\n"), chosen);

    String settings = ExecFiles.content(new Section("p", name), name, List.of(), "/jvc");
    assertFalse(settings.contains("region"), settings);
    assertFalse(settings.contains("output"), settings);
  }

  @Test
  void namesLongerThanAFileNameHaveFilesOfTheirOwn() throws Exception {
    ExecFiles files = new ExecFiles(runtime);
    String longest = "~E6".repeat(256);

    ExecFiles.Written one = files.write(longest + "1", PERSONAL, "", List.of(), Path.of("/jvc"));
    ExecFiles.Written two = files.write(longest + "2", PERSONAL, "", List.of(), Path.of("/jvc"));

    assertTrue(Files.exists(one.config()));
    assertNotEquals(one, two);
    assertEquals(
        one,
        files.write(longest + "1", PERSONAL, "", List.of(), Path.of("/jvc")),
        "the same again");
  }

  @Test
  void theFilesAreTheOwnersOnlyAndReplaced() throws Exception {
    ExecFiles files = new ExecFiles(runtime);
    files.write("a~20b", new Section("a b", "old"), "", List.of(), Path.of("/jvc"));

    ExecFiles.Written written =
        files.write("a~20b", new Section("a b", "new"), "", List.of(), Path.of("/jvc"));

    assertEquals(runtime.resolve("exec/a~20b.config"), written.config());
    assertTrue(Files.readString(written.config()).contains("region = new"));
    assertEquals("", Files.readString(written.credentials()));
    for (Path file : List.of(written.config(), written.credentials())) {
      assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }
    assertEquals(
        "rwx------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(runtime.resolve("exec"))));
    try (var left = Files.list(runtime.resolve("exec"))) {
      assertEquals(2, left.count());
    }
  }

  @Test
  void thePersonsOwnFilesAreRemembered() throws Exception {
    ExecFiles.Written written = new ExecFiles.Written(Path.of("/run/c"), Path.of("/run/s"));
    EnvironmentChange first = new EnvironmentChange();
    written.pointAt(first, "personal", Map.of("AWS_CONFIG_FILE", "/own"));

    assertEquals(
        Map.of(
            "AWS_CONFIG_FILE", "/run/c",
            "AWS_SHARED_CREDENTIALS_FILE", "/run/s",
            "JVC_EXEC", "personal",
            "JVC_OUTER_CONFIG_FILE", "/own"),
        first.variables());

    EnvironmentChange nested = new EnvironmentChange();
    written.pointAt(
        nested,
        "dev",
        Map.of("AWS_CONFIG_FILE", "/run/c", "JVC_EXEC", "p", "JVC_OUTER_CONFIG_FILE", "/own"));
    assertEquals(
        Map.of(
            "AWS_CONFIG_FILE", "/run/c",
            "AWS_SHARED_CREDENTIALS_FILE", "/run/s",
            "JVC_EXEC", "dev"),
        nested.variables());
  }
}
