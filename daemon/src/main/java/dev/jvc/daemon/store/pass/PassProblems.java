package dev.jvc.daemon.store.pass;

import dev.jvc.daemon.credential.Problem;
import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.platform.CommandResult;
import java.time.Duration;

/** The one sentence for each thing that can go wrong with a password manager. */
final class PassProblems {

  private final String manager;

  /**
   * @param manager the name of the password manager's program
   */
  PassProblems(String manager) {
    this.manager = manager;
  }

  ProblemException missing(ProfileName name) {
    return new ProblemException(
        new Problem(
            ProblemCode.KEY_MISSING,
            "no key is stored for " + name + " in " + manager,
            "jvc add " + name.shellWord()));
  }

  ProblemException notInitialised(String folder) {
    return new ProblemException(
        Problem.of(
            ProblemCode.STORE_FAILED,
            "the password store "
                + folder
                + " is not initialised"
                // The others have no such command.
                + (manager.equals(PassSettings.Manager.PASS.program())
                    ? ": run pass init KEY"
                    : "")));
  }

  ProblemException badEntry(String entry, EntryText.BadEntryException bad) {
    return failed("the entry " + entry + " in " + manager + " " + bad.getMessage());
  }

  ProblemException tooLarge(String entry) {
    return failed("the entry " + entry + " in " + manager + " is too large for a key");
  }

  ProblemException outside(String entry) {
    return failed(
        "the entry "
            + entry
            + " lies outside of the password store, behind a link: put it into the store itself");
  }

  ProblemException unreadable(String entry, String reason) {
    return failed("the entry " + entry + " in " + manager + " cannot be read: " + reason);
  }

  /** A change that was to be taken back stands as it is. */
  ProblemException notTakenBack(String entry, String reason) {
    return failed(
        manager
            + " could not complete the change of "
            + entry
            + ", and it could not be taken back: "
            + reason);
  }

  ProblemException unlistable(String folder, String reason) {
    return failed("the password store " + folder + " cannot be listed: " + reason);
  }

  ProblemException notUnicode() {
    return new ProblemException(
        Problem.of(
            ProblemCode.BAD_REQUEST,
            "the profile name is not valid Unicode: choose a name that can be typed"));
  }

  ProblemException busy() {
    return failed("another jvc has been writing to " + manager + " for too long: try again");
  }

  ProblemException notStarted(String program, CommandResult.NotStarted why) {
    return failed(program + " " + why.reason());
  }

  ProblemException cancelled() {
    return new ProblemException(Problem.of(ProblemCode.CANCELLED, "cancelled"));
  }

  ProblemException late(String program, Duration limit) {
    return failed(
        program
            + " took longer than "
            + shown(limit)
            + " and was ended: run the command again, and answer what it asks");
  }

  ProblemException tooMuchOutput(String program) {
    return failed(program + " wrote more than it should and was ended");
  }

  /**
   * A command failed.
   *
   * @param said its own last words; may be empty
   */
  ProblemException commandFailed(String what, int code, String said) {
    return failed(what + ": " + (said.isEmpty() ? "exit code " + code : said));
  }

  ProblemException noAgent() {
    return failed("gpg-agent cannot be reached: run gpgconf --launch gpg-agent to see why");
  }

  /** Nobody answered in time; a pinentry that was waiting has been ended with gpg. */
  ProblemException gpgLate(GpgStatus status, Duration limit) {
    return failed(
        status.pinentry().isPresent()
            ? "nobody answered pinentry within " + shown(limit) + ": run the command again"
            : "gpg did not answer within "
                + shown(limit)
                + ": run gpgconf --kill gpg-agent, then the command again");
  }

  /** Why gpg did not decrypt an entry. */
  ProblemException gpgFailed(String entry, GpgStatus status, int code, String said) {
    return switch (status.failure()) {
      case CANCELLED ->
          problem(ProblemCode.CANCELLED, "unlocking " + entry + " was cancelled in pinentry");
      case WRONG_PASSPHRASE ->
          problem(
              ProblemCode.WRONG_PASSPHRASE,
              "wrong passphrase for the GnuPG key of " + entry + ": run the command again");
      case WRONG_PIN ->
          problem(
              ProblemCode.WRONG_PASSPHRASE,
              "wrong PIN for the smart card: make sure of it before the next try, because the card"
                  + " blocks itself after a few");
      case PIN_BLOCKED ->
          failed("the PIN of the smart card is blocked: unblock it with gpg --card-edit");
      case NO_PINENTRY ->
          failed(
              "gpg-agent has no pinentry to ask for the passphrase with: install one, such as"
                  + " pinentry-curses");
      case PINENTRY_DIED ->
          failed(
              "pinentry ended without an answer: check pinentry-program in gpg-agent.conf, then"
                  + " run the command again");
      case PINENTRY_GAVE_UP ->
          failed("pinentry gave up waiting for an answer: run the command again");
      case NO_TERMINAL ->
          failed(
              "pinentry has neither a terminal nor a desktop to ask on: run the command in a"
                  + " terminal");
      case NO_AGENT -> noAgent();
      case NO_SECRET_KEY ->
          failed(
              "the secret key for "
                  + entry
                  + " is not on this machine: import it, or insert the smart card and run gpg"
                  + " --card-status");
      case NO_CARD -> failed("the smart card is missing: insert it and run the command again");
      case CARD_REMOVED ->
          failed("the smart card was removed meanwhile: insert it again and run the command again");
      case WRONG_CARD -> failed("another smart card is needed for " + entry + ": insert that one");
      case CARD_FAILED ->
          failed("the smart card failed: take it out, insert it, and run the command again");
      case NO_CARD_DAEMON ->
          failed("gpg-agent has no scdaemon to reach the smart card with: install scdaemon");
      case DAMAGED ->
          failed(
              "the entry "
                  + entry
                  + " in "
                  + manager
                  + " is damaged: restore it from the store's history, or add the key again");
      case NONE, OTHER -> commandFailed("gpg could not decrypt " + entry, code, said);
    };
  }

  private static ProblemException failed(String message) {
    return problem(ProblemCode.STORE_FAILED, message);
  }

  private static ProblemException problem(ProblemCode code, String message) {
    return new ProblemException(Problem.of(code, message));
  }

  private static String shown(Duration limit) {
    return limit.toMinutes() >= 2
        ? limit.toMinutes() + " minutes"
        : Math.max(1, limit.toSeconds()) + " s";
  }
}
