package dev.jvc.daemon.store.secretservice;

import dev.jvc.daemon.credential.ProblemException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.exceptions.DBusExecutionException;
import org.freedesktop.dbus.interfaces.DBusSigHandler;
import org.freedesktop.dbus.matchrules.DBusMatchRule;
import org.freedesktop.dbus.messages.DBusSignal;
import org.freedesktop.dbus.messages.Error;
import org.freedesktop.dbus.messages.Message;
import org.freedesktop.dbus.messages.MethodCall;

/**
 * A connection to the session bus, on which everything has a deadline.
 *
 * <p>Uses the library's messages and connection without its proxies: those wait as long as one
 * setting for the whole process says, and have to be generated at every start.
 */
final class SessionBus implements AutoCloseable {

  /** JUL holds loggers weakly; the library logs a lost connection, of which a sentence tells. */
  private static final Logger LIBRARY = Logger.getLogger("org.freedesktop.dbus");

  private final DBusConnection connection;
  private final Duration limit;

  private SessionBus(DBusConnection connection, Duration limit) {
    this.connection = connection;
    this.limit = limit;
  }

  /** What is called: a method of an interface, and the signature of its arguments. */
  record Method(String inInterface, String name, String signature) {}

  /** Keeps listening for a signal until closed. */
  interface Listening extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Connects and says hello.
   *
   * @param limit for connecting, and for each call
   */
  static SessionBus connect(BusAddress address, Duration limit) throws ProblemException {
    LIBRARY.setLevel(Level.OFF);
    CompletableFuture<DBusConnection> connecting = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(() -> {
          try {
            connecting.complete(open(address));
          } catch (DBusException | RuntimeException failed) {
            connecting.completeExceptionally(failed);
          }
        });
    try {
      return new SessionBus(connecting.get(limit.toMillis(), TimeUnit.MILLISECONDS), limit);
    } catch (ExecutionException failed) {
      throw Problems.unreachableBus(address.path(), failed);
    } catch (TimeoutException late) {
      abandon(connecting);
      throw Problems.silentBus(address.path());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      abandon(connecting);
      throw Problems.silentBus(address.path());
    }
  }

  private static DBusConnection open(BusAddress address) throws DBusException {
    // A limit of no time makes the library try once instead of for ten seconds.
    return DBusConnectionBuilder.forAddress(address.text())
        .withShared(false)
        .transportConfig()
        .withTimeout(0)
        .back()
        .build();
  }

  private static void abandon(CompletableFuture<DBusConnection> connecting) {
    var _ = connecting.thenAccept(SessionBus::disconnect);
  }

  /**
   * Calls a method and returns what it answers.
   *
   * @param destination the name of the program, unique or well-known
   * @throws RefusedException when the answer is an error
   * @throws ProblemException when there is no answer in time, or no connection any more
   */
  List<Value> call(String destination, String path, Method method, Object... arguments)
      throws ProblemException, RefusedException {
    try {
      MethodCall call =
          connection
              .getMessageFactory()
              .createMethodCall(
                  null,
                  destination,
                  path,
                  method.inInterface(),
                  method.name(),
                  (byte) 0,
                  method.signature().isEmpty() ? null : method.signature(),
                  arguments);
      connection.sendMessage(call);
      return answer(call);
    } catch (DBusException malformed) {
      throw Problems.senseless("a message could not be read");
    } catch (DBusExecutionException | RejectedExecutionException disconnected) {
      throw Problems.gone(disconnected);
    }
  }

  private List<Value> answer(MethodCall call)
      throws ProblemException, RefusedException, DBusException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!call.hasReply()) {
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (left <= 0 || Thread.currentThread().isInterrupted()) {
        throw Problems.silent();
      }
      call.getReply(left);
    }
    Message reply = call.getReply(1);
    if (!(reply instanceof Error error)) {
      return Value.all(reply.getParameters());
    }
    RefusedException refused = new RefusedException(String.valueOf(error.getName()));
    // The library answers for a bus that is gone with an error named after a Java class.
    if (isClassName(refused.errorName())) {
      throw Problems.gone(refused);
    }
    throw refused;
  }

  private static boolean isClassName(String errorName) {
    return errorName.startsWith("java.")
        || errorName.startsWith("org.freedesktop.dbus.exceptions.");
  }

  /**
   * Listens for a signal.
   *
   * @param handler gets the body of each
   */
  Listening listen(DBusMatchRule rule, Consumer<List<Value>> handler) throws ProblemException {
    DBusSigHandler<DBusSignal> receiver =
        signal -> {
          try {
            handler.accept(Value.all(signal.getParameters()));
          } catch (DBusException malformed) {
            handler.accept(List.of());
          }
        };
    try {
      connection.addGenericSigHandler(rule, receiver);
    } catch (DBusException | DBusExecutionException refused) {
      throw Problems.gone(refused);
    }
    return () -> {
      try {
        connection.removeGenericSigHandler(rule, receiver);
      } catch (DBusException | DBusExecutionException gone) {
        // Nothing is heard any more either way.
      }
    };
  }

  @Override
  public void close() {
    disconnect(connection);
  }

  private static void disconnect(DBusConnection connection) {
    try {
      connection.close();
    } catch (IOException broken) {
      // It is gone, as was wanted.
    }
  }
}
