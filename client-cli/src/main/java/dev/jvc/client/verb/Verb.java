package dev.jvc.client.verb;

import dev.jvc.client.outcome.ExitCode;
import dev.jvc.client.outcome.Failure;
import java.util.concurrent.Callable;

/** One verb of the command line. */
abstract class Verb implements Callable<Integer> {

  final Client client;

  Verb(Client client) {
    this.client = client;
  }

  /** Does what the verb is for. */
  abstract ExitCode run() throws Failure;

  @Override
  public final Integer call() throws Failure {
    return run().code();
  }
}
