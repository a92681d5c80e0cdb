package dev.jvc.client.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.jvc.client.outcome.ExitCode;
import dev.jvc.client.outcome.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonTest {

  static Stream<Arguments> values() {
    return Stream.of(
        Arguments.of("{}", Map.of()),
        Arguments.of(" \t\r\n{ } \n", Map.of()),
        Arguments.of("[]", List.of()),
        Arguments.of("[ [ ] , [[]] ]", List.of(List.of(), List.of(List.of()))),
        Arguments.of("true", true),
        Arguments.of("false", false),
        Arguments.of("\"\"", ""),
        Arguments.of("\"plain\"", "plain"),
        Arguments.of("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\\/\b\f\n\r\t"),
        Arguments.of("\"\\u00fc\\u20AC\\ud83d\\ude00\"", "ü€😀"),
        Arguments.of("\"ü€😀\u007f\"", "ü€😀\u007f"),
        Arguments.of("0", 0L),
        Arguments.of("-0", 0L),
        Arguments.of("-17", -17L),
        Arguments.of("123456789012345678", 123456789012345678L),
        Arguments.of("1.5", new JsonReader.Decimal("1.5")),
        Arguments.of("-0.0e-10", new JsonReader.Decimal("-0.0e-10")),
        Arguments.of("1E+2", new JsonReader.Decimal("1E+2")),
        Arguments.of("99999999999999999999", new JsonReader.Decimal("99999999999999999999")),
        Arguments.of("{\"a\":{\"b\":[1,\"c\"]}}", Map.of("a", Map.of("b", List.of(1L, "c")))),
        Arguments.of("[".repeat(16) + "]".repeat(16), nested(16)));
  }

  @ParameterizedTest
  @MethodSource("values")
  void readsWhatIsJson(String text, Object expected) throws JsonException {
    assertEquals(expected, read(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "}",
        "[",
        "]",
        "{]",
        "[}",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{,}",
        "[1,]",
        "[,1]",
        "[1 2]",
        "{\"a\":1 \"b\":2}",
        "{a:1}",
        "{'a':1}",
        "{1:2}",
        "\"",
        "\"a",
        "\"\\\"",
        "\"\\x\"",
        "\"\\u12\"",
        "\"\\u12g4\"",
        "\"\\u１２３４\"",
        "\"a\nb\"",
        "\"a\u0000b\"",
        "\"\\",
        "tru",
        "True",
        "nul",
        "nulll",
        "01",
        "-",
        "+1",
        ".5",
        "1.",
        "1.e1",
        "1e",
        "1e+",
        "--1",
        "0x1",
        "NaN",
        "Infinity",
        "1 1",
        "{} {}",
        "{}x",
        "\ufeff{}",
        "// x\n{}",
        "{\"a\":1,\"a\":2}"
      })
  void refusesWhatIsNot(String text) {
    assertThrows(JsonException.class, () -> read(text));
  }

  @Test
  void refusesNestingThatIsTooDeep() {
    assertThrows(JsonException.class, () -> read("[".repeat(17) + "]".repeat(17)));
    assertThrows(JsonException.class, () -> read("{\"a\":".repeat(17) + "1" + "}".repeat(17)));
    assertThrows(JsonException.class, () -> read("[".repeat(1_000_000)));
  }

  @Test
  void refusesWhatIsNotUtf8() {
    byte[] latin1 = "\"ü\"".getBytes(StandardCharsets.ISO_8859_1);

    assertThrows(JsonException.class, () -> JsonReader.read(latin1));
  }

  /** A widely used library is the judge. */
  @Test
  void agreesWithAnotherImplementation() throws Exception {
    Random random = new Random(20261124);
    for (int i = 0; i < 2000; i++) {
      Map<String, Object> value = object(random, 4);
      byte[] written = JsonObject.write(value);

      assertEquals(
          plain(value), plain(JSON.std.mapFrom(written)), () -> "seed and round of " + value);
      assertEquals(plain(value), plain(JsonReader.read(JSON.std.asBytes(value))));
      assertEquals(
          plain(value),
          plain(JSON.std.mapFrom(JsonObject.writeIndented(value))),
          "the indented form means something else");
    }
  }

  @Test
  void damagedTextIsNeverReadAsSomethingElseThanTheOtherSays() throws Exception {
    Random random = new Random(42);
    int refused = 0;
    for (int i = 0; i < 5000; i++) {
      byte[] text = JsonObject.write(object(random, 3));
      text[random.nextInt(text.length)] =
          (byte) " {}[]\":,\\u0a1.e+-tfn".charAt(random.nextInt(20));
      Object ours;
      try {
        ours = JsonReader.read(text);
      } catch (JsonException malformed) {
        refused++;
        continue;
      }
      assertEquals(plain(other(text)), plain(ours), () -> new String(text, StandardCharsets.UTF_8));
    }
    assertTrue(refused > 1000, "hardly anything was damaged: " + refused);
  }

  @Test
  void writesOnOneLine() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("text", "a\"b\\c\n\u0001ü");
    members.put("number", 5);
    members.put("truth", true);
    members.put("list", List.of("x", 1L));

    assertEquals(
        "{\"text\":\"a\\\"b\\\\c\\n\\u0001ü\",\"number\":5,\"truth\":true,\"list\":[\"x\",1]}",
        new String(JsonObject.write(members), StandardCharsets.UTF_8));
  }

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

  private static @Nullable Object read(String text) throws JsonException {
    return JsonReader.read(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Object nested(int depth) {
    return depth == 1 ? List.of() : List.of(nested(depth - 1));
  }

  private static @Nullable Object other(byte[] text) throws IOException {
    return JSON.std.anyFrom(text);
  }

  /** The value with all integers of one kind and decimals as the numbers that they are. */
  private static @Nullable Object plain(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Map<?, ?> map -> {
        Map<Object, @Nullable Object> copy = new LinkedHashMap<>();
        map.forEach((name, member) -> copy.put(name, plain(member)));
        yield copy;
      }
      case List<?> list -> {
        List<@Nullable Object> copy = new ArrayList<>();
        list.forEach(element -> copy.add(plain(element)));
        yield copy;
      }
      case JsonReader.Decimal number -> Double.valueOf(number.text());
      case Integer number -> Long.valueOf(number);
      case Number number when !(number instanceof Long) -> number.doubleValue();
      default -> value;
    };
  }

  private static Map<String, Object> object(Random random, int depth) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      object.put(text(random), value(random, depth));
    }
    return object;
  }

  private static Object value(Random random, int depth) {
    return switch (random.nextInt(depth == 0 ? 3 : 5)) {
      case 0 -> text(random);
      case 1 -> random.nextLong() / 100;
      case 2 -> random.nextBoolean();
      case 3 -> object(random, depth - 1);
      default -> {
        List<Object> list = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          list.add(value(random, depth - 1));
        }
        yield list;
      }
    };
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(8); i > 0; i--) {
      text.appendCodePoint(
          switch (random.nextInt(4)) {
            case 0 -> random.nextInt(0x20);
            case 1 -> "\"\\/\u007f".charAt(random.nextInt(4));
            case 2 -> 0x1f600 + random.nextInt(0x40);
            default -> 0x20 + random.nextInt(0x300);
          });
    }
    return text.toString();
  }
}
