package dev.jvc.daemon.store.keychain;

import dev.jvc.daemon.credential.Problem;
import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.platform.CommandResult;
import java.time.Duration;

/**
 * The one sentence for each thing that can be wrong with the Keychain.
 *
 * <p>{@code security} ends with the low byte of the {@code OSStatus} that a call failed with
 * (SecBase.h).
 */
final class KeychainProblems {

  /** {@code userCanceledErr}, -128. */
  private static final int CANCELLED = 128;

  /** {@code errSecInteractionNotAllowed}, -25308. */
  private static final int NO_INTERACTION = 36;

  /** {@code errSecAuthFailed}, -25293. */
  private static final int WRONG_PASSWORD = 51;

  /** {@code errSecNoDefaultKeychain}, -25307. */
  private static final int NO_DEFAULT = 37;

  /** {@code errSecNoSuchKeychain}, -25294. */
  private static final int NO_KEYCHAIN = 50;

  /** {@code errSecReadOnly}, -25292, and {@code errSecWrPerm}, -61. */
  private static final int READ_ONLY = 52;

  private static final int NO_PERMISSION = 195;

  private KeychainProblems() {}

  static ProblemException missing(ProfileName name) {
    return new ProblemException(
        new Problem(
            ProblemCode.KEY_MISSING,
            "no key is stored for " + name + " in the keychain store",
            "jvc add " + name.shellWord()));
  }

  static ProblemException notAKey(ProfileName name) {
    return new ProblemException(
        new Problem(
            ProblemCode.STORE_FAILED,
            "what the Keychain keeps for " + name + " is not a key: add the key again",
            "jvc add " + name.shellWord()));
  }

  static ProblemException notStorable() {
    return new ProblemException(
        Problem.of(
            ProblemCode.BAD_REQUEST,
            "the profile name is not valid Unicode: choose a name that can be typed"));
  }

  static ProblemException tooLong() {
    return failed("the key is too long for the Keychain: add it again, copied as AWS shows it");
  }

  static ProblemException notMacOs() {
    return failed("the Keychain is on macOS only");
  }

  /** What an exit code other than 0 means. */
  static ProblemException exited(int code) {
    return switch (code) {
      case CANCELLED ->
          new ProblemException(
              Problem.of(
                  ProblemCode.CANCELLED, "cancelled: the window of the Keychain was closed"));
      case WRONG_PASSWORD ->
          new ProblemException(
              Problem.of(
                  ProblemCode.WRONG_PASSPHRASE,
                  "wrong password for the Keychain: try again with the password you log in with"));
      case NO_INTERACTION ->
          failed(
              "the Keychain cannot ask you here: run this on the Mac's own screen, or unlock it first"
                  + " with security unlock-keychain");
      case NO_DEFAULT, NO_KEYCHAIN ->
          failed(
              "there is no default keychain: make one in Keychain Access, or choose another store");
      case READ_ONLY, NO_PERMISSION ->
          failed(
              "the Keychain cannot be written: look at it in Keychain Access, or choose another"
                  + " store");
      default ->
          failed(
              "the Keychain refused (security ended with code "
                  + code
                  + "): look at it in Keychain Access");
    };
  }

  /** What it means that {@code security} did not end by itself. */
  static ProblemException notExited(CommandResult result) {
    return switch (result) {
      case CommandResult.Exited exited -> exited(exited.code());
      case CommandResult.NotStarted(String reason) ->
          failed(
              "there is no Keychain here, because security " + reason + ": choose another store");
      case CommandResult.TimedOut(Duration limit, var _) ->
          new ProblemException(
              Problem.of(
                  ProblemCode.CANCELLED,
                  "nobody answered the window of the Keychain within "
                      + (limit.toSeconds() < 120
                          ? limit.toSeconds() + " seconds"
                          : limit.toMinutes() + " minutes")
                      + ": try again and look for it on the screen"));
      case CommandResult.TooMuchOutput(int limit) ->
          failed(
              "the Keychain answered with more than "
                  + (limit >> 10)
                  + " KiB: look at it in Keychain Access");
      case CommandResult.Interrupted() ->
          new ProblemException(Problem.of(ProblemCode.CANCELLED, "cancelled"));
    };
  }

  private static ProblemException failed(String message) {
    return new ProblemException(Problem.of(ProblemCode.STORE_FAILED, message));
  }
}
