package dev.jvc.daemon.keys;

import dev.jvc.daemon.json.JsonException;
import dev.jvc.daemon.json.JsonObject;
import dev.jvc.daemon.platform.PrivateFiles;
import dev.jvc.daemon.platform.TrustedFile;
import dev.jvc.daemon.platform.WatchedFile;
import dev.jvc.daemon.platform.WatchedFile.Reading;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The last choice of a store, written down by the vault process so that the daemon, which opens no
 * store and looks for none, can tell it.
 *
 * <p>It only informs: a file that cannot be read, or not written, changes nothing else.
 */
public final class StoreChoices {

  private static final int MAX_BYTES = 16 * 1024;

  private final Path path;
  private final WatchedFile<Optional<StoreChoice>> file;

  /**
   * @param path the file, which need not exist
   * @param home the folder that messages write as {@code ~}
   */
  public StoreChoices(Path path, Path home, InstantSource clock) {
    this.path = path;
    this.file =
        new WatchedFile<>(
            new TrustedFile(path, home, MAX_BYTES),
            clock,
            WatchedFile.INTERVAL,
            StoreChoices::parse);
  }

  /** The last choice, if one was ever made and can be read. */
  public Optional<StoreChoice> last() {
    return switch (file.current()) {
      case Reading.Parsed<Optional<StoreChoice>>(Optional<StoreChoice> choice) -> choice;
      case Reading.Refused<Optional<StoreChoice>> _ -> Optional.empty();
    };
  }

  /** Writes a choice down, unless it is the last one again. */
  public void record(StoreChoice choice) {
    if (last().filter(choice::repeats).isPresent()) {
      return;
    }
    List<Map<String, Object>> others = new ArrayList<>();
    for (StoreChoice.Other other : choice.others()) {
      others.add(Map.of("store", other.store(), "reason", other.reason()));
    }
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("version", 1);
    document.put("chosen", choice.chosen());
    document.put("others", others);
    document.put("at", choice.at().toString());
    try {
      PrivateFiles.replace(path, JsonObject.write(document));
    } catch (IOException cannot) {
      // The key is stored all the same; jvc list shows where.
    }
  }

  private static Optional<StoreChoice> parse(ByteBuffer bytes) {
    byte[] utf8 = new byte[bytes.remaining()];
    bytes.get(utf8);
    try {
      JsonObject document = JsonObject.parse(utf8);
      List<StoreChoice.Other> others = new ArrayList<>();
      for (JsonObject other : document.objects("others")) {
        others.add(new StoreChoice.Other(other.string("store"), other.string("reason")));
      }
      return Optional.of(
          new StoreChoice(document.string("chosen"), others, Instant.parse(document.string("at"))));
    } catch (JsonException | DateTimeException unreadable) {
      return Optional.empty();
    }
  }
}
