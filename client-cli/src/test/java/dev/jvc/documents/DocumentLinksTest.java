package dev.jvc.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jvc.client.scripted.Golden;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Links between the documents lead somewhere, and from README.md to all of them. */
final class DocumentLinksTest {

  private final Map<String, Document> documents =
      Document.all().stream().collect(Collectors.toMap(Document::name, Function.identity()));

  @Test
  void noLinkIsDead() {
    List<String> dead = new ArrayList<>();
    for (Document document : documents.values()) {
      for (String link : document.localLinks()) {
        String anchor = link.contains("#") ? link.substring(link.indexOf('#') + 1) : "";
        Path target = document.target(link);
        Document leadsTo = documents.get(target.toString());
        boolean there = Files.isRegularFile(Golden.root().resolve(target));
        boolean anchored =
            anchor.isEmpty() || (leadsTo != null && leadsTo.anchors().contains(anchor));
        if (!there || !anchored) {
          dead.add(document + ": " + link);
        }
      }
    }

    assertEquals(List.of(), dead);
  }

  @Test
  void everyDocumentIsReachedFromTheReadme() {
    Set<String> reached = new TreeSet<>();
    Deque<String> waiting = new ArrayDeque<>(List.of("README.md"));
    while (!waiting.isEmpty()) {
      Document document = documents.get(waiting.pop());
      if (document != null && reached.add(document.name())) {
        document.localLinks().forEach(link -> waiting.push(document.target(link).toString()));
      }
    }

    assertEquals(new TreeSet<>(documents.keySet()), reached);
  }

  @ParameterizedTest
  @CsvSource({
    "# The daemon as a service, the-daemon-as-a-service",
    "### `POST /v1/tasks/{ticket}/deposit`, post-v1tasksticketdeposit",
    "## What it does as AWS does – and what not, what-it-does-as-aws-does--and-what-not",
    "## IMDSv2, imdsv2",
  })
  void anchorsAreThoseThatReadersOfMarkdownMake(String heading, String anchor) {
    assertEquals(Set.of(anchor), new Document("a.md", heading + "\n").anchors());
  }

  @Test
  void aSecondHeadingOfTheSameWordsIsNumbered() {
    assertEquals(
        Set.of("use", "use-1"), new Document("a.md", "# Use\n\ntext\n\n# Use\n").anchors());
  }

  @ParameterizedTest
  @CsvSource({
    "docs/guide/a.md, ../b.md#c, docs/b.md",
    "README.md, docs/b.md, docs/b.md",
    "docs/a.md, '#here', docs/a.md",
  })
  void aLinkIsReadFromWhereItStands(String name, String link, String target) {
    assertEquals(Path.of(target), new Document(name, "").target(link));
  }

  @Test
  void linksInCodeAndToOtherServersAreNotFollowed() {
    Document document =
        new Document(
            "a.md", "[a](b.md) `[c](d.md)` [e](https://example.org)\n```\n[f](g.md)\n```\n");

    assertEquals(List.of("b.md"), document.localLinks());
  }
}
