package dev.jvc.daemon.store.secretservice;

import dev.jvc.daemon.credential.BaseKey;
import dev.jvc.daemon.credential.Problem;
import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.credential.Secret;
import dev.jvc.daemon.vault.AwsVaultItem;
import dev.jvc.daemon.vault.ForeignKey;
import dev.jvc.daemon.vault.ForeignKeys;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * aws-vault's Secret Service backend: a collection with one item for each key, labelled with the
 * key's name and found by the attribute {@code profile}.
 */
public final class AwsVaultSecretService implements ForeignKeys {

  private static final String VARIABLE = "AWS_VAULT_SECRET_SERVICE_COLLECTION_NAME";
  private static final String ATTRIBUTE = "profile";
  private static final String CONTENT_TYPE = "application/json";

  private final Map<String, String> environment;
  private final String collection;
  private final Limits limits;
  private final Consumer<String> tell;
  private @Nullable SecretService connected;

  private AwsVaultSecretService(
      Map<String, String> environment, Limits limits, Consumer<String> tell) {
    this.environment = Map.copyOf(environment);
    String named = environment.getOrDefault(VARIABLE, "");
    this.collection = named.isEmpty() ? "awsvault" : named;
    this.limits = limits;
    this.tell = tell;
  }

  /**
   * The keys in the session that an environment belongs to; none where no Secret Service answers.
   *
   * @param tell gets a sentence when a person has to look for a window
   */
  public static ForeignKeys in(Map<String, String> environment, Consumer<String> tell) {
    return new AwsVaultSecretService(environment, Limits.DEFAULT, tell);
  }

  @Override
  public String name() {
    return "aws-vault (Secret Service)";
  }

  @Override
  public List<Found> found() throws ProblemException {
    SecretService service;
    try {
      service = service();
    } catch (ProblemException none) {
      return List.of();
    }
    Optional<String> path = service.collection(collection);
    if (path.isEmpty()) {
      return List.of();
    }
    List<Found> found = new ArrayList<>();
    for (String item : service.items(path.get())) {
      String key = service.label(item);
      if (key.isEmpty() && service.isLocked(path.get())) {
        return List.of(
            new Found.Unusable(
                "the collection " + collection,
                "it is locked: unlock it in your password manager and run this again"));
      }
      AwsVaultItem.profile(key)
          .map(profile -> new Found.Key(profile, where(profile), null))
          .ifPresent(found::add);
    }
    found.sort((a, b) -> a.where().compareTo(b.where()));
    return List.copyOf(found);
  }

  @Override
  public ForeignKey read(ProfileName name) throws ProblemException {
    SecretService service = service();
    Optional<String> item = item(service, name);
    Optional<Secret> content = item.isPresent() ? content(service, item.get()) : Optional.empty();
    Secret wrapped = content.orElseThrow(() -> missing(name));
    try {
      BaseKey key = AwsVaultItem.unwrap(wrapped, name, where(name));
      return new ForeignKey(name, key, wrapped);
    } catch (ProblemException notAKey) {
      wrapped.close();
      throw notAKey;
    }
  }

  @Override
  public void remove(ForeignKey key) throws ProblemException {
    SecretService service = service();
    Optional<String> item = item(service, key.name());
    if (item.isPresent() && isStill(service, item.get(), key.name(), key.original())) {
      service.delete(item.get(), collection);
    }
  }

  @Override
  public void restore(ProfileName name, Secret original) throws ProblemException {
    SecretService service = service();
    Optional<String> path = unlocked(service);
    Optional<String> item = item(service, name);
    if (item.isPresent() && isStill(service, item.get(), name, original)) {
      return;
    }
    byte[] content = original.reveal(byte[]::clone);
    try {
      service.store(
          path.isPresent() ? path.get() : service.create(collection),
          name.value(),
          Map.of(ATTRIBUTE, name.value()),
          content,
          CONTENT_TYPE);
    } finally {
      Arrays.fill(content, (byte) 0);
    }
  }

  /** Whether the item holds that content; false when it is gone. */
  private boolean isStill(SecretService service, String item, ProfileName name, Secret content)
      throws ProblemException {
    Optional<Secret> found = content(service, item);
    if (found.isEmpty()) {
      return false;
    }
    try (Secret present = found.get()) {
      if (present.matches(content)) {
        return true;
      }
    }
    throw new ProblemException(
        Problem.of(
            ProblemCode.STORE_FAILED,
            where(name) + " is another one by now, and stays as it is: run this again"));
  }

  private Optional<Secret> content(SecretService service, String item) throws ProblemException {
    return service.secret(item, collection).map(Secret::owning);
  }

  /** The item of a key; the first, as aws-vault takes it. */
  private Optional<String> item(SecretService service, ProfileName name) throws ProblemException {
    Optional<String> path = unlocked(service);
    return path.isPresent()
        ? service.search(path.get(), Map.of(ATTRIBUTE, name.value())).stream().findFirst()
        : Optional.empty();
  }

  private Optional<String> unlocked(SecretService service) throws ProblemException {
    Optional<String> path = service.collection(collection);
    if (path.isPresent()) {
      service.unlock(path.get(), collection);
    }
    return path;
  }

  private String where(ProfileName name) {
    return "the item " + name + " in the collection " + collection;
  }

  private ProblemException missing(ProfileName name) {
    return new ProblemException(
        Problem.of(ProblemCode.KEY_MISSING, where(name) + " does not exist"));
  }

  private SecretService service() throws ProblemException {
    if (connected == null) {
      connected = SecretService.connect(environment, limits, tell);
    }
    return connected;
  }

  @Override
  public void close() {
    if (connected != null) {
      connected.close();
      connected = null;
    }
  }
}
