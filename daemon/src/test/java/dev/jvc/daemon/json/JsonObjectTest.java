package dev.jvc.daemon.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonObjectTest {

  private static JsonObject parse(String text) throws JsonException {
    return JsonObject.parse(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void membersAreReadByType() throws JsonException {
    JsonObject object =
        parse(
            "{\"s\":\"ü\",\"n\":7,\"f\":true,\"o\":{\"a\":\"b\"},\"l\":[\"x\"],\"lo\":[{\"i\":1}]}");

    assertEquals("ü", object.string("s"));
    assertEquals(7, object.number("n"));
    assertTrue(object.flag("f"));
    assertFalse(object.flag("absent"));
    assertNull(object.optionalString("absent"));
    assertEquals(
        Map.of("a", "b"), java.util.Objects.requireNonNull(object.object("o")).asStrings());
    assertEquals(List.of("x"), object.strings("l"));
    assertEquals(1, object.objects("lo").getFirst().number("i"));
    object.requireNothingElse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "1",
        "null",
        "{",
        "{\"a\":1,\"a\":2}",
        "{\"a\":1}x",
        "{'a':1}",
        "\u0000"
      })
  void whatIsNotOneObjectIsRefused(String text) {
    assertThrows(JsonException.class, () -> parse(text));
  }

  @Test
  void deepNestingIsRefused() {
    assertThrows(
        JsonException.class, () -> parse("{\"a\":" + "[".repeat(50) + "]".repeat(50) + "}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"s\":1} | member s must be a string",
        "{\"s\":null} | member s must be a string, not null",
        "{} | member s is missing",
      })
  void aWrongMemberIsNamedWithoutItsValue(String text, String message) {
    JsonException refused = assertThrows(JsonException.class, () -> parse(text).string("s"));
    assertEquals(message, refused.getMessage());
  }

  @Test
  void aFractionIsNotAWholeNumber() {
    assertThrows(JsonException.class, () -> parse("{\"n\":1.5}").number("n"));
  }

  @Test
  void anUnknownMemberIsNamedWithoutControlCharacters() throws JsonException {
    JsonObject object = parse("{\"known\":\"x\",\"odd\\u001b[31m\":1}");
    object.string("known");

    JsonException refused = assertThrows(JsonException.class, object::requireNothingElse);
    assertEquals("unknown member odd??31m", refused.getMessage());
  }

  @Test
  void aMalformedTextIsNotQuoted() {
    JsonException refused = assertThrows(JsonException.class, () -> parse("{\"k\":CANARY_SECRET}"));
    assertEquals("not well-formed JSON", refused.getMessage());
  }

  @Test
  void writingKeepsTheOrderOfMembers() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("z", 1);
    members.put("a", List.of("q"));
    assertEquals(
        "{\"z\":1,\"a\":[\"q\"]}", new String(JsonObject.write(members), StandardCharsets.UTF_8));
  }
}
