package dev.jvc.daemon;

import dev.jvc.daemon.platform.LogLines;
import java.util.Arrays;
import java.util.List;

/**
 * The program {@code jvcd}: the daemon in the foreground, one task of the vault process, or one
 * look.
 */
public final class Main {

  private static final String USAGE =
      """
      usage: jvcd [--debug]          run the daemon in the foreground
             jvcd vault TASK …      what jvc starts to open a store: add, remove, move or login
             jvcd check             print what is to be mended in the configuration and the stores
             jvcd --version | --help
      """;

  private Main() {}

  public static void main(String[] args) {
    System.exit(run(Arrays.asList(args)));
  }

  private static int run(List<String> args) {
    String first = args.isEmpty() ? "" : args.getFirst();
    return switch (first) {
      case "vault" -> {
        LogLines.configure(false, System.getenv());
        yield Vault.run(args.subList(1, args.size()).toArray(String[]::new), System.getenv());
      }
      case "", "--debug" -> {
        if (args.size() > 1) {
          yield usage();
        }
        LogLines.configure(first.equals("--debug"), System.getenv());
        yield Daemon.run(System.getenv()).code();
      }
      case "check" -> {
        if (args.size() > 1) {
          yield usage();
        }
        LogLines.configure(false, System.getenv());
        yield Check.run(System.getenv(), System.out, System.err).code();
      }
      case "--version" -> {
        System.out.println("jvcd " + Version.current());
        yield DaemonExit.DONE.code();
      }
      case "--help" -> {
        System.out.print(USAGE);
        yield DaemonExit.DONE.code();
      }
      default -> usage();
    };
  }

  private static int usage() {
    System.err.print("jvcd: unknown arguments\n" + USAGE);
    return DaemonExit.USAGE.code();
  }
}
