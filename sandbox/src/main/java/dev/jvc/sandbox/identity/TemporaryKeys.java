package dev.jvc.sandbox.identity;

import dev.jvc.sandbox.world.Ids;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The temporary credentials handed out so far, expired ones included; the oldest fall out. */
public final class TemporaryKeys {
  private static final int MOST = 100_000;

  private final Map<String, TemporaryKey> byId =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, TemporaryKey> eldest) {
          return size() > MOST;
        }
      };

  public synchronized TemporaryKey issue(Caller caller, Instant expiration) {
    TemporaryKey key =
        new TemporaryKey(
            Ids.accessKeyId("ASIA"), Ids.secretAccessKey(), Ids.sessionToken(), expiration, caller);
    byId.put(key.id(), key);
    return key;
  }

  synchronized Optional<TemporaryKey> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** What has not expired at that time, oldest first. */
  public synchronized List<TemporaryKey> liveAt(Instant time) {
    return byId.values().stream().filter(key -> key.expiration().isAfter(time)).toList();
  }
}
