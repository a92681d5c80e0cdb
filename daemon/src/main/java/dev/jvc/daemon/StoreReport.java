package dev.jvc.daemon;

import dev.jvc.daemon.config.JvcConfig;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.keys.KeyEntry;
import dev.jvc.daemon.keys.KeyIndex;
import dev.jvc.daemon.keys.StoreChoice;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * What the daemon can say about stores, of which it opens none: the configuration, and what the
 * vault process wrote down ({@code docs/protocol.md}, "Status").
 */
final class StoreReport {

  private final Supplier<JvcConfig> config;
  private final Supplier<Optional<StoreChoice>> choice;
  private final KeyIndex keys;

  /**
   * @param choice what {@code auto} means, if that is known
   */
  StoreReport(Supplier<JvcConfig> config, Supplier<Optional<StoreChoice>> choice, KeyIndex keys) {
    this.config = config;
    this.choice = choice;
    this.keys = keys;
  }

  /** The member {@code stores} of the status. */
  Map<String, Object> members() {
    JvcConfig now = config.get();
    Map<String, Object> members = new LinkedHashMap<>();
    String configured = now.store().value();
    members.put("configured", configured);
    if (configured.equals("auto")) {
      choice.get().ifPresent(made -> describe(made, members));
    }
    List<Map<String, Object>> profiles = new ArrayList<>();
    own(now)
        .forEach(
            (profile, store) -> profiles.add(pair("profile", profile.value(), "store", store)));
    members.put("profiles", profiles);
    return members;
  }

  /** The stores that the configuration names, {@code auto} being none. */
  Set<String> named() {
    JvcConfig now = config.get();
    Set<String> named = new TreeSet<>(own(now).values());
    named.add(now.store().value());
    named.remove("auto");
    return named;
  }

  private static Map<ProfileName, String> own(JvcConfig config) {
    Map<ProfileName, String> own = new TreeMap<>();
    config
        .profiles()
        .forEach((profile, settings) -> {
          JvcConfig.Setting<String> store = settings.store();
          if (store != null) {
            own.put(profile, store.value());
          }
        });
    return own;
  }

  private static void describe(StoreChoice choice, Map<String, Object> members) {
    members.put("chosen", choice.chosen());
    members.put(
        "others",
        choice.others().stream()
            .map(other -> pair("store", other.store(), "reason", other.reason()))
            .toList());
  }

  /** Keys that may be in two stores, one sentence each. */
  List<String> problems() {
    return keys.entries().values().stream()
        .filter(entry -> entry.alsoIn() != null)
        .map(StoreReport::inTwoStores)
        .toList();
  }

  private static String inTwoStores(KeyEntry entry) {
    return "the key of "
        + entry.name()
        + " is in the "
        + entry.store()
        + " store and may be in the "
        + entry.alsoIn()
        + " store as well: run jvc move "
        + entry.name().shellWord()
        + " --to "
        + entry.store();
  }

  private static Map<String, Object> pair(String first, String value, String second, String other) {
    Map<String, Object> pair = new LinkedHashMap<>();
    pair.put(first, value);
    pair.put(second, other);
    return pair;
  }
}
