package dev.jvc.client.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The port of the endpoint: whether another program has it while the daemon does not run. */
final class PortCheck implements Check {

  private static final String NAME = "port";

  private final @Nullable SelfCheck own;
  private final DaemonState daemon;

  PortCheck(@Nullable SelfCheck own, DaemonState daemon) {
    this.own = own;
    this.daemon = daemon;
  }

  @Override
  public List<Finding> look() {
    if (daemon instanceof DaemonState.Running running) {
      List<String> metadata = new ArrayList<>();
      running
          .status()
          .imds()
          .forEach(listener ->
              metadata.add(
                  "instance metadata of profile "
                      + listener.profile()
                      + " at "
                      + listener.endpoint()));
      return List.of(
          new Finding.Ok(NAME, "serving credentials at " + running.status().endpoint(), metadata));
    }
    if (own == null || !own.understood() || own.port() == 0) {
      return List.of();
    }
    String address = own.host() + " port " + own.port();
    return List.of(
        isFree(own.host(), (int) own.port())
            ? Finding.ok(NAME, address + " is free for the daemon")
            : new Finding.Problem(
                NAME,
                address + " is used by another program",
                List.of("end that program, or choose another port under listen in jvc.yaml"),
                ""));
  }

  private static boolean isFree(String host, int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName(host))) {
      return socket.isBound();
    } catch (UnknownHostException malformed) {
      return true;
    } catch (IOException taken) {
      return false;
    }
  }
}
