package dev.jvc.daemon.vault;

import dev.jvc.daemon.credential.ProfileName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;

/** The command line of the vault process, after {@code jvcd vault}. */
public sealed interface VaultCommand {

  /** What the name of a store looks like. */
  Pattern STORE = Pattern.compile("[a-z][a-z-]{0,31}");

  /** Where {@code add} takes the key from. */
  sealed interface Origin {

    /** Standard input when it is piped, otherwise the person at the terminal. */
    record Asked() implements Origin {}

    /** {@code AWS_ACCESS_KEY_ID} and {@code AWS_SECRET_ACCESS_KEY}. */
    record Environment() implements Origin {}

    /** The file that the AWS console offers for download. */
    record Csv(Path file) implements Origin {}
  }

  /** {@code add [--env | --csv FILE] [--no-verify]}. */
  record Add(Origin origin, boolean verify) implements VaultCommand {}

  /** {@code remove [--yes]}. */
  record Remove(boolean confirmed) implements VaultCommand {}

  /** {@code move --to STORE}. */
  record Move(String to) implements VaultCommand {}

  /** {@code login}. */
  record Login() implements VaultCommand {}

  /**
   * {@code import [--undo] [--dry-run] [--yes] [--no-verify] [--only PROFILE]…}.
   *
   * @param undo put back what earlier runs moved
   * @param only the profiles that are meant; empty for all
   */
  record Import(
      boolean undo, boolean dryRun, boolean confirmed, boolean verify, List<ProfileName> only)
      implements VaultCommand {

    public Import {
      only = List.copyOf(only);
    }
  }

  /**
   * Reads a command line.
   *
   * @throws IllegalArgumentException when it is not one; the message is a sentence for the person
   */
  static VaultCommand parse(String... arguments) {
    Iterator<String> rest = Arrays.asList(arguments).iterator();
    String task = rest.hasNext() ? rest.next() : "";
    return switch (task) {
      case "login" -> {
        requireNothing(rest);
        yield new Login();
      }
      case "remove" -> remove(rest);
      case "add" -> add(rest);
      case "import" -> moving(rest);
      case "move" -> move(rest);
      default ->
          throw new IllegalArgumentException(
              "jvcd vault is started by jvc and takes add, import, remove, move or login");
    };
  }

  private static VaultCommand add(Iterator<String> rest) {
    Origin origin = new Origin.Asked();
    boolean verify = true;
    while (rest.hasNext()) {
      String option = rest.next();
      switch (option) {
        case "--no-verify" -> verify = false;
        case "--env", "--csv" -> {
          if (!(origin instanceof Origin.Asked)) {
            throw new IllegalArgumentException("give --env or --csv FILE, and only once");
          }
          origin =
              option.equals("--env")
                  ? new Origin.Environment()
                  : new Origin.Csv(Path.of(argument(rest, "--csv needs a file")));
        }
        default -> throw unknown(option);
      }
    }
    return new Add(origin, verify);
  }

  private static VaultCommand moving(Iterator<String> rest) {
    boolean undo = false;
    boolean dryRun = false;
    boolean confirmed = false;
    boolean verify = true;
    List<ProfileName> only = new ArrayList<>();
    while (rest.hasNext()) {
      String option = rest.next();
      switch (option) {
        case "--undo" -> undo = true;
        case "--dry-run" -> dryRun = true;
        case "--yes", "-y" -> confirmed = true;
        case "--no-verify" -> verify = false;
        case "--only" -> only.add(new ProfileName(argument(rest, "--only needs a profile")));
        default -> throw unknown(option);
      }
    }
    if (undo && !only.isEmpty()) {
      throw new IllegalArgumentException("--undo takes everything back: leave --only out");
    }
    return new Import(undo, dryRun, confirmed, verify, only);
  }

  private static VaultCommand remove(Iterator<String> rest) {
    if (!rest.hasNext()) {
      return new Remove(false);
    }
    String option = rest.next();
    if (!List.of("--yes", "-y").contains(option)) {
      throw unknown(option);
    }
    requireNothing(rest);
    return new Remove(true);
  }

  private static VaultCommand move(Iterator<String> rest) {
    if (!rest.hasNext() || !rest.next().equals("--to")) {
      throw new IllegalArgumentException("move needs --to STORE");
    }
    String store = argument(rest, "--to needs a store");
    if (!STORE.matcher(store).matches()) {
      throw new IllegalArgumentException("--to needs the name of a store, such as file");
    }
    requireNothing(rest);
    return new Move(store);
  }

  private static String argument(Iterator<String> rest, String missing) {
    if (!rest.hasNext()) {
      throw new IllegalArgumentException(missing);
    }
    return rest.next();
  }

  private static void requireNothing(Iterator<String> rest) {
    if (rest.hasNext()) {
      throw unknown(rest.next());
    }
  }

  /** What is not an option may be a secret given in the wrong place, and is not repeated. */
  private static IllegalArgumentException unknown(String option) {
    return new IllegalArgumentException(
        option.matches("--?[a-z-]{1,30}")
            ? "unknown option " + option
            : "an unexpected argument was given; keys and codes are never arguments");
  }
}
