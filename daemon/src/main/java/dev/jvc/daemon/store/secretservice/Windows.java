package dev.jvc.daemon.store.secretservice;

import dev.jvc.daemon.credential.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.freedesktop.dbus.matchrules.DBusMatchRule;
import org.freedesktop.dbus.matchrules.DBusMatchRuleBuilder;

/** The windows in which the service itself asks a person; jvc sees no password. */
final class Windows {

  /** What the service answers when it has nothing to ask. */
  private static final String NONE = "/";

  private static final String INTERFACE = "org.freedesktop.Secret.Prompt";
  private static final SessionBus.Method SHOW = new SessionBus.Method(INTERFACE, "Prompt", "s");

  private final SessionBus bus;
  private final String owner;
  private final boolean desktop;
  private final Limits limits;
  private final Consumer<String> tell;

  Windows(
      SessionBus bus,
      String owner,
      Map<String, String> environment,
      Limits limits,
      Consumer<String> tell) {
    this.bus = bus;
    this.owner = owner;
    this.desktop = canBeShown(environment);
    this.limits = limits;
    this.tell = tell;
  }

  /** Whether there is a desktop that this process belongs to. */
  static boolean canBeShown(Map<String, String> environment) {
    return !environment.getOrDefault("DISPLAY", "").isEmpty()
        || !environment.getOrDefault("WAYLAND_DISPLAY", "").isEmpty();
  }

  /** How a window ended. */
  private enum End {
    ANSWERED,
    CLOSED,
    SERVICE_GONE
  }

  /**
   * Has the service show a window, and waits until it is answered.
   *
   * <p>A window that nobody answers in time stays where it is, and may still be answered. It is not
   * dismissed: GNOME Keyring 42 aborts when a program does that, and every collection is locked.
   *
   * @param prompt its object path, or {@code /} when there is nothing to ask
   * @param collection whose label messages name
   * @param request what the person is to do there
   * @throws ProblemException {@code Cancelled} when the window was closed or nobody answered
   */
  void answer(String prompt, String collection, String request) throws ProblemException {
    if (prompt.equals(NONE)) {
      return;
    }
    CompletableFuture<End> end = new CompletableFuture<>();
    try (SessionBus.Listening _ =
            bus.listen(completed(prompt), body -> end.complete(ending(body)));
        SessionBus.Listening _ = bus.listen(gone(), _ -> end.complete(End.SERVICE_GONE))) {
      tell.accept("a window of the Secret Service asks you to " + request);
      bus.call(owner, prompt, SHOW, "");
      switch (end.get(limits.person().toMillis(), TimeUnit.MILLISECONDS)) {
        case ANSWERED -> {}
        case CLOSED ->
            throw desktop ? Problems.dismissed(collection) : Problems.noWindow(collection);
        case SERVICE_GONE -> throw Problems.gone(null);
      }
    } catch (RefusedException refused) {
      throw Problems.refused(refused);
    } catch (TimeoutException nobody) {
      throw Problems.nobodyAnswered(limits.person());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw Problems.dismissed(collection);
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static End ending(List<Value> body) {
    try {
      return body.isEmpty() || body.getFirst().flag() ? End.CLOSED : End.ANSWERED;
    } catch (ProblemException senseless) {
      return End.CLOSED;
    }
  }

  private DBusMatchRule completed(String prompt) {
    return DBusMatchRuleBuilder.create()
        .withType("signal")
        .withSender(owner)
        .withPath(prompt)
        .withInterface(INTERFACE)
        .withMember("Completed")
        .build();
  }

  private DBusMatchRule gone() {
    return DBusMatchRuleBuilder.create()
        .withType("signal")
        .withSender("org.freedesktop.DBus")
        .withInterface("org.freedesktop.DBus")
        .withMember("NameOwnerChanged")
        .withArg0123(0, owner)
        .build();
  }
}
