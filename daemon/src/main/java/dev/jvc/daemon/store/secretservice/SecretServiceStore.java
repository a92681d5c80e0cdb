package dev.jvc.daemon.store.secretservice;

import dev.jvc.daemon.credential.BaseKey;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.vault.SecretStore;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The store in the desktop's password manager: a collection of its own in the Secret Service.
 *
 * <p>Opening it touches nothing; the first use connects. The collection is made when the first key
 * is written and unlocked when one is needed, both in a window of the service. {@code
 * docs/guide/stores.md} describes the items.
 */
public final class SecretServiceStore implements SecretStore {

  /** The collection's label; the user's default collection is never touched. */
  static final String COLLECTION = "jvc";

  private static final String PROFILE = "profile";
  private static final Map<String, String> OURS = Map.of("application", "jvc", "version", "1");

  private final Map<String, String> environment;
  private final Limits limits;
  private final Consumer<String> tell;
  private @Nullable SecretService connected;

  private SecretServiceStore(
      Map<String, String> environment, Limits limits, Consumer<String> tell) {
    this.environment = Map.copyOf(environment);
    this.limits = limits;
    this.tell = tell;
  }

  /**
   * The store of the session that an environment belongs to.
   *
   * @param tell gets a sentence when a person has to look for a window
   */
  public static SecretStore in(Map<String, String> environment, Consumer<String> tell) {
    return in(environment, Limits.DEFAULT, tell);
  }

  /** The same with other deadlines. */
  static SecretStore in(Map<String, String> environment, Limits limits, Consumer<String> tell) {
    return new SecretServiceStore(environment, limits, tell);
  }

  /**
   * Makes sure that a Secret Service answers and that keys can be kept there, without asking
   * anybody.
   *
   * @throws ProblemException saying why not
   */
  public static void requireRoom(Map<String, String> environment) throws ProblemException {
    try (SecretService service = SecretService.connect(environment, Limits.DEFAULT, _ -> {})) {
      if (service.collection(COLLECTION).isEmpty() && !Windows.canBeShown(environment)) {
        throw Problems.noWindow(COLLECTION);
      }
    }
  }

  @Override
  public String name() {
    return "secret-service";
  }

  @Override
  public synchronized BaseKey read(ProfileName name) throws ProblemException {
    SecretService service = service();
    Optional<String> item = items(service, name).stream().findFirst();
    if (item.isPresent()) {
      Optional<byte[]> text = service.secret(item.get(), COLLECTION);
      if (text.isPresent()) {
        return KeyText.decode(text.get()).orElseThrow(() -> Problems.notAKey(name));
      }
    }
    throw Problems.missing(name);
  }

  @Override
  public synchronized void write(ProfileName name, BaseKey key) throws ProblemException {
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(name.value())) {
      throw Problems.notStorable();
    }
    SecretService service = service();
    Optional<String> existing = unlocked(service);
    String collection = existing.isPresent() ? existing.get() : service.create(COLLECTION);
    service.unlock(collection, COLLECTION);
    byte[] text = KeyText.encode(key);
    try {
      service.store(collection, "AWS key of " + name, attributes(name), text, KeyText.CONTENT_TYPE);
    } finally {
      Arrays.fill(text, (byte) 0);
    }
  }

  @Override
  public synchronized void remove(ProfileName name) throws ProblemException {
    SecretService service = service();
    for (String item : items(service, name)) {
      service.delete(item, COLLECTION);
    }
  }

  /** Unlocks the collection only where the service hides names while it is locked. */
  @Override
  public synchronized List<ProfileName> names() throws ProblemException {
    SecretService service = service();
    Optional<String> collection = service.collection(COLLECTION);
    if (collection.isEmpty()) {
      return List.of();
    }
    Optional<List<ProfileName>> names = names(service, collection.get());
    if (names.isEmpty() || (names.get().isEmpty() && service.isLocked(collection.get()))) {
      service.unlock(collection.get(), COLLECTION);
      names = names(service, collection.get());
    }
    return names.orElse(List.of());
  }

  /** The names, or empty when one cannot be read. */
  private static Optional<List<ProfileName>> names(SecretService service, String collection)
      throws ProblemException {
    List<ProfileName> names = new ArrayList<>();
    for (String item : service.search(collection, OURS)) {
      String name = service.attributes(item).get(PROFILE);
      if (name == null) {
        if (service.isLocked(collection)) {
          return Optional.empty();
        }
        continue;
      }
      try {
        names.add(new ProfileName(name));
      } catch (IllegalArgumentException written) {
        // By hand, under a name that no profile can have.
      }
    }
    return Optional.of(names.stream().sorted().distinct().toList());
  }

  /** The items of a profile in the unlocked collection. */
  private static List<String> items(SecretService service, ProfileName name)
      throws ProblemException {
    Optional<String> collection = unlocked(service);
    return collection.isPresent()
        ? service.search(collection.get(), attributes(name)).stream().sorted().toList()
        : List.of();
  }

  private static Optional<String> unlocked(SecretService service) throws ProblemException {
    Optional<String> collection = service.collection(COLLECTION);
    if (collection.isPresent()) {
      service.unlock(collection.get(), COLLECTION);
    }
    return collection;
  }

  private static Map<String, String> attributes(ProfileName name) {
    return Map.of("application", "jvc", "version", "1", PROFILE, name.value());
  }

  private SecretService service() throws ProblemException {
    if (connected == null) {
      connected = SecretService.connect(environment, limits, tell);
    }
    return connected;
  }

  /** Leaves the service; the collection stays as unlocked as the service keeps it. */
  @Override
  public synchronized void close() {
    if (connected != null) {
      connected.close();
      connected = null;
    }
  }
}
