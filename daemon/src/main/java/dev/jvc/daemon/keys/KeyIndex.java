package dev.jvc.daemon.keys;

import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.platform.TrustedFile;
import dev.jvc.daemon.platform.WatchedFile;
import dev.jvc.daemon.platform.WatchedFile.Reading;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Which base keys there are, as the vault process last wrote it down.
 *
 * <p>Reading never fails: a file that is damaged or may not be acted on counts as empty, and {@link
 * #problem()} says so.
 */
public final class KeyIndex {

  /** Shorter than the next command takes to start, so that it finds the key just stored. */
  private static final Duration INTERVAL = Duration.ofMillis(20);

  private final WatchedFile<Content> file;

  /**
   * @param path the index, which need not exist
   * @param home the folder that messages write as {@code ~}
   */
  public KeyIndex(Path path, Path home, InstantSource clock) {
    TrustedFile trusted = new TrustedFile(path, home, KeyDocument.MAX_BYTES);
    this.file = new WatchedFile<>(trusted, clock, INTERVAL, KeyIndex::parse);
  }

  /** Every key, sorted by name. */
  public SortedMap<ProfileName, KeyEntry> entries() {
    return content().entries();
  }

  /** The key stored under a name. */
  public Optional<KeyEntry> find(ProfileName name) {
    return Optional.ofNullable(entries().get(name));
  }

  /** The store of every key; the same object as long as the index does not change. */
  public Map<ProfileName, String> stores() {
    return content().stores();
  }

  /** What is wrong with the file at present, as one line for a person. */
  public Optional<String> problem() {
    String reason =
        switch (file.current()) {
          case Reading.Parsed<Content>(Content content) -> content.problem();
          case Reading.Refused<Content>(String refused) -> refused;
        };
    return Optional.ofNullable(reason).map(said -> file.shown() + ": " + said);
  }

  private Content content() {
    return switch (file.current()) {
      case Reading.Parsed<Content>(Content content) -> content;
      case Reading.Refused<Content> _ -> Content.EMPTY;
    };
  }

  private static Content parse(ByteBuffer bytes) {
    if (!bytes.hasRemaining()) {
      return Content.EMPTY;
    }
    byte[] utf8 = new byte[bytes.remaining()];
    bytes.get(utf8);
    try {
      return Content.of(KeyDocument.parse(utf8).entries(), null);
    } catch (KeyDocument.CorruptException corrupt) {
      return Content.of(
          Collections.emptySortedMap(),
          "is damaged and counts as empty: run jvc add for the keys that jvc list lacks");
    }
  }

  private record Content(
      SortedMap<ProfileName, KeyEntry> entries,
      Map<ProfileName, String> stores,
      @Nullable String problem) {

    static final Content EMPTY = of(Collections.emptySortedMap(), null);

    static Content of(SortedMap<ProfileName, KeyEntry> entries, @Nullable String problem) {
      Map<ProfileName, String> stores = new HashMap<>();
      entries.forEach((name, entry) -> stores.put(name, entry.store()));
      return new Content(Collections.unmodifiableSortedMap(entries), Map.copyOf(stores), problem);
    }
  }
}
