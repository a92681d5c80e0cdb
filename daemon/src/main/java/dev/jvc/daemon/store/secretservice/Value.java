package dev.jvc.daemon.store.secretservice;

import dev.jvc.daemon.credential.ProblemException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.types.Variant;
import org.jspecify.annotations.Nullable;

/** A value that came over the bus, read as the type that the specification gives it. */
record Value(@Nullable Object raw) {

  /** The body of a message. */
  static List<Value> all(Object @Nullable [] body) {
    return body == null ? List.of() : Arrays.stream(body).map(Value::new).toList();
  }

  /** The object path. */
  String path() throws ProblemException {
    if (raw instanceof DBusPath path) {
      return path.getPath();
    }
    throw Problems.senseless("an object path was expected");
  }

  /** The array of object paths. */
  List<String> paths() throws ProblemException {
    return list().stream()
        .filter(DBusPath.class::isInstance)
        .map(path -> ((DBusPath) path).getPath())
        .toList();
  }

  String text() throws ProblemException {
    if (raw instanceof String text) {
      return text;
    }
    throw Problems.senseless("a text was expected");
  }

  boolean flag() throws ProblemException {
    if (raw instanceof Boolean flag) {
      return flag;
    }
    throw Problems.senseless("a truth value was expected");
  }

  byte[] bytes() throws ProblemException {
    if (raw instanceof byte[] bytes) {
      return bytes;
    }
    List<?> elements = list();
    byte[] bytes = new byte[elements.size()];
    for (int i = 0; i < bytes.length; i++) {
      if (!(elements.get(i) instanceof Byte element)) {
        throw Problems.senseless("bytes were expected");
      }
      bytes[i] = element;
    }
    return bytes;
  }

  /** The dictionary of texts. */
  Map<String, String> texts() throws ProblemException {
    if (!(raw instanceof Map<?, ?> map)) {
      throw Problems.senseless("a dictionary was expected");
    }
    Map<String, String> texts = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      texts.put(new Value(entry.getKey()).text(), new Value(entry.getValue()).text());
    }
    return texts;
  }

  /** The structure, which must have so many members. */
  List<Value> structure(int members) throws ProblemException {
    if (raw instanceof Object[] structure && structure.length == members) {
      return all(structure);
    }
    throw Problems.senseless("a structure of " + members + " members was expected");
  }

  /** What the variant holds. */
  Value content() throws ProblemException {
    if (raw instanceof Variant<?> variant) {
      return new Value(variant.getValue());
    }
    throw Problems.senseless("a variant was expected");
  }

  private List<?> list() throws ProblemException {
    if (raw instanceof List<?> list) {
      return list;
    }
    throw Problems.senseless("an array was expected");
  }
}
