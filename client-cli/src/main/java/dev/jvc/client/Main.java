package dev.jvc.client;

import dev.jvc.client.control.ControlClient;
import dev.jvc.client.control.ControlSocket;
import dev.jvc.client.fast.FastCredentials;
import dev.jvc.client.outcome.Failure;
import dev.jvc.client.process.DaemonProcess;
import dev.jvc.client.protocol.Asker;
import dev.jvc.client.protocol.Jvcd;
import dev.jvc.client.protocol.ProfileName;
import dev.jvc.client.terminal.Output;
import dev.jvc.client.verb.Client;
import dev.jvc.client.verb.CommandLineClient;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Map;

/** The entry point of {@code jvc}. */
public final class Main {

  private Main() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    int code = run(arguments, System.getenv(), Output.ofProcess());
    // Not System.exit, which looks for a logger first, and for that into every jar.
    Runtime.getRuntime().halt(code);
  }

  /**
   * Runs one command: {@code jvc credentials} without any option at once, everything else through
   * the command line library.
   *
   * @return the exit code
   */
  public static int run(String[] arguments, Map<String, String> environment, Output output) {
    boolean fast =
        (arguments.length == 1 || arguments.length == 2)
            && arguments[0].equals("credentials")
            && !arguments[arguments.length - 1].startsWith("-");
    if (fast) {
      String named = arguments.length == 2 ? arguments[1] : ProfileName.defaultOf(environment);
      return credentials(named, environment, output);
    }
    Client client =
        new Client(
            environment,
            output,
            InstantSource.system(),
            ZoneId::systemDefault,
            Runtime.getRuntime()::addShutdownHook);
    return new CommandLineClient(client, version()).run(arguments).code();
  }

  /** The version that the build wrote into the jar. */
  private static String version() {
    String version = Main.class.getPackage().getImplementationVersion();
    return version == null ? "unknown" : version;
  }

  private static int credentials(String profile, Map<String, String> environment, Output output) {
    try {
      ControlClient control = new ControlClient(ControlSocket.of(environment));
      Jvcd jvcd = new Jvcd(control, new DaemonProcess(environment, control), null);
      new FastCredentials(jvcd, output).print(profile, Asker.credentialProcess(environment));
      return 0;
    } catch (Failure failure) {
      output.fail(failure);
      return failure.exitCode().code();
    }
  }
}
