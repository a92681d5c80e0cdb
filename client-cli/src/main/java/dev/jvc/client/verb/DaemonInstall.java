package dev.jvc.client.verb;

import dev.jvc.client.outcome.ExitCode;
import dev.jvc.client.outcome.Failure;
import dev.jvc.client.process.service.KeptVariables;
import dev.jvc.client.process.service.ServiceFile;
import dev.jvc.client.process.service.ServiceManager;
import dev.jvc.client.protocol.Status;
import picocli.CommandLine.Model.CommandSpec;

/** {@code jvc daemon install}. */
final class DaemonInstall extends Verb {

  static final String FORCE = "--force";

  DaemonInstall(Client client) {
    super(client);
  }

  @Override
  CommandSpec spec() {
    return Words.command(
            this, "install", "Make the daemon a service that starts with your session.")
        .addOption(
            Words.flag("Replace a service file that was changed; it is kept beside.", FORCE));
  }

  @Override
  ExitCode run(Given given) throws Failure {
    ServiceManager services = client.serviceManager();
    requireReachable(services);
    boolean changed = false;
    for (ServiceFile file : services.files()) {
      ServiceFile.Outcome outcome = file.write(given.has(FORCE));
      changed |= outcome == ServiceFile.Outcome.WRITTEN;
      if (outcome == ServiceFile.Outcome.KEPT) {
        client
            .output()
            .warn(
                "kept "
                    + file.path()
                    + ", which was changed: jvc daemon install --force replaces it");
      }
    }
    if (!changed && services.isRunning() && isOfThisVersion()) {
      client.output().say("the service is installed already and runs");
      return ExitCode.DONE;
    }
    services.enable();
    if (!services.isRunning() && client.control().isListening()) {
      // A daemon that jvc has started would keep the service from its socket; logins go over.
      DaemonStop.stop(client);
    }
    services.restart();
    sayWhatIsKept();
    client.output().say("installed the service: the daemon runs, and starts with your session");
    return ExitCode.DONE;
  }

  private boolean isOfThisVersion() throws Failure {
    if (!client.control().isListening()) {
      return false;
    }
    String own = DaemonInstall.class.getPackage().getImplementationVersion();
    return own == null || own.equals(Status.of(client.runningJvcd().statusDocument()).version());
  }

  private void sayWhatIsKept() {
    String names = String.join(", ", KeptVariables.of(client.environment()).keySet());
    if (!names.isEmpty()) {
      client.output().say("the service keeps these variables of this shell: " + names);
    }
  }

  static void requireReachable(ServiceManager services) throws Failure {
    if (!services.isReachable()) {
      throw Failure.of(
          ExitCode.FAILED,
          "no service manager of yours can be reached: run this in a session of your own, or do without,"
              + " as jvc starts the daemon when it needs it");
    }
  }
}
