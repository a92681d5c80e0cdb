package dev.jvc.daemon.keys;

import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.json.JsonException;
import dev.jvc.daemon.json.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The index of keys as JSON: {@code {"version":1,"keys":[{"name",…}]}}, sorted by name.
 *
 * @param version the version of the format, from 1
 */
record KeyDocument(long version, SortedMap<ProfileName, KeyEntry> entries) {

  /** The format this code writes. */
  static final long CURRENT_VERSION = 1;

  /** The largest index, in bytes; far more than 2000 entries take. */
  static final int MAX_BYTES = 2 * 1024 * 1024;

  static KeyDocument empty() {
    return new KeyDocument(CURRENT_VERSION, new TreeMap<>());
  }

  /**
   * Reads a document; of a newer version, what this code knows of it.
   *
   * @throws CorruptException when it is not an index of keys
   */
  static KeyDocument parse(byte[] utf8) throws CorruptException {
    try {
      return document(utf8);
    } catch (JsonException | IllegalArgumentException | DateTimeException malformed) {
      throw new CorruptException(malformed);
    }
  }

  /** The file is damaged, or is no index of keys at all. */
  static final class CorruptException extends Exception {

    private static final long serialVersionUID = 1L;

    private CorruptException(Exception cause) {
      super("not an index of keys", cause);
    }
  }

  private static KeyDocument document(byte[] utf8) throws JsonException {
    JsonObject document = JsonObject.parse(utf8);
    long version = document.number("version");
    if (version < CURRENT_VERSION) {
      throw new IllegalArgumentException("no such version");
    }
    SortedMap<ProfileName, KeyEntry> entries = new TreeMap<>();
    for (JsonObject key : document.objects("keys")) {
      KeyEntry entry = entry(key);
      if (version == CURRENT_VERSION) {
        key.requireNothingElse();
      }
      entries.put(entry.name(), entry);
    }
    if (version == CURRENT_VERSION) {
      document.requireNothingElse();
    }
    return new KeyDocument(version, entries);
  }

  byte[] toJson() {
    List<Map<String, Object>> keys = new ArrayList<>();
    for (KeyEntry entry : entries.values()) {
      Map<String, Object> key = new LinkedHashMap<>();
      key.put("name", entry.name().value());
      key.put("store", entry.store());
      key.put("keyTail", entry.keyTail());
      if (entry.accountId() != null) {
        key.put("accountId", entry.accountId());
      }
      if (entry.arn() != null) {
        key.put("arn", entry.arn());
      }
      key.put("addedAt", entry.addedAt().toString());
      if (entry.alsoIn() != null) {
        key.put("alsoIn", entry.alsoIn());
      }
      keys.add(key);
    }
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("version", version);
    document.put("keys", keys);
    return JsonObject.write(document);
  }

  private static KeyEntry entry(JsonObject key) throws JsonException {
    return new KeyEntry(
        new ProfileName(key.string("name")),
        key.string("store"),
        key.string("keyTail"),
        key.optionalString("accountId"),
        key.optionalString("arn"),
        Instant.parse(key.string("addedAt")),
        key.optionalString("alsoIn"));
  }
}
