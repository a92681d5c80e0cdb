package dev.jvc.system;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Two network namespaces on one bridge: a host that may have Amazon's link-local addresses, and a
 * neighbour, such as a container, that has its way to them.
 *
 * <p>Nothing of it is seen outside; closing removes it.
 */
final class Neighbourhood implements AutoCloseable {

  private static final int LIMIT_SECONDS = 30;

  private final String host = "jvch" + ProcessHandle.current().pid();
  private final String neighbour = "jvcn" + ProcessHandle.current().pid();

  private Neighbourhood() {}

  /** Whether this machine lets its root make network namespaces, which some containers do not. */
  static boolean isPossible() {
    try {
      return new ProcessBuilder("unshare", "--net", "--mount", "true").start().waitFor() == 0;
    } catch (IOException absent) {
      return false;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  static Neighbourhood create() throws IOException {
    Neighbourhood made = new Neighbourhood();
    ip("netns add " + made.host);
    ip("netns add " + made.neighbour);
    String inHost = "-n " + made.host + " ";
    String inNeighbour = "-n " + made.neighbour + " ";
    ip(inHost + "link set lo up");
    ip(inNeighbour + "link set lo up");
    ip(inHost + "link add br0 type bridge");
    ip(inHost + "addr add 10.77.0.1/24 dev br0");
    ip(inHost + "link set br0 up");
    ip(inHost + "link add veth0 type veth peer name eth0 netns " + made.neighbour);
    ip(inHost + "link set veth0 master br0 up");
    ip(inNeighbour + "addr add 10.77.0.2/24 dev eth0");
    ip(inNeighbour + "link set eth0 up");
    ip(inNeighbour + "route add default via 10.77.0.1");
    return made;
  }

  /** Gives the host an address, as its person would. */
  void addAddress(String address) throws IOException {
    ip("-n " + host + " addr add " + address + "/32 dev lo");
  }

  /** The command in the host. */
  List<String> inHost(List<String> command) {
    return in(host, command);
  }

  /** The command in the neighbour. */
  List<String> inNeighbour(List<String> command) {
    return in(neighbour, command);
  }

  private static List<String> in(String namespace, List<String> command) {
    List<String> all = new ArrayList<>(List.of("ip", "netns", "exec", namespace));
    all.addAll(command);
    return all;
  }

  private static void ip(String words) throws IOException {
    List<String> command = new ArrayList<>(List.of("ip"));
    command.addAll(Arrays.asList(words.split(" ")));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IOException("ip " + words + ": " + said);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IOException("ip " + words + " was not waited for", stopped);
    }
  }

  @Override
  public void close() throws IOException {
    ip("netns del " + neighbour);
    ip("netns del " + host);
  }
}
