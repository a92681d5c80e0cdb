package dev.jvc.client.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.client.scripted.Golden;
import dev.jvc.client.scripted.ScriptedJvcd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The launcher finds everything from everywhere, and nothing makes the client noisy.
 *
 * <p>The profile {@code ü} is one that only the client can ask for; see {@link ShortCutIT}.
 */
final class LauncherIT {

  private static final Launched.Run DOCUMENT =
      new Launched.Run(0, Golden.text("credentials.json") + "\n", "");

  @TempDir private Path home;
  private Launched launched;
  private ScriptedJvcd daemon;

  @BeforeEach
  void start() throws IOException {
    launched = new Launched(home);
    daemon = ScriptedJvcd.start(home);
    daemon
        .answer("GET /v1/profiles/personal/credentials", Golden.text("credentials.json"))
        .answer("GET /v1/profiles/~C3~BC/credentials", Golden.text("credentials.json"))
        .answer("GET /v1/status", Golden.text("status.json"));
  }

  @AfterEach
  void stop() throws IOException {
    daemon.close();
  }

  @Test
  void credentialsAreTheDocumentAndALineFeedAndNothingElse() throws Exception {
    assertEquals(DOCUMENT, launched.jvc("credentials", "personal"));
    assertEquals(DOCUMENT, launched.jvc("credentials", "personal", "--quiet"));
    launched.environment().put("JVC_PROFILE", "personal");
    assertEquals(DOCUMENT, launched.jvc("credentials"));
  }

  @Test
  void aRefusalIsOneShortLineAndNothingOnStdout() throws Exception {
    daemon.answer(
        "GET /v1/profiles/personal/credentials", 400, Golden.text("problem-bad-request.json"));

    assertEquals(
        new Launched.Run(2, "", "jvc: bad request: unknown member program\n"),
        launched.jvc("credentials", "personal"));
  }

  @Test
  void optionsMeantForOtherJvmsChangeNothing() throws Exception {
    launched
        .environment()
        .putAll(
            Map.of(
                "JAVA_TOOL_OPTIONS", "-Dx=y -verbose:class",
                "_JAVA_OPTIONS", "-Xmx1m",
                "JDK_JAVA_OPTIONS", "--bogus",
                "CLASSPATH", "/nowhere",
                "JAVA_HOME", "/nowhere"));

    assertEquals(DOCUMENT, launched.jvc("credentials", "ü"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"C", "POSIX", "C.UTF-8", "en_US.ISO-8859-1", "xx_YY.nothing", ""})
  void namesArriveInEveryLocale(String locale) throws Exception {
    launched.environment().remove("LANG");
    launched.environment().put("LC_ALL", locale);

    assertEquals(DOCUMENT, launched.jvc("credentials", "ü"));
  }

  @Test
  void linksLeadToIt() throws Exception {
    Path bin = Files.createDirectories(home.resolve("a/bin"));
    Files.createSymbolicLink(bin.resolve("first"), Path.of(Launched.jvc()));
    Files.createSymbolicLink(home.resolve("second"), Path.of("a/bin/first"));
    Files.createSymbolicLink(bin.resolve("jvc"), Path.of("../../second"));
    launched.environment().put("PATH", bin + ":" + System.getenv("PATH"));

    assertEquals(DOCUMENT, launched.run(List.of("sh", "-c", "cd / && jvc credentials ü")));
    assertEquals(DOCUMENT, launched.run(List.of("sh", "-c", "a/bin/jvc credentials ü")));
    assertEquals(DOCUMENT, launched.run(List.of("sh", "-c", "cd a/bin; ./jvc credentials ü")));
    assertEquals(DOCUMENT, launched.run(List.of("sh", "-c", "cd a/bin; sh jvc credentials ü")));
    assertEquals(
        DOCUMENT, launched.run(List.of("bash", "--posix", "a/bin/jvc", "credentials", "ü")));
  }

  @Test
  void aPackageMayHaveItElsewhere() throws Exception {
    Path app = Golden.root().resolve("client-cli/target/app");
    Path prefix = home.resolve("opt with space");
    Path bin = Files.createDirectories(prefix.resolve("bin"));
    Files.copy(Path.of(Launched.jvc()), bin.resolve("jvc"), StandardCopyOption.COPY_ATTRIBUTES);
    Path client = Files.createDirectories(prefix.resolve("lib/jvc")).resolve("client");
    Files.createSymbolicLink(client, app);

    assertEquals(DOCUMENT, launched.run(List.of(bin + "/jvc", "credentials", "ü")));

    Files.move(prefix.resolve("lib/jvc"), home.resolve("moved"));
    Launched.Run lost = launched.run(List.of(bin + "/jvc", "credentials", "ü"));
    assertEquals(1, lost.exit());
    assertEquals(
        "jvc: the program is not installed in "
            + bin
            + "/../lib/jvc/client: set JVC_HOME to the folder that holds it\n",
        lost.err());

    launched.environment().put("JVC_HOME", home.resolve("moved").toString());
    assertEquals(DOCUMENT, launched.run(List.of(bin + "/jvc", "credentials", "ü")));
  }

  @Test
  void aCacheThatDoesNotFitIsNotSpokenOf() throws Exception {
    Path app = Golden.root().resolve("client-cli/target/app");
    Path folder = home.resolve("h");
    Path client = Files.createDirectories(folder.resolve("client"));
    Files.createSymbolicLink(client.resolve("lib"), app.resolve("lib"));
    for (String file : List.of("java-home", "java.options")) {
      Files.copy(app.resolve(file), client.resolve(file));
    }
    launched.environment().put("JVC_HOME", folder.toString());
    assertEquals(DOCUMENT, launched.jvc("credentials", "ü"), "without a cache");

    Files.writeString(client.resolve("credentials.aot"), "not a cache");
    assertEquals(DOCUMENT, launched.jvc("credentials", "ü"), "with a broken cache");
  }

  @Test
  void aFolderFullOfFilesIsNotLookedAt() throws Exception {
    Files.writeString(home.resolve(".hotspotrc"), "+PrintFlagsFinal\n");
    Files.writeString(home.resolve("java"), "");

    assertEquals(DOCUMENT, launched.jvc("credentials", "ü"));
  }

  @Test
  void theCallersVariablesDoNotLeadItAstray() throws Exception {
    for (String name :
        List.of(
            "IFS", "ENV", "CDPATH", "jvc_app", "jvc_java", "jvc_classes", "jvc_verb", "JVC_BIN")) {
      launched.environment().put(name, "/nowhere");
    }

    assertEquals(DOCUMENT, launched.jvc("credentials", "ü"));
  }

  @Test
  void otherVerbsGoThroughTheSameDoor() throws Exception {
    Launched.Run status = launched.jvc("status");
    assertEquals(0, status.exit());
    assertTrue(status.out().startsWith("daemon    0.1.0, process 4242"), status.out());

    assertEquals(0, launched.jvc("--version").exit());
    assertFalse(launched.jvc("--version").out().contains("unknown"));
    assertEquals(2, launched.jvc("--bogus").exit());
    assertTrue(launched.jvc("exec", "--help").out().startsWith("Usage: jvc exec"));
    assertEquals(2, launched.jvc("exec", "--bogus").exit());
  }

  @Test
  void aReaderThatGoesAwayIsNoTrouble() throws Exception {
    Launched.Run run =
        launched.run(List.of("sh", "-c", Launched.jvc() + " completion bash | head -n 1"));

    assertEquals(0, run.exit());
    assertEquals("", run.err());
    assertEquals(1, run.out().lines().count());
  }
}
