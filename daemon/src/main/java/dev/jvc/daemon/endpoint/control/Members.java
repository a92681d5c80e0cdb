package dev.jvc.daemon.endpoint.control;

import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.credential.RoleArn;
import dev.jvc.daemon.endpoint.answer.WireTime;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The members of one JSON answer, in order, in the protocol's spelling; what is null is left out.
 */
final class Members {

  private final Map<String, Object> members = new LinkedHashMap<>();

  private Members() {}

  static Members of() {
    return new Members();
  }

  Members with(String name, @Nullable Object value) {
    if (value != null) {
      members.put(name, spelled(value));
    }
    return this;
  }

  Map<String, Object> map() {
    return members;
  }

  private static Object spelled(Object value) {
    return switch (value) {
      case String text -> text;
      case Number number -> number;
      case Boolean flag -> flag;
      case Instant time -> WireTime.text(time);
      case ProfileName profile -> profile.value();
      case RoleArn arn -> arn.value();
      case URI uri -> uri.toString();
      case Path path -> path.toString();
      case Members nested -> nested.map();
      case Map<?, ?> map -> map;
      case List<?> list -> list.stream().map(Members::spelled).toList();
      default -> throw new IllegalArgumentException("no spelling for " + value.getClass());
    };
  }
}
