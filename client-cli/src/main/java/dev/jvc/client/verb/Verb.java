package dev.jvc.client.verb;

import dev.jvc.client.outcome.ExitCode;
import dev.jvc.client.outcome.Failure;
import picocli.CommandLine.Model.CommandSpec;

/**
 * One verb of the command line.
 *
 * <p>Verbs describe their options in code, because reading annotations takes a third of the time
 * that a whole command has.
 */
abstract class Verb {

  final Client client;

  Verb(Client client) {
    this.client = client;
  }

  /** The verb's name, purpose, options and words. */
  abstract CommandSpec spec();

  /**
   * Does what the verb is for.
   *
   * @throws Failure when it could not
   */
  abstract ExitCode run(Given given) throws Failure;
}
