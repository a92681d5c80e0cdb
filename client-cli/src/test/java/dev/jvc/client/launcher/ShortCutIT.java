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
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code jvc credentials} is answered without a JVM where that is safe, and by the client with the
 * same words everywhere else.
 *
 * <p>No client is installed here, so that only what the launcher does by itself can succeed.
 */
final class ShortCutIT {

  private static final String ROUTE = "GET /v1/profiles/personal/credentials";
  private static final String DOCUMENT = Golden.text("credentials.json");
  private static final Launched.Run PRINTED = new Launched.Run(0, DOCUMENT + "\n", "");

  @TempDir private Path home;
  private Launched launched;
  private ScriptedJvcd daemon;
  private Path jvc;

  @BeforeEach
  void start() throws IOException {
    launched = new Launched(home);
    daemon = ScriptedJvcd.start(home).answer(ROUTE, DOCUMENT);
    jvc = Files.createDirectories(home.resolve("bin")).resolve("jvc");
    Files.copy(Path.of(Launched.jvc()), jvc, StandardCopyOption.COPY_ATTRIBUTES);
  }

  @AfterEach
  void stop() throws IOException {
    daemon.close();
  }

  @Test
  void aDocumentNeedsNoClient() throws Exception {
    assertEquals(PRINTED, runs("credentials", "personal"));
    assertEquals(List.of(ROUTE), daemon.lines());
    String caller = "Jvc-Caller: credential-process " + ProcessHandle.current().pid();
    String head = daemon.requests().getFirst().head();
    assertTrue(head.contains("\r\n" + caller + "\r\n"), head);
  }

  static Stream<Arguments> defaults() {
    return Stream.of(
        Arguments.of(Map.of("JVC_PROFILE", "personal", "AWS_PROFILE", "other"), "personal"),
        Arguments.of(Map.of("JVC_PROFILE", "", "AWS_PROFILE", "personal"), "personal"),
        Arguments.of(Map.of("AWS_PROFILE", ""), "default"),
        Arguments.of(Map.of(), "default"));
  }

  @ParameterizedTest
  @MethodSource("defaults")
  void withoutANameTheEnvironmentNamesTheProfile(Map<String, String> variables, String profile)
      throws Exception {
    daemon.answer("GET /v1/profiles/" + profile + "/credentials", DOCUMENT);
    launched.environment().putAll(variables);

    assertEquals(PRINTED, runs("credentials"));
  }

  @Test
  void theSocketMayBeInTheStateFolder() throws Exception {
    launched.environment().remove("XDG_RUNTIME_DIR");
    Path run = Files.createDirectories(home.resolve(".local/state/jvc"));
    Files.move(home.resolve("jvc"), run.resolve("run"));
    assertEquals(PRINTED, runs("credentials", "personal"));

    Path state = Files.createDirectories(home.resolve("state"));
    Files.move(run, state.resolve("jvc"));
    launched.environment().put("XDG_STATE_HOME", state.toString());
    assertEquals(PRINTED, runs("credentials", "personal"));

    launched.environment().put("XDG_RUNTIME_DIR", "relative");
    assertEquals(PRINTED, runs("credentials", "personal"));
    Files.move(state.resolve("jvc/run"), home.resolve("jvc"));
  }

  @Test
  void settingsOfCurlAndProxiesChangeNothing() throws Exception {
    Files.writeString(home.resolve(".curlrc"), "include\nverbose\nurl = http://127.0.0.1:1/\n");
    launched
        .environment()
        .putAll(
            Map.of(
                "CURL_HOME", home.toString(),
                "http_proxy", "http://127.0.0.1:1",
                "ALL_PROXY", "socks5://127.0.0.1:1",
                "SHELLOPTS", "xtrace"));

    Launched.Run run = runs("credentials", "personal");

    assertEquals(DOCUMENT + "\n", run.out());
    assertFalse(run.err().contains("AccessKeyId"), "a trace shows no document");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ü", "..", ".", ".hidden", "a b", "a/b", "a%2fb", "a?b", "a#b", "a@b", "[a]", "{a,b}", "a*"
      })
  void anUnusualNameIsLeftToTheClient(String name) throws Exception {
    leftToTheClient("credentials", name);
    assertEquals(List.of(), daemon.lines());
  }

  @ParameterizedTest
  @ValueSource(strings = {"--quiet", "--debug", "-x"})
  void anOptionIsLeftToTheClient(String option) throws Exception {
    leftToTheClient("credentials", option);
    leftToTheClient("credentials", "personal", option);
    assertEquals(List.of(), daemon.lines());
  }

  static Stream<Arguments> unusualAnswers() {
    String good = "HTTP/1.1 200 OK\r\nJvc-Protocol: 1\r\n";
    return Stream.of(
        Arguments.of("a refusal", "HTTP/1.1 400 Bad Request\r\nJvc-Protocol: 1\r\n\r\n{}"),
        Arguments.of("a redirect", "HTTP/1.1 302 Found\r\nLocation: /\r\n\r\n{}"),
        Arguments.of("another protocol", "HTTP/1.1 200 OK\r\nJvc-Protocol: 2\r\n\r\n{}"),
        Arguments.of("no protocol", "HTTP/1.1 200 OK\r\n\r\n{}"),
        Arguments.of("half an answer", good + "Content-Length: 400\r\n\r\n" + DOCUMENT),
        Arguments.of("half a document", good + "\r\n{\"Version\":1,"),
        Arguments.of(
            "too much", good + "Content-Length: 70000\r\n\r\n" + "{" + "x".repeat(69_998) + "}"),
        Arguments.of("no document", good + "\r\nhello"),
        Arguments.of("nothing", good + "Content-Length: 0\r\n\r\n"),
        Arguments.of("no HTTP", "220 ready\r\n{}\r\n"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("unusualAnswers")
  void anUnusualAnswerIsLeftToTheClient(String what, String answer) throws Exception {
    daemon.answerRaw(ROUTE, answer);

    leftToTheClient("credentials", "personal");
    assertEquals(List.of(ROUTE), daemon.lines(), what);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rwxrwx---", "rwx---r-x", "rwx--x---", "rwx----w-"})
  void aFolderThatOthersCanEnterIsNotTrusted(String permissions) throws Exception {
    Files.setPosixFilePermissions(
        home.resolve("jvc"), PosixFilePermissions.fromString(permissions));

    leftToTheClient("credentials", "personal");
    assertEquals(List.of(), daemon.lines());
  }

  @Test
  void aLinkIsNotTrusted() throws Exception {
    Path folder = home.resolve("jvc");
    Path socket = folder.resolve("control.sock");
    Files.move(socket, home.resolve("elsewhere"));
    Files.createSymbolicLink(socket, home.resolve("elsewhere"));
    leftToTheClient("credentials", "personal");

    Files.delete(socket);
    Files.move(home.resolve("elsewhere"), socket);
    Files.move(folder, home.resolve("moved"));
    Files.createSymbolicLink(folder, home.resolve("moved"));
    leftToTheClient("credentials", "personal");
    assertEquals(List.of(), daemon.lines());
  }

  @Test
  void whatIsNoSocketIsLeftToTheClient() throws Exception {
    Path socket = home.resolve("jvc/control.sock");
    Files.delete(socket);
    leftToTheClient("credentials", "personal");

    Files.writeString(socket, DOCUMENT);
    leftToTheClient("credentials", "personal");
  }

  @Test
  void aDaemonThatDiedIsLeftToTheClient() throws Exception {
    daemon.die();

    leftToTheClient("credentials", "personal");
  }

  /** The launcher looked for the client, which is the only thing that it does say. */
  private void leftToTheClient(String... words) throws Exception {
    assertEquals(
        new Launched.Run(
            1,
            "",
            "jvc: the program is not installed in "
                + home
                + "/bin/../lib/jvc/client: set JVC_HOME to the folder that holds it\n"),
        runs(words));
  }

  private Launched.Run runs(String... words) throws Exception {
    List<String> command = new ArrayList<>(List.of(jvc.toString()));
    command.addAll(List.of(words));
    return launched.run(command);
  }
}
