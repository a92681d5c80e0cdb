package dev.jvc.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.documents.Document;
import dev.jvc.documents.NotRun;
import dev.jvc.documents.Shown;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every command that a document shows is typed in a terminal, ends as it should, and prints what
 * the document says; what cannot be typed here is on the list of {@link NotRun}.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "needs Linux: reads /proc")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(240)
final class DocumentedCommandsIT {

  private static final List<NotRun> NOT_RUN = NotRun.list();

  /** Words of sentences and tables that stand for what differs; the first that fits. */
  private static final Map<Pattern, String> PLACEHOLDERS =
      Map.of(
          Pattern.compile("(?<!--sdk )\\b(?:NAME|PROFILE)\\b"), "personal",
          Pattern.compile("(?<=--sdk )NAME\\b"), "boto3",
          Pattern.compile("\\bSTORE\\b"), "file",
          Pattern.compile("(?<=-- )(?:CMD|command|program)\\b"), "true",
          Pattern.compile("\\bCOMMAND\\b"), "status");

  /** What names a verb in a sentence and is no command without a profile. */
  private static final Set<String> VERBS_ALONE =
      Set.of("jvc add", "jvc daemon", "jvc move", "jvc remove", "jvc setup", "jvc use");

  /** What differs each time: keys and their ends, gaps in tables, times and numbers. */
  private static final Pattern VARIABLE =
      Pattern.compile(
          "[A-Za-z0-9/+]{40}|(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) )?\\d\\d:\\d\\d|A[KS]IA[A-Z0-9]{16}|\\*{4}\\w{4}| +|…|\\d+[hms]?(?: \\d+[hms])*");

  /**
   * What ends with another code than 0 for the reader as well: by itself the AWS CLI cannot follow
   * a role without a source.
   */
  private static final Map<String, Integer> OTHER_CODES =
      Map.of("jvc doctor --sdk aws-cli prod", 1);

  private final ReadersMachine shared;

  DocumentedCommandsIT() throws Exception {
    shared = ReadersMachine.withStores();
  }

  @BeforeAll
  void begin() throws Exception {
    shared.logIn();
  }

  @AfterAll
  void end() throws IOException {
    shared.close();
  }

  private static boolean isRun(Shown shown) {
    return NOT_RUN.stream().noneMatch(entry -> entry.covers(shown));
  }

  static Stream<Document> documents() {
    return Document.all().stream().filter(document -> !typed(document).isEmpty());
  }

  private static List<Shown> typed(Document document) {
    return Shown.in(document).stream().filter(shown -> !shown.prose() && isRun(shown)).toList();
  }

  static Stream<String> sentences() {
    return Shown.everywhere()
        .filter(Shown::prose)
        .filter(DocumentedCommandsIT::isRun)
        .map(Shown::command)
        .distinct()
        .sorted();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("documents")
  void whatADocumentShowsRunsFromTopToBottom(Document document) throws Exception {
    List<Shown> commands = typed(document);
    if (commands.stream().anyMatch(shown -> shown.command().matches("jvc (add|import).*"))) {
      try (ReadersMachine reader = ReadersMachine.beforeJvc()) {
        type(reader, commands);
      }
      return;
    }
    if (commands.stream().anyMatch(shown -> shown.command().startsWith("jvc login"))) {
      shared.logOut();
    } else {
      shared.logIn();
    }
    type(shared, commands);
  }

  private static void type(ReadersMachine reader, List<Shown> commands) throws IOException {
    try (Typist typist = reader.typist(Map.of())) {
      for (Shown shown : commands) {
        Typist.Ran ran = typist.run(withThisMachine(shown.command(), reader.machine()));
        assertEquals(
            OTHER_CODES.getOrDefault(shown.command(), 0),
            ran.exit(),
            () -> shown + "\n" + ran.screen());
        assertPrints(shown, ran.screen());
        if (shown.command().matches("jvc setup \\w+")) {
          // As every terminal that is opened from now on.
          assertEquals(0, typist.run(". ~/.bashrc").exit());
        }
      }
    }
  }

  /** The documents' fixed places, here. */
  private static String withThisMachine(String command, Machine machine) {
    URI aws = machine.aws().endpoint();
    return command
        .replaceFirst("^bin/", Machine.root().resolve("bin") + "/")
        .replace("--port 4600", "--port 0")
        .replace("127.0.0.1:4600", aws.getAuthority());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("sentences")
  void aCommandInASentenceRuns(String command) throws Exception {
    shared.logIn();
    Map<String, String> environment = new HashMap<>(Map.of("JVC_PROFILE", "personal"));
    if (command.contains("--env")) {
      var key = shared.machine().aws().world().user("me").key();
      environment.put("AWS_ACCESS_KEY_ID", key.id());
      environment.put("AWS_SECRET_ACCESS_KEY", key.secret());
    }
    try (Typist typist = shared.typist(environment)) {
      Typist.Ran ran = typist.run(complete(command));
      if (command.matches("jvc exec( NAME| --frozen)?")) {
        assertEquals(0, typist.leaveShellOf("personal").exit(), ran.screen());
      }
      assertEquals(0, ran.exit(), ran.screen());
    }
  }

  private String complete(String command) {
    if (VERBS_ALONE.contains(command)) {
      return command + " --help";
    }
    String completed = withThisMachine(command, shared.machine());
    for (Map.Entry<Pattern, String> placeholder : PLACEHOLDERS.entrySet()) {
      completed = placeholder.getKey().matcher(completed).replaceAll(placeholder.getValue());
    }
    if (completed.contains("CODE")) {
      completed =
          completed.replace(
              "CODE", shared.machine().aws().world().user("me").mfa().nextUnusedCode());
    }
    return completed.endsWith(" | source") ? "fish -c '" + completed + "'" : completed;
  }

  /** Each line of the document is there, in its order; numbers, keys and gaps may differ. */
  private static void assertPrints(Shown shown, String screen) {
    List<String> lines = screen.lines().toList();
    int at = 0;
    for (String expected : shown.output()) {
      if (expected.isBlank() || expected.strip().equals("…")) {
        continue;
      }
      Pattern pattern = Pattern.compile(pattern(expected.strip()));
      while (at < lines.size() && !pattern.matcher(lines.get(at).strip()).matches()) {
        at++;
      }
      assertTrue(at < lines.size(), () -> shown + " does not print: " + expected + "\n" + screen);
      at++;
    }
  }

  private static String pattern(String line) {
    StringBuilder pattern = new StringBuilder();
    Matcher variable = VARIABLE.matcher(line);
    int at = 0;
    while (variable.find()) {
      pattern.append(Pattern.quote(line.substring(at, variable.start())));
      pattern.append(
          switch (variable.group().charAt(0)) {
            case '*' -> "\\*{4}\\w{4}";
            case ' ' -> " +";
            case '…' -> ".*";
            default ->
                variable.group().length() >= 20
                    ? "\\S+"
                    : variable.group().contains(":") ? "(?:[A-Z]..)? ?\\d\\d:\\d\\d" : "[0-9hms ]+";
          });
      at = variable.end();
    }
    return pattern.append(Pattern.quote(line.substring(at))).toString();
  }
}
