package dev.jvc.client.verb;

import dev.jvc.client.outcome.ExitCode;
import dev.jvc.client.outcome.Failure;
import dev.jvc.client.process.service.ServiceFile;
import dev.jvc.client.process.service.ServiceManager;
import picocli.CommandLine.Model.CommandSpec;

/** {@code jvc daemon uninstall}. */
final class DaemonUninstall extends Verb {

  DaemonUninstall(Client client) {
    super(client);
  }

  @Override
  CommandSpec spec() {
    return Words.command(this, "uninstall", "Stop the service and remove it; logins and keys stay.")
        .addOption(
            Words.flag(
                "Remove a service file that was changed, too; it is kept beside.",
                DaemonInstall.FORCE));
  }

  @Override
  ExitCode run(Given given) throws Failure {
    ServiceManager services = client.serviceManager();
    if (!services.isInstalled()) {
      client.output().say("the service is not installed");
      return ExitCode.DONE;
    }
    DaemonInstall.requireReachable(services);
    services.disable();
    for (ServiceFile file : services.filesToRemove()) {
      if (file.remove(given.has(DaemonInstall.FORCE)) == ServiceFile.Outcome.KEPT) {
        client
            .output()
            .warn(
                "kept "
                    + file.path()
                    + ", which was changed: jvc daemon uninstall --force removes it");
      }
    }
    services.forget();
    services.leftOver().forEach(client.output()::say);
    client.output().say("removed the service: jvc starts the daemon when it needs it");
    return ExitCode.DONE;
  }
}
