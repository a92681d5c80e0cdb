package dev.jvc.client.verb;

import dev.jvc.client.control.ControlClient;
import dev.jvc.client.control.ControlSocket;
import dev.jvc.client.outcome.Failure;
import dev.jvc.client.process.DaemonProcess;
import dev.jvc.client.process.Services;
import dev.jvc.client.process.VaultProcess;
import dev.jvc.client.process.service.ServiceManager;
import dev.jvc.client.protocol.Jvcd;
import dev.jvc.client.terminal.Output;
import dev.jvc.client.terminal.Terminal;
import dev.jvc.client.terminal.Times;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What the verbs work with: the surroundings of one run of the client. */
public final class Client {

  private final Map<String, String> environment;
  private final Output output;
  private final InstantSource clock;
  private final Times times;
  private final Consumer<Thread> atShutdown;

  /**
   * @param zone the time zone of the person, asked for only where a time of day is shown
   * @param atShutdown keeps what is to be run when this process is told to end
   */
  public Client(
      Map<String, String> environment,
      Output output,
      InstantSource clock,
      Supplier<ZoneId> zone,
      Consumer<Thread> atShutdown) {
    this.environment = environment;
    this.output = output;
    this.atShutdown = atShutdown;
    this.clock = clock;
    this.times = new Times(clock, zone);
  }

  Map<String, String> environment() {
    return environment;
  }

  Output output() {
    return output;
  }

  Terminal terminal() {
    return Terminal.of(environment);
  }

  InstantSource clock() {
    return clock;
  }

  Times times() {
    return times;
  }

  /** The daemon, started in the background, and said so, when it does not run. */
  Jvcd jvcd() throws Failure {
    return jvcd(() -> {
      daemonProcess().start();
      output.say("started the daemon");
    });
  }

  /** The daemon, started without a word when it does not run. */
  Jvcd silentJvcd() throws Failure {
    return jvcd(daemonProcess());
  }

  /** The daemon if it runs; what is asked of it fails when it does not. */
  Jvcd runningJvcd() throws Failure {
    return jvcd(() -> {
      throw Jvcd.notRunning();
    });
  }

  DaemonProcess daemonProcess() throws Failure {
    return new DaemonProcess(environment, control());
  }

  ServiceManager serviceManager() throws Failure {
    return Services.of(environment, System.getProperty("os.name", ""));
  }

  VaultProcess vaultProcess() {
    return new VaultProcess(environment, output.isQuiet(), atShutdown);
  }

  /** Keeps what is to be done when this process is told to end. */
  void atShutdown(Runnable last) {
    atShutdown.accept(new Thread(last, "last"));
  }

  ControlClient control() throws Failure {
    return new ControlClient(ControlSocket.of(environment));
  }

  /** Whether neither a daemon runs nor one has left logins for the next. */
  boolean hasNothingToDrop() throws Failure {
    return !control().isListening()
        && !Files.exists(
            ControlSocket.stateFolder(environment).resolve("logins.sealed"),
            LinkOption.NOFOLLOW_LINKS);
  }

  private Jvcd jvcd(Jvcd.WhenAbsent whenAbsent) throws Failure {
    return new Jvcd(
        control(),
        whenAbsent,
        (method, path, status, millis) ->
            output.debug(method + " " + path + " " + status + " in " + millis + " ms"));
  }
}
