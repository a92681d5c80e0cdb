package dev.jvc.daemon.vault;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.Secret;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PipedLinesTest {

  private static List<String> all(PipedLines lines) throws ProblemException {
    List<String> texts = new ArrayList<>();
    for (Optional<Secret> line = lines.next(); line.isPresent(); line = lines.next()) {
      texts.add(line.get().revealString());
    }
    return texts;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'a\nb\n' | a,b",
        "'a\nb' | a,b",
        "'a\r\nb\r\n' | a,b",
        "'\n\nb' | ,,b",
        "'ü\n' | ü"
      })
  void linesAreTakenWithoutTheirEnds(String text, String expected) throws ProblemException {
    assertEquals(List.of(expected.split(",", -1)), all(Dialogues.lines(text)));
  }

  @Test
  void nothingIsNoLine() throws ProblemException {
    assertTrue(Dialogues.lines("").next().isEmpty());
  }

  @Test
  void whatFollowsTheLineIsLeftForOthers() throws Exception {
    InputStream in = new ByteArrayInputStream(new byte[] {'1', '\n', '2'});

    assertEquals("1", new PipedLines(in).next().orElseThrow().revealString());

    assertEquals('2', in.read());
  }

  @Test
  void anEndlessLineIsRefusedWithoutBeingRepeated() {
    ProblemException refused =
        assertThrows(ProblemException.class, () -> Dialogues.lines("CANARY".repeat(1000)).next());

    assertEquals(ProblemCode.BAD_REQUEST, refused.problem().code());
    assertFalse(refused.problem().message().contains("CANARY"));
    Sentences.requireSentence(refused.problem().message());
  }

  @Test
  void anUnreadableInputIsSaid() {
    InputStream closed = InputStream.nullInputStream();
    assertDoesNotThrow(closed::close);
    PipedLines lines = new PipedLines(closed);

    ProblemException refused = assertThrows(ProblemException.class, lines::next);
    assertEquals("standard input cannot be read: Stream closed", refused.problem().message());
  }
}
