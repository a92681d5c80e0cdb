package dev.jvc.client.verb;

import dev.jvc.client.json.JsonObject;
import dev.jvc.client.outcome.Failure;
import dev.jvc.client.terminal.Output;

/** JSON for people and programs: indented, with a line feed at the end. */
final class JsonText {

  private JsonText() {}

  /** Prints an object that the daemon answered. */
  static void print(Output output, byte[] document) throws Failure {
    output.line(JsonObject.parse(document).indented());
  }
}
