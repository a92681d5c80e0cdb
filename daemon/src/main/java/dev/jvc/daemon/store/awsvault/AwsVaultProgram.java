package dev.jvc.daemon.store.awsvault;

import dev.jvc.daemon.credential.BaseKey;
import dev.jvc.daemon.credential.Problem;
import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.credential.Secret;
import dev.jvc.daemon.json.JsonException;
import dev.jvc.daemon.json.JsonObject;
import dev.jvc.daemon.platform.BoundedCommand;
import dev.jvc.daemon.platform.ChildPrograms;
import dev.jvc.daemon.platform.CommandResult;
import dev.jvc.daemon.platform.ProgramPath;
import dev.jvc.daemon.vault.AwsVaultItem;
import dev.jvc.daemon.vault.ForeignKey;
import dev.jvc.daemon.vault.ForeignKeys;
import dev.jvc.daemon.vault.KeyShape;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whatever backend aws-vault itself can open, through the program: {@code list}, {@code export
 * --no-session}, {@code remove} and {@code add}.
 *
 * <p>The program is given an empty configuration and none of the {@code AWS_} variables but its
 * own, so that it hands out the stored key and assumes no role. It takes a key without a terminal
 * only from its environment, which is used for putting one back and for nothing else.
 */
public final class AwsVaultProgram implements ForeignKeys {

  private static final String PROGRAM = "aws-vault";
  private static final String BACKEND = "AWS_VAULT_BACKEND";

  /** A person may have to type the password of a keychain. */
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private static final int MAX_OUTPUT = 256 * 1024;

  private final ChildPrograms programs;
  private final Map<String, String> environment;
  private final String backend;

  private AwsVaultProgram(ChildPrograms programs, Map<String, String> environment, String backend) {
    this.programs = programs;
    this.environment = environment;
    this.backend = backend;
  }

  /**
   * The keys that the installed program manages.
   *
   * @param programs closed together with the place
   * @param environment of the process
   * @param standard the backend that aws-vault prefers on this system
   * @return empty when the program is not installed
   */
  public static Optional<ForeignKeys> installed(
      ChildPrograms programs, Map<String, String> environment, String standard) {
    if (!(programs.path().find(PROGRAM) instanceof ProgramPath.Found)) {
      return Optional.empty();
    }
    Map<String, String> kept = new HashMap<>(environment);
    kept.keySet().removeIf(AwsVaultProgram::distracts);
    kept.put("AWS_CONFIG_FILE", "/dev/null");
    return Optional.of(
        new AwsVaultProgram(programs, kept, environment.getOrDefault(BACKEND, standard)));
  }

  private static boolean distracts(String variable) {
    return variable.startsWith("JVC_")
        || (variable.startsWith("AWS_") && !variable.startsWith("AWS_VAULT_"));
  }

  @Override
  public String name() {
    return "aws-vault (" + backend + ")";
  }

  @Override
  public List<Found> found() throws ProblemException {
    String listed;
    try (CommandResult result = run(environment, "list", "--credentials")) {
      if (!succeeded(result)) {
        if (!environment.containsKey(BACKEND)) {
          // Nobody said that there is anything in the backend that aws-vault prefers.
          return List.of();
        }
        throw failed("cannot list its keys", result);
      }
      listed = new String(output(result), StandardCharsets.UTF_8);
    }
    List<Found> found = new ArrayList<>();
    listed
        .lines()
        .flatMap(line -> AwsVaultItem.profile(line).stream())
        .sorted()
        .forEach(name -> found.add(new Found.Key(name, name() + " " + name, null)));
    return List.copyOf(found);
  }

  @Override
  public ForeignKey read(ProfileName name) throws ProblemException {
    try (CommandResult result =
        run(environment, "export", "--no-session", "--format=json", "--", name.value())) {
      if (!succeeded(result)) {
        throw failed("gave no key of " + name, result);
      }
      byte[] document = output(result).clone();
      return new ForeignKey(name, key(document, name), Secret.owning(document));
    }
  }

  private BaseKey key(byte[] document, ProfileName name) throws ProblemException {
    try {
      JsonObject exported = JsonObject.parse(document);
      String token = exported.optionalString("SessionToken");
      if (token != null && !token.isEmpty()) {
        throw problem(name() + " gave a temporary key of " + name + ": it stays");
      }
      return KeyShape.key(
          Secret.ofString(exported.string("AccessKeyId")),
          Secret.ofString(exported.string("SecretAccessKey")));
    } catch (JsonException malformed) {
      throw problem(name() + " gave no key of " + name + ": " + malformed.getMessage());
    } catch (ProblemException malformed) {
      if (malformed.problem().code() == ProblemCode.BAD_REQUEST) {
        throw problem(name() + " gave no key of " + name + ": " + malformed.problem().message());
      }
      throw malformed;
    }
  }

  @Override
  public void remove(ForeignKey key) throws ProblemException {
    if (isListed(key.name())) {
      try (ForeignKey now = read(key.name())) {
        requireSame(key.key(), now, "was changed by somebody else meanwhile");
      }
      try (CommandResult result = run(environment, "remove", "--force", "--", key.name().value())) {
        if (!succeeded(result)) {
          throw failed("did not remove the key of " + key.name(), result);
        }
      }
      if (isListed(key.name())) {
        throw problem(name() + " still has the key of " + key.name() + ": remove it by hand");
      }
    }
  }

  @Override
  public void restore(ProfileName name, Secret original) throws ProblemException {
    try (BaseKey key = key(original.reveal(byte[]::clone), name)) {
      if (isListed(name)) {
        try (ForeignKey now = read(name)) {
          requireSame(key, now, "holds another key by now");
        }
        return;
      }
      Map<String, String> given = new HashMap<>(environment);
      given.put("AWS_ACCESS_KEY_ID", key.id().value());
      given.put("AWS_SECRET_ACCESS_KEY", key.secret().revealString());
      try (CommandResult result =
          run(given, "add", "--env", "--no-add-config", "--", name.value())) {
        if (!succeeded(result)) {
          throw failed("did not take the key of " + name + " back", result);
        }
      }
    }
  }

  private boolean isListed(ProfileName name) throws ProblemException {
    return found().stream()
        .anyMatch(found -> found instanceof Found.Key key && key.name().equals(name));
  }

  private void requireSame(BaseKey expected, ForeignKey now, String otherwise)
      throws ProblemException {
    if (!expected.id().equals(now.key().id()) || !expected.secret().matches(now.key().secret())) {
      throw problem(
          "the key of "
              + now.name()
              + " in "
              + name()
              + " "
              + otherwise
              + ", and is left as it is");
    }
  }

  @Override
  public void close() {
    programs.close();
  }

  private CommandResult run(Map<String, String> with, String... arguments) {
    return programs.run(new BoundedCommand(PROGRAM, List.of(arguments), with, LIMIT, MAX_OUTPUT));
  }

  private static boolean succeeded(CommandResult result) {
    return result instanceof CommandResult.Exited exited && exited.code() == 0;
  }

  private static byte[] output(CommandResult result) {
    return result instanceof CommandResult.Exited exited ? exited.output() : new byte[0];
  }

  private ProblemException failed(String what, CommandResult result) {
    String why =
        switch (result) {
          case CommandResult.Exited exited ->
              exited.errors().lastLine().isEmpty()
                  ? "exit code " + exited.code()
                  : exited.errors().lastLine();
          case CommandResult.NotStarted(String reason) -> "it " + reason;
          case CommandResult.TimedOut timedOut ->
              "no answer within " + timedOut.limit().toMinutes() + " minutes";
          case CommandResult.TooMuchOutput ignored -> "too much output";
          case CommandResult.Interrupted ignored -> "interrupted";
        };
    return problem(name() + " " + what + ": " + why);
  }

  private static ProblemException problem(String message) {
    return new ProblemException(Problem.of(ProblemCode.STORE_FAILED, message));
  }
}
