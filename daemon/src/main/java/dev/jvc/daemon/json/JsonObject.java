package dev.jvc.daemon.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object that is read member by member and refuses members nobody asked for.
 *
 * <p>Duplicate members, nesting deeper than 16 and numbers longer than 32 digits are errors.
 */
public final class JsonObject {

  private static final JSON LIBRARY =
      JSON.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(16)
                          .maxNumberLength(32)
                          .build())
                  .build())
          .disable(JSON.Feature.FLUSH_AFTER_WRITE_VALUE)
          .build();

  private final Map<String, Object> members;
  private final Set<String> read = new LinkedHashSet<>();

  private JsonObject(Map<String, Object> members) {
    this.members = members;
  }

  /**
   * Reads one object.
   *
   * @throws JsonException when the text is anything else
   */
  public static JsonObject parse(byte[] utf8) throws JsonException {
    try (JsonParser parser = LIBRARY.createParser(utf8)) {
      Object value = LIBRARY.anyFrom(parser);
      if (parser.nextToken() == null && value instanceof Map<?, ?> map) {
        return new JsonObject(stringKeys(map));
      }
    } catch (IOException malformed) {
      // The library's message quotes the text, which may hold a secret.
      throw new JsonException("not well-formed JSON");
    }
    throw new JsonException("a JSON object is expected");
  }

  /**
   * Writes an object; member order is the map's. Values are strings, numbers, booleans, lists and
   * maps.
   */
  public static byte[] write(Map<String, ?> members) {
    try {
      return LIBRARY.asBytes(members);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** A required text. */
  public String string(String name) throws JsonException {
    String value = optionalString(name);
    if (value == null) {
      throw new JsonException("member " + name + " is missing");
    }
    return value;
  }

  /** A text that may be absent. */
  public @Nullable String optionalString(String name) throws JsonException {
    return typed(name, String.class, "a string");
  }

  /** A required whole number. */
  public long number(String name) throws JsonException {
    Long value = optionalNumber(name);
    if (value == null) {
      throw new JsonException("member " + name + " is missing");
    }
    return value;
  }

  /** A whole number that may be absent. */
  public @Nullable Long optionalNumber(String name) throws JsonException {
    Number value = typed(name, Number.class, "a whole number");
    if (value == null) {
      return null;
    }
    if (value instanceof Integer || value instanceof Long) {
      return value.longValue();
    }
    throw new JsonException("member " + name + " must be a whole number");
  }

  /** A truth value that is false when absent. */
  public boolean flag(String name) throws JsonException {
    Boolean value = typed(name, Boolean.class, "true or false");
    return value != null && value;
  }

  /** A nested object that may be absent. */
  public @Nullable JsonObject object(String name) throws JsonException {
    Map<?, ?> value = typed(name, Map.class, "an object");
    return value == null ? null : new JsonObject(stringKeys(value));
  }

  /** A list of objects, empty when absent. */
  public List<JsonObject> objects(String name) throws JsonException {
    List<JsonObject> objects = new ArrayList<>();
    for (Object element : list(name)) {
      if (!(element instanceof Map<?, ?> map)) {
        throw new JsonException("member " + name + " must hold objects");
      }
      objects.add(new JsonObject(stringKeys(map)));
    }
    return objects;
  }

  /** A list of texts, empty when absent. */
  public List<String> strings(String name) throws JsonException {
    List<String> strings = new ArrayList<>();
    for (Object element : list(name)) {
      if (!(element instanceof String text)) {
        throw new JsonException("member " + name + " must hold strings");
      }
      strings.add(text);
    }
    return strings;
  }

  /** Every member as text, for an object that maps names to texts. */
  public Map<String, String> asStrings() throws JsonException {
    Map<String, String> strings = new LinkedHashMap<>();
    for (String name : members.keySet()) {
      strings.put(name, string(name));
    }
    return strings;
  }

  /**
   * Refuses members that were not read.
   *
   * @throws JsonException naming the first of them
   */
  public void requireNothingElse() throws JsonException {
    for (String name : members.keySet()) {
      if (!read.contains(name)) {
        String shown = name.length() > 40 ? name.substring(0, 40) : name;
        throw new JsonException("unknown member " + shown.replaceAll("[^\\w.-]", "?"));
      }
    }
  }

  private List<?> list(String name) throws JsonException {
    List<?> value = typed(name, List.class, "a list");
    return value == null ? List.of() : value;
  }

  private <T> @Nullable T typed(String name, Class<T> type, String expected) throws JsonException {
    read.add(name);
    Object value = members.get(name);
    if (value == null && members.containsKey(name)) {
      throw new JsonException("member " + name + " must be " + expected + ", not null");
    }
    if (value != null && !type.isInstance(value)) {
      throw new JsonException("member " + name + " must be " + expected);
    }
    return type.cast(value);
  }

  private static Map<String, Object> stringKeys(Map<?, ?> map) {
    Map<String, Object> members = new LinkedHashMap<>();
    map.forEach((name, value) -> members.put((String) name, value));
    return members;
  }
}
