package dev.jvc.client.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A widely used library is the judge of what our text means. */
final class JsonAgreementTest {

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
