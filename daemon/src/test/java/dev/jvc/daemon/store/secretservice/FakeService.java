package dev.jvc.daemon.store.secretservice;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.freedesktop.Secret;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.Struct;
import org.freedesktop.dbus.Tuple;
import org.freedesktop.dbus.annotations.DBusInterfaceName;
import org.freedesktop.dbus.annotations.Position;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.interfaces.DBusInterface;
import org.freedesktop.dbus.interfaces.Properties;
import org.freedesktop.dbus.types.Variant;
import org.jspecify.annotations.Nullable;

/**
 * A Secret Service with one collection and one item that misbehaves in one way; everything else it
 * does right.
 */
final class FakeService implements AutoCloseable {

  static final String TEXT = "AKIAIOSFODNN7EXAMPLE\nwJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\n";

  private static final String ROOT = "/org/freedesktop/secrets";
  private static final String COLLECTION = ROOT + "/collection/jvc";
  private static final String ITEM = COLLECTION + "/1";

  private final DBusConnection connection;

  private FakeService(DBusConnection connection) {
    this.connection = connection;
  }

  /** How it misbehaves. */
  enum Fault {
    NONE,
    NO_ENCRYPTION,
    PUBLIC_KEY_ZERO,
    PUBLIC_KEY_ONE,
    PUBLIC_KEY_MISSING,
    PUBLIC_KEY_OF_ANOTHER_TYPE,
    COLLECTIONS_OF_ANOTHER_TYPE,
    STAYS_LOCKED,
    SAYS_LOCKED_WHEN_READ,
    ITEM_GONE_WHEN_READ,
    READING_REFUSED,
    VECTOR_TOO_SHORT,
    GARBAGE,
    IN_THE_CLEAR,
    NOT_A_KEY
  }

  static FakeService on(PrivateBus bus, Fault fault) throws DBusException {
    DBusConnection connection =
        DBusConnectionBuilder.forAddress(bus.address()).withShared(false).build();
    FakeService service = new FakeService(connection);
    Answers answers = new Answers(fault);
    connection.exportObject(ROOT, answers.new Service());
    connection.exportObject(COLLECTION, answers.new Collection());
    connection.exportObject(ITEM, answers.new Item());
    connection.requestBusName("org.freedesktop.secrets");
    return service;
  }

  @DBusInterfaceName("org.freedesktop.Secret.Service")
  public interface ServiceInterface extends DBusInterface {
    Opened<Variant<?>, DBusPath> OpenSession(String algorithm, Variant<?> input);

    Opened<List<DBusPath>, DBusPath> Unlock(List<DBusPath> objects);
  }

  @DBusInterfaceName("org.freedesktop.Secret.Collection")
  public interface CollectionInterface extends DBusInterface {
    List<DBusPath> SearchItems(Map<String, String> attributes);
  }

  @DBusInterfaceName("org.freedesktop.Secret.Item")
  public interface ItemInterface extends DBusInterface {
    SecretStruct GetSecret(DBusPath session);
  }

  /** Two values of an answer. */
  public static final class Opened<A, B> extends Tuple {
    @Position(0)
    public final A first;

    @Position(1)
    public final B second;

    public Opened(A first, B second) {
      this.first = first;
      this.second = second;
    }
  }

  /** A secret on the bus. */
  public static final class SecretStruct extends Struct {
    @Position(0)
    public final DBusPath session;

    @Position(1)
    public final byte[] parameters;

    @Position(2)
    public final byte[] value;

    @Position(3)
    public final String contentType;

    public SecretStruct(DBusPath session, byte[] parameters, byte[] value, String contentType) {
      this.session = session;
      this.parameters = parameters;
      this.value = value;
      this.contentType = contentType;
    }
  }

  private static final class Answers {

    private final Fault fault;
    private final EncryptedSession.Offer offer = new EncryptedSession.Offer(new SecureRandom());
    private @Nullable EncryptedSession session;

    Answers(Fault fault) {
      this.fault = fault;
    }

    private final class Service implements ServiceInterface, Properties {

      @Override
      public Opened<Variant<?>, DBusPath> OpenSession(String algorithm, Variant<?> input) {
        if (fault == Fault.NO_ENCRYPTION) {
          throw new Secret.Error.NoSession();
        }
        Variant<?> output =
            switch (fault) {
              case PUBLIC_KEY_ZERO -> new Variant<>(new byte[128], "ay");
              case PUBLIC_KEY_ONE -> new Variant<>(new byte[] {1}, "ay");
              case PUBLIC_KEY_MISSING -> new Variant<>(new byte[0], "ay");
              case PUBLIC_KEY_OF_ANOTHER_TYPE -> new Variant<>("a text", "s");
              default -> new Variant<>(offer.publicKey(), "ay");
            };
        try {
          session = offer.accept(new Value(input).content().bytes());
        } catch (dev.jvc.daemon.credential.ProblemException impossible) {
          throw new IllegalStateException(impossible);
        }
        return new Opened<>(output, new DBusPath(ROOT + "/session/1"));
      }

      @Override
      public Opened<List<DBusPath>, DBusPath> Unlock(List<DBusPath> objects) {
        return new Opened<>(List.of(), new DBusPath("/"));
      }

      @Override
      public String getObjectPath() {
        return ROOT;
      }

      @Override
      @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
      public <A> A Get(String inInterface, String name) {
        return (A)
            (fault == Fault.COLLECTIONS_OF_ANOTHER_TYPE
                ? new Variant<>("a text", "s")
                : new Variant<>(List.of(new DBusPath(COLLECTION)), "ao"));
      }

      @Override
      public <A> void Set(String inInterface, String name, A value) {}

      @Override
      public Map<String, Variant<?>> GetAll(String inInterface) {
        return Map.of();
      }
    }

    private final class Collection implements CollectionInterface, Properties {

      @Override
      public List<DBusPath> SearchItems(Map<String, String> attributes) {
        return List.of(new DBusPath(ITEM));
      }

      @Override
      public String getObjectPath() {
        return COLLECTION;
      }

      @Override
      @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
      public <A> A Get(String inInterface, String name) {
        return (A)
            (name.equals("Label")
                ? new Variant<>("jvc")
                : new Variant<>(fault == Fault.STAYS_LOCKED));
      }

      @Override
      public <A> void Set(String inInterface, String name, A value) {}

      @Override
      public Map<String, Variant<?>> GetAll(String inInterface) {
        return Map.of();
      }
    }

    private final class Item implements ItemInterface {

      @Override
      public SecretStruct GetSecret(DBusPath path) {
        EncryptedSession open = Objects.requireNonNull(session);
        EncryptedSession.Sealed sealed = open.seal(TEXT.getBytes(StandardCharsets.UTF_8));
        return switch (fault) {
          case SAYS_LOCKED_WHEN_READ -> throw new Secret.Error.IsLocked();
          case ITEM_GONE_WHEN_READ -> throw new Secret.Error.NoSuchObject();
          case READING_REFUSED -> throw new Secret.Error.NoSession();
          case VECTOR_TOO_SHORT -> secret(path, new byte[8], sealed.value());
          case GARBAGE -> secret(path, sealed.parameters(), new byte[33]);
          case IN_THE_CLEAR -> secret(path, new byte[0], TEXT.getBytes(StandardCharsets.UTF_8));
          case NOT_A_KEY -> {
            EncryptedSession.Sealed other = open.seal(new byte[] {1, 2, 3});
            yield secret(path, other.parameters(), other.value());
          }
          default -> secret(path, sealed.parameters(), sealed.value());
        };
      }

      private static SecretStruct secret(DBusPath session, byte[] parameters, byte[] value) {
        return new SecretStruct(session, parameters, value, "text/plain");
      }

      @Override
      public String getObjectPath() {
        return ITEM;
      }
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (IOException gone) {
      // Together with the bus.
    }
  }
}
