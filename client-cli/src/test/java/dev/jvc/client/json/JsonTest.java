package dev.jvc.client.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The text of JSON, read and written. */
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

  private static @Nullable Object read(String text) throws JsonException {
    return JsonReader.read(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Object nested(int depth) {
    return depth == 1 ? List.of() : List.of(nested(depth - 1));
  }
}
