package dev.jvc.sandbox.json;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one JSON object, read strictly: a wrong type or an unknown field is refused with
 * the place where it stands.
 */
final class Fields {
  private final String place;
  private final Map<?, ?> values;
  private final Set<String> known = new LinkedHashSet<>();

  private Fields(String place, Map<?, ?> values) {
    this.place = place;
    this.values = values;
  }

  /**
   * Parses any JSON value.
   *
   * @throws IllegalArgumentException when the text is not JSON
   */
  static Object parse(String json) {
    try {
      return Optional.ofNullable(JSON.std.anyFrom(json))
          .orElseThrow(() -> new IllegalArgumentException("there is no JSON value"));
    } catch (IOException e) {
      throw new IllegalArgumentException("this is not JSON: " + firstLine(e), e);
    }
  }

  /**
   * The fields of a value that must be an object.
   *
   * @param place how messages call it, such as {@code accounts[0]}, empty for the outermost one
   */
  static Fields of(String place, @Nullable Object value) {
    if (value instanceof Map<?, ?> object) {
      return new Fields(place, object);
    }
    throw new IllegalArgumentException(
        (place.isEmpty() ? "the whole" : place) + " must be a JSON object");
  }

  Optional<String> text(String name) {
    return value(name, String.class, "a text");
  }

  String requiredText(String name) {
    return text(name).orElseThrow(() -> new IllegalArgumentException(at(name) + " is missing"));
  }

  Optional<Integer> integer(String name) {
    return value(name, Integer.class, "a whole number");
  }

  Optional<Boolean> flag(String name) {
    return value(name, Boolean.class, "true or false");
  }

  List<Fields> objects(String name) {
    return list(name, Fields::of);
  }

  List<String> texts(String name) {
    return list(
        name,
        (where, value) -> {
          if (value instanceof String text) {
            return text;
          }
          throw new IllegalArgumentException(where + " must be a text");
        });
  }

  /**
   * Ends the reading.
   *
   * @throws IllegalArgumentException when a field is left that nobody asked for
   */
  void end() {
    for (Object name : values.keySet()) {
      if (!known.contains(String.valueOf(name))) {
        throw new IllegalArgumentException(
            at(String.valueOf(name)) + " is unknown; known are " + String.join(", ", known));
      }
    }
  }

  private <T> List<T> list(String name, BiFunction<String, @Nullable Object, T> read) {
    List<?> members = value(name, List.class, "a list").orElse(List.of());
    List<T> found = new ArrayList<>();
    for (int i = 0; i < members.size(); i++) {
      found.add(read.apply(at(name) + "[" + i + "]", members.get(i)));
    }
    return found;
  }

  private <T> Optional<T> value(String name, Class<T> type, String expected) {
    known.add(name);
    Object value = values.get(name);
    if (value != null && !type.isInstance(value)) {
      throw new IllegalArgumentException(at(name) + " must be " + expected);
    }
    return Optional.ofNullable(value).map(type::cast);
  }

  private String at(String name) {
    return place.isEmpty() ? name : place + "." + name;
  }

  private static String firstLine(IOException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }
}
