package dev.jvc.daemon.platform;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Another program to be run once, within bounds.
 *
 * <p>Arguments and environment are seen by other processes of the user and never hold a secret.
 *
 * @param program a name that is looked up in the {@link ProgramPath}, or an absolute path
 * @param arguments what follows the program's name, passed on as they are: no shell is involved
 * @param environment everything that the program finds in its environment
 * @param limit how long the program may take, whatever it does meanwhile
 * @param outputLimit the most bytes that it may write to standard output
 */
public record BoundedCommand(
    String program,
    List<String> arguments,
    Map<String, String> environment,
    Duration limit,
    int outputLimit) {

  public BoundedCommand {
    arguments = List.copyOf(arguments);
    environment = Map.copyOf(environment);
  }
}
