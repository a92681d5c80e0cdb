package dev.jvc.client.json;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON value (RFC 8259) strictly: no duplicate members, nothing behind it, no nesting
 * deeper than 16.
 *
 * <p>Objects become maps in their order, arrays lists, whole numbers {@link Long}, other numbers
 * {@link Decimal}. Hand-written because the client starts anew for every command: a general library
 * costs it more time than everything else it does.
 */
final class JsonReader {

  /** A number with a fraction, an exponent or too many digits, as it was written. */
  record Decimal(String text) {}

  private static final int MAX_DEPTH = 16;

  private final String text;
  private int position;
  private int depth;

  private JsonReader(String text) {
    this.text = text;
  }

  /**
   * Reads a value.
   *
   * @throws JsonException when the bytes are no JSON; they are not quoted, for they may be secret
   */
  static @Nullable Object read(byte[] utf8) throws JsonException {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    } catch (CharacterCodingException notUtf8) {
      throw new JsonException();
    }
    JsonReader reader = new JsonReader(text);
    Object value = reader.value();
    reader.skipSpace();
    if (reader.position != text.length()) {
      throw new JsonException();
    }
    return value;
  }

  private @Nullable Object value() throws JsonException {
    skipSpace();
    return switch (peek()) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> string();
      case 't' -> word("true", Boolean.TRUE);
      case 'f' -> word("false", Boolean.FALSE);
      case 'n' -> word("null", null);
      default -> number();
    };
  }

  private Map<String, @Nullable Object> object() throws JsonException {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    enter();
    if (!ends('}')) {
      do {
        skipSpace();
        String name = string();
        skipSpace();
        expect(':');
        Object value = value();
        if (members.containsKey(name)) {
          throw new JsonException();
        }
        members.put(name, value);
        skipSpace();
      } while (follows(','));
      expect('}');
    }
    depth--;
    return members;
  }

  private List<@Nullable Object> array() throws JsonException {
    List<@Nullable Object> elements = new ArrayList<>();
    enter();
    if (!ends(']')) {
      do {
        elements.add(value());
        skipSpace();
      } while (follows(','));
      expect(']');
    }
    depth--;
    return elements;
  }

  private void enter() throws JsonException {
    position++;
    if (++depth > MAX_DEPTH) {
      throw new JsonException();
    }
  }

  private boolean ends(char bracket) throws JsonException {
    skipSpace();
    return peek() == bracket && follows(bracket);
  }

  private String string() throws JsonException {
    expect('"');
    int start = position;
    while (peek() >= ' ' && peek() != '"' && peek() != '\\') {
      position++;
    }
    if (peek() == '"') {
      return text.substring(start, position++);
    }
    StringBuilder string = new StringBuilder(text.substring(start, position));
    while (!follows('"')) {
      char c = next();
      if (c < ' ') {
        throw new JsonException();
      }
      string.append(c == '\\' ? escaped() : c);
    }
    return string.toString();
  }

  private char escaped() throws JsonException {
    char c = next();
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> {
        int code = 0;
        for (int i = 0; i < 4; i++) {
          int digit = Character.digit(next(), 16);
          if (digit < 0 || text.charAt(position - 1) > 'f') {
            throw new JsonException();
          }
          code = code * 16 + digit;
        }
        yield (char) code;
      }
      default -> throw new JsonException();
    };
  }

  private @Nullable Object word(String word, @Nullable Boolean meaning) throws JsonException {
    if (!text.startsWith(word, position)) {
      throw new JsonException();
    }
    position += word.length();
    return meaning;
  }

  private Object number() throws JsonException {
    int start = position;
    follows('-');
    if (!follows('0')) {
      digits();
    }
    boolean whole = true;
    if (follows('.')) {
      digits();
      whole = false;
    }
    if (follows('e') || follows('E')) {
      if (!follows('+')) {
        follows('-');
      }
      digits();
      whole = false;
    }
    String number = text.substring(start, position);
    return whole && number.length() <= 18 ? Long.valueOf(number) : new Decimal(number);
  }

  private void digits() throws JsonException {
    int start = position;
    while (position < text.length()
        && text.charAt(position) >= '0'
        && text.charAt(position) <= '9') {
      position++;
    }
    if (position == start) {
      throw new JsonException();
    }
  }

  private void skipSpace() {
    while (position < text.length() && " \t\r\n".indexOf(text.charAt(position)) >= 0) {
      position++;
    }
  }

  private char peek() throws JsonException {
    if (position == text.length()) {
      throw new JsonException();
    }
    return text.charAt(position);
  }

  private char next() throws JsonException {
    char c = peek();
    position++;
    return c;
  }

  private boolean follows(char c) {
    boolean there = position < text.length() && text.charAt(position) == c;
    if (there) {
      position++;
    }
    return there;
  }

  private void expect(char c) throws JsonException {
    if (!follows(c)) {
      throw new JsonException();
    }
  }
}
