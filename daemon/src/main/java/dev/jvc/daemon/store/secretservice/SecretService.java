package dev.jvc.daemon.store.secretservice;

import dev.jvc.daemon.credential.ProblemException;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.types.Variant;
import org.jspecify.annotations.Nullable;

/**
 * The program that answers to {@code org.freedesktop.secrets}, called as the Secret Service API 0.2
 * says.
 *
 * <p>Every call after the first goes to the program found then, not to whatever takes its name
 * later.
 */
final class SecretService implements AutoCloseable {

  private static final String ROOT = "/org/freedesktop/secrets";
  private static final String COLLECTION = "org.freedesktop.Secret.Collection";
  private static final String ITEM = "org.freedesktop.Secret.Item";

  private static final SessionBus.Method GET_PROPERTY =
      new SessionBus.Method("org.freedesktop.DBus.Properties", "Get", "ss");
  private static final SessionBus.Method OPEN_SESSION = service("OpenSession", "sv");
  private static final SessionBus.Method CREATE_COLLECTION = service("CreateCollection", "a{sv}s");
  private static final SessionBus.Method UNLOCK = service("Unlock", "ao");
  private static final SessionBus.Method SEARCH =
      new SessionBus.Method(COLLECTION, "SearchItems", "a{ss}");
  private static final SessionBus.Method CREATE_ITEM =
      new SessionBus.Method(COLLECTION, "CreateItem", "a{sv}(oayays)b");
  private static final SessionBus.Method GET_SECRET = new SessionBus.Method(ITEM, "GetSecret", "o");
  private static final SessionBus.Method DELETE = new SessionBus.Method(ITEM, "Delete", "");

  private final SessionBus bus;
  private final String owner;
  private final Windows windows;
  private @Nullable Transfer transfer;

  private SecretService(SessionBus bus, String owner, Windows windows) {
    this.bus = bus;
    this.owner = owner;
    this.windows = windows;
  }

  /** A session of the service and what encrypts its secrets. */
  private record Transfer(String path, EncryptedSession encryption) {}

  private static SessionBus.Method service(String name, String signature) {
    return new SessionBus.Method("org.freedesktop.Secret.Service", name, signature);
  }

  /**
   * Finds the service, which the bus starts where it can.
   *
   * @param environment names the bus, and tells whether there is a desktop
   * @param tell gets a sentence when a person has to look for a window
   */
  static SecretService connect(
      Map<String, String> environment, Limits limits, Consumer<String> tell)
      throws ProblemException {
    SessionBus bus = SessionBus.connect(BusAddress.of(environment), limits.answer());
    try {
      String owner = ServiceOwner.find(bus);
      return new SecretService(bus, owner, new Windows(bus, owner, environment, limits, tell));
    } catch (ProblemException none) {
      bus.close();
      throw none;
    }
  }

  /** The collection with a label, the oldest when there are several. */
  Optional<String> collection(String label) throws ProblemException {
    List<String> paths =
        property(ROOT, "org.freedesktop.Secret.Service", "Collections").paths().stream()
            .sorted(Comparator.comparingInt(String::length).thenComparing(path -> path))
            .toList();
    for (String path : paths) {
      try {
        if (rawProperty(path, COLLECTION, "Label").text().equals(label)) {
          return Optional.of(path);
        }
      } catch (RefusedException goneMeanwhile) {
        if (!goneMeanwhile.saysNoSuchObject()) {
          throw Problems.refused(goneMeanwhile);
        }
      }
    }
    return Optional.empty();
  }

  /**
   * Makes a collection, for which the service asks a person for a new password.
   *
   * @throws ProblemException {@code Cancelled} when the person does not want it
   */
  String create(String label) throws ProblemException {
    Map<String, Variant<?>> properties = Map.of(COLLECTION + ".Label", new Variant<>(label));
    List<Value> made = call(ROOT, CREATE_COLLECTION, properties, "");
    windows.answer(second(made).path(), label, "choose a password for the new collection " + label);
    return collection(label).orElseThrow(() -> Problems.notMade(label));
  }

  /**
   * Unlocks a collection, for which the service may ask a person for its password.
   *
   * @throws ProblemException {@code Cancelled} when the person does not want to
   */
  void unlock(String collection, String label) throws ProblemException {
    if (isLocked(collection)) {
      unlock(List.of(collection), label);
      if (isLocked(collection)) {
        throw Problems.stillLocked(label);
      }
    }
  }

  boolean isLocked(String collection) throws ProblemException {
    return property(collection, COLLECTION, "Locked").flag();
  }

  private void unlock(List<String> paths, String label) throws ProblemException {
    List<Value> answer = call(ROOT, UNLOCK, paths.stream().map(DBusPath::new).toList());
    windows.answer(second(answer).path(), label, "unlock the collection " + label);
  }

  /** Every item of a collection. */
  List<String> items(String collection) throws ProblemException {
    return property(collection, COLLECTION, "Items").paths();
  }

  /** The items of a collection that have all of these attributes. */
  List<String> search(String collection, Map<String, String> attributes) throws ProblemException {
    return first(call(collection, SEARCH, attributes)).paths();
  }

  /**
   * The attributes of an item, which some services scramble while it is locked; none when it is
   * gone.
   */
  Map<String, String> attributes(String item) throws ProblemException {
    try {
      return rawProperty(item, ITEM, "Attributes").texts();
    } catch (RefusedException refused) {
      if (refused.saysNoSuchObject()) {
        return Map.of();
      }
      throw Problems.refused(refused);
    }
  }

  /** The label of an item, which some services hide while it is locked. */
  String label(String item) throws ProblemException {
    return property(item, ITEM, "Label").text();
  }

  /**
   * The secret of an item, for which the service may ask a person.
   *
   * @return to be wiped by the caller; empty when the item is gone
   */
  Optional<byte[]> secret(String item, String label) throws ProblemException {
    // KeePassXC counts an item as locked until a person has allowed this program to have it.
    unlock(List.of(item), label);
    Transfer session = transfer();
    try {
      List<Value> secret =
          first(bus.call(owner, item, GET_SECRET, new DBusPath(session.path()))).structure(4);
      return Optional.of(
          session
              .encryption()
              .open(new EncryptedSession.Sealed(secret.get(1).bytes(), secret.get(2).bytes())));
    } catch (RefusedException refused) {
      if (refused.saysNoSuchObject()) {
        return Optional.empty();
      }
      if (refused.errorName().equals("org.freedesktop.Secret.Error.IsLocked")) {
        throw Problems.stillLocked(label);
      }
      throw Problems.refused(refused);
    }
  }

  /**
   * Stores an item, replacing the one with the same attributes.
   *
   * @param secret stays the caller's
   */
  void store(
      String collection,
      String label,
      Map<String, String> attributes,
      byte[] secret,
      String contentType)
      throws ProblemException {
    Transfer session = transfer();
    EncryptedSession.Sealed sealed = session.encryption().seal(secret);
    Map<String, Variant<?>> properties =
        Map.of(
            ITEM + ".Label", new Variant<>(label),
            ITEM + ".Attributes", new Variant<>(attributes, "a{ss}"));
    Object[] struct = {
      new DBusPath(session.path()), sealed.parameters(), sealed.value(), contentType
    };
    List<Value> stored = call(collection, CREATE_ITEM, properties, struct, true);
    windows.answer(second(stored).path(), label, "allow jvc to store a key");
  }

  /** Removes an item, for which the service may ask a person; one that is gone is no failure. */
  void delete(String item, String label) throws ProblemException {
    try {
      String prompt = first(bus.call(owner, item, DELETE)).path();
      windows.answer(prompt, label, "allow jvc to remove a key");
    } catch (RefusedException refused) {
      if (!refused.saysNoSuchObject()) {
        throw Problems.refused(refused);
      }
    }
  }

  private Transfer transfer() throws ProblemException {
    if (transfer != null) {
      return transfer;
    }
    EncryptedSession.Offer offer = new EncryptedSession.Offer(new SecureRandom());
    Variant<byte[]> publicKey = new Variant<>(offer.publicKey(), "ay");
    try {
      List<Value> answer =
          bus.call(owner, ROOT, OPEN_SESSION, EncryptedSession.ALGORITHM, publicKey);
      byte[] theirs = first(answer).content().bytes();
      Transfer opened = new Transfer(second(answer).path(), offer.accept(theirs));
      transfer = opened;
      return opened;
    } catch (RefusedException refused) {
      throw Problems.noEncryption(refused);
    }
  }

  private Value property(String path, String inInterface, String name) throws ProblemException {
    try {
      return rawProperty(path, inInterface, name);
    } catch (RefusedException refused) {
      throw Problems.refused(refused);
    }
  }

  private Value rawProperty(String path, String inInterface, String name)
      throws ProblemException, RefusedException {
    return first(bus.call(owner, path, GET_PROPERTY, inInterface, name)).content();
  }

  private List<Value> call(String path, SessionBus.Method method, Object... arguments)
      throws ProblemException {
    try {
      return bus.call(owner, path, method, arguments);
    } catch (RefusedException refused) {
      throw Problems.refused(refused);
    }
  }

  private static Value first(List<Value> body) throws ProblemException {
    return member(body, 0);
  }

  private static Value second(List<Value> body) throws ProblemException {
    return member(body, 1);
  }

  private static Value member(List<Value> body, int index) throws ProblemException {
    if (index < body.size()) {
      return body.get(index);
    }
    throw Problems.senseless("an argument is missing");
  }

  /** Leaves the bus, with which the service's session ends, and wipes the key of it. */
  @Override
  public void close() {
    if (transfer != null) {
      transfer.encryption().close();
      transfer = null;
    }
    bus.close();
  }
}
