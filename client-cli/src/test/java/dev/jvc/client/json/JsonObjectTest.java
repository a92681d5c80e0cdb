package dev.jvc.client.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.client.outcome.ExitCode;
import dev.jvc.client.outcome.Failure;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An object of an answer: its members by their kinds, and one sentence when it is another. */
final class JsonObjectTest {

  @Test
  void writesIndented() throws Failure {
    JsonObject object =
        parse("{\"a\":[1.50,{}],\"b\":{\"c\":null},\"d\":[],\"e\":99999999999999999999}");

    assertEquals(
        """
        {
          "a": [
            1.50,
            {}
          ],
          "b": {
            "c": null
          },
          "d": [],
          "e": 99999999999999999999
        }\
        """,
        object.indented());
  }

  @Test
  void givesMembersByTheirKinds() throws Failure {
    JsonObject object =
        parse(
            "{\"text\":\"x\",\"number\":5,\"truth\":true,\"texts\":[\"a\",\"b\"],"
                + "\"objects\":[{\"text\":\"y\"}],\"object\":{\"text\":\"z\"}}");

    assertEquals("x", object.string("text"));
    assertEquals(5, object.number("number"));
    assertTrue(object.flag("truth"));
    assertEquals(List.of("a", "b"), object.strings("texts"));
    assertEquals("y", object.objects("objects").getFirst().string("text"));
    assertEquals("z", object.object("object").string("text"));
    assertEquals(Map.of("text", "x"), object.texts());
  }

  @Test
  void whatIsAbsentIsEmpty() throws Failure {
    JsonObject object = parse("{\"nothing\":null}");

    assertEquals("", object.text("absent"));
    assertEquals("", object.text("nothing"));
    assertFalse(object.flag("absent"));
    assertEquals(List.of(), object.strings("absent"));
    assertEquals(List.of(), object.objects("absent"));
    assertEquals(Map.of(), object.object("absent").texts());
  }

  static Stream<Arguments> misfits() {
    return Stream.of(
        Arguments.of((Access) o -> o.string("absent"), "member absent is missing"),
        Arguments.of((Access) o -> o.number("absent"), "member absent is missing"),
        Arguments.of((Access) o -> o.string("number"), "member number is of the wrong kind"),
        Arguments.of((Access) o -> o.number("text"), "member text is of the wrong kind"),
        Arguments.of((Access) o -> o.number("decimal"), "member decimal is of the wrong kind"),
        Arguments.of((Access) o -> o.flag("text"), "member text is of the wrong kind"),
        Arguments.of((Access) o -> o.strings("text"), "member text is of the wrong kind"),
        Arguments.of((Access) o -> o.strings("mixed"), "member mixed does not hold texts"),
        Arguments.of((Access) o -> o.objects("mixed"), "member mixed does not hold objects"),
        Arguments.of((Access) o -> o.object("text"), "member text is of the wrong kind"));
  }

  @ParameterizedTest
  @MethodSource("misfits")
  void anAnswerOfAnotherShapeIsOneSentence(Access access, String sentence) throws Failure {
    JsonObject object =
        parse("{\"text\":\"secret\",\"number\":5,\"decimal\":1.5,\"mixed\":[\"secret\",1]}");

    Failure failure = assertThrows(Failure.class, () -> access.to(object));

    assertEquals("the daemon's answer cannot be understood: " + sentence, failure.sentence());
    assertEquals(ExitCode.FAILED, failure.exitCode());
    assertEquals("jvc daemon logs", failure.hint());
  }

  @Test
  void textThatIsNoObjectIsOneSentenceThatDoesNotQuoteIt() {
    for (String text : new String[] {"\"secret\"", "[]", "7", "secret", ""}) {
      Failure failure = assertThrows(Failure.class, () -> parse(text));
      assertTrue(
          failure.sentence().startsWith("the daemon's answer cannot be understood: it is not "),
          failure.sentence());
      assertFalse(failure.sentence().contains("secret"));
    }
  }

  @Test
  void anObjectDoesNotPrintItsValues() throws Failure {
    assertEquals("JSON object with members [a]", parse("{\"a\":\"secret\"}").toString());
  }

  interface Access {
    Object to(JsonObject object) throws Failure;
  }

  private static JsonObject parse(String text) throws Failure {
    return JsonObject.parse(text.getBytes(StandardCharsets.UTF_8));
  }
}
