package dev.jvc.client.json;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes JSON, on one line or indented by two spaces. */
final class JsonWriter {

  private static final String HEX = "0123456789abcdef";

  private final StringBuilder text = new StringBuilder(256);
  private final boolean indented;
  private int depth;

  private JsonWriter(boolean indented) {
    this.indented = indented;
  }

  /** The text of a value as {@link JsonReader} makes them, or of integers. */
  static String write(Object value, boolean indented) {
    JsonWriter writer = new JsonWriter(indented);
    writer.value(value);
    return writer.text.toString();
  }

  private void value(@Nullable Object value) {
    switch (value) {
      case String string -> string(string);
      case Map<?, ?> map -> object(map);
      case List<?> list -> array(list);
      case JsonReader.Decimal number -> text.append(number.text());
      case null, default -> text.append(value);
    }
  }

  private void object(Map<?, ?> members) {
    open('{');
    Iterator<? extends Map.Entry<?, ?>> entries = members.entrySet().iterator();
    while (entries.hasNext()) {
      Map.Entry<?, ?> member = entries.next();
      breakLine();
      string(String.valueOf(member.getKey()));
      text.append(indented ? ": " : ":");
      value(member.getValue());
      if (entries.hasNext()) {
        text.append(',');
      }
    }
    close('}', members.isEmpty());
  }

  private void array(List<?> elements) {
    open('[');
    Iterator<?> rest = elements.iterator();
    while (rest.hasNext()) {
      breakLine();
      value(rest.next());
      if (rest.hasNext()) {
        text.append(',');
      }
    }
    close(']', elements.isEmpty());
  }

  private void open(char bracket) {
    text.append(bracket);
    depth++;
  }

  private void close(char bracket, boolean empty) {
    depth--;
    if (!empty) {
      breakLine();
    }
    text.append(bracket);
  }

  private void breakLine() {
    if (indented) {
      text.append('\n').repeat(' ', 2 * depth);
    }
  }

  private void string(String string) {
    text.append('"');
    for (int i = 0; i < string.length(); i++) {
      char c = string.charAt(i);
      if (c == '"' || c == '\\') {
        text.append('\\').append(c);
      } else if (c == '\n') {
        text.append("\\n");
      } else if (c < ' ' || c == '\u007f') {
        text.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 0xf));
      } else {
        text.append(c);
      }
    }
    text.append('"');
  }
}
