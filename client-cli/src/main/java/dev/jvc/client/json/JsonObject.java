package dev.jvc.client.json;

import dev.jvc.client.outcome.ExitCode;
import dev.jvc.client.outcome.Failure;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object in an answer of the daemon, of which members that nobody asks for are ignored.
 *
 * <p>It may hold a secret and therefore does not print itself.
 */
public final class JsonObject {

  private final Map<?, ?> members;

  private JsonObject(Map<?, ?> members) {
    this.members = members;
  }

  /**
   * Reads one object.
   *
   * @throws Failure when the text is anything else; the text is not quoted, for it may hold a
   *     secret
   */
  public static JsonObject parse(byte[] utf8) throws Failure {
    try {
      if (JsonReader.read(utf8) instanceof Map<?, ?> map) {
        return new JsonObject(map);
      }
    } catch (JsonException malformed) {
      throw misunderstood("it is not well-formed JSON");
    }
    throw misunderstood("it is not a JSON object");
  }

  /** Writes an object on one line; members are strings, integers, booleans, lists and maps. */
  public static byte[] write(Map<String, ?> members) {
    return JsonWriter.write(members, false).getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Writes an object over several lines, indented by two spaces, without a line feed at the end.
   */
  public static String writeIndented(Map<String, ?> members) {
    return JsonWriter.write(members, true);
  }

  /** This object over several lines, indented by two spaces, without a line feed at the end. */
  public String indented() {
    return JsonWriter.write(members, true);
  }

  /** Every member whose value is a text, in its order. */
  public Map<String, String> texts() {
    Map<String, String> texts = new LinkedHashMap<>();
    members.forEach((name, value) -> {
      if (name instanceof String key && value instanceof String text) {
        texts.put(key, text);
      }
    });
    return texts;
  }

  /** A required text. */
  public String string(String name) throws Failure {
    String value = optionalString(name);
    if (value == null) {
      throw misunderstood("member " + name + " is missing");
    }
    return value;
  }

  /** A text that may be absent. */
  public @Nullable String optionalString(String name) throws Failure {
    return typed(name, String.class);
  }

  /** A text that is empty when absent. */
  public String text(String name) throws Failure {
    String value = optionalString(name);
    return value == null ? "" : value;
  }

  /** A required whole number. */
  public long number(String name) throws Failure {
    Long value = typed(name, Long.class);
    if (value == null) {
      throw misunderstood("member " + name + " is missing");
    }
    return value;
  }

  /** A truth value that is false when absent. */
  public boolean flag(String name) throws Failure {
    Boolean value = typed(name, Boolean.class);
    return value != null && value;
  }

  /** An object, without members when absent. */
  public JsonObject object(String name) throws Failure {
    Map<?, ?> value = typed(name, Map.class);
    return new JsonObject(value == null ? Map.of() : value);
  }

  /** A list of objects, empty when absent. */
  public List<JsonObject> objects(String name) throws Failure {
    List<JsonObject> objects = new ArrayList<>();
    for (Object element : list(name)) {
      if (!(element instanceof Map<?, ?> map)) {
        throw misunderstood("member " + name + " does not hold objects");
      }
      objects.add(new JsonObject(map));
    }
    return objects;
  }

  /** A list of texts, empty when absent. */
  public List<String> strings(String name) throws Failure {
    List<String> strings = new ArrayList<>();
    for (Object element : list(name)) {
      if (!(element instanceof String text)) {
        throw misunderstood("member " + name + " does not hold texts");
      }
      strings.add(text);
    }
    return strings;
  }

  private List<?> list(String name) throws Failure {
    List<?> value = typed(name, List.class);
    return value == null ? List.of() : value;
  }

  private <T> @Nullable T typed(String name, Class<T> type) throws Failure {
    Object value = members.get(name);
    if (value != null && !type.isInstance(value)) {
      throw misunderstood("member " + name + " is of the wrong kind");
    }
    return type.cast(value);
  }

  private static Failure misunderstood(String why) {
    return Failure.of(
        ExitCode.FAILED, "the daemon's answer cannot be understood: " + why, "jvc daemon logs");
  }

  @Override
  public String toString() {
    return "JSON object with members " + members.keySet();
  }
}
