package dev.jvc.daemon.store.secretservice;

import dev.jvc.daemon.credential.Problem;
import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.ProfileName;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The one sentence for each thing that can be wrong with the Secret Service. */
final class Problems {

  private static final Pattern ERROR_NAME = Pattern.compile("[A-Za-z0-9_.]{1,120}");

  private Problems() {}

  static ProblemException noBus() {
    return failed(
        "there is no session bus to find a Secret Service on: run this in your desktop session,"
            + " or choose another store",
        null);
  }

  static ProblemException unusableAddress(String variable) {
    return failed(
        variable
            + " names no socket in the file system: set it to unix:path=… of your session bus, or"
            + " choose another store",
        null);
  }

  static ProblemException unreachableBus(String path, Throwable cause) {
    return failed(
        "the session bus at "
            + path
            + " cannot be reached: run this in your desktop session, or choose another store",
        cause);
  }

  static ProblemException silentBus(String path) {
    return failed(
        "the session bus at " + path + " does not answer: log out and in again, and try again",
        null);
  }

  static ProblemException noService() {
    return failed(
        "no Secret Service runs in this session: start GNOME Keyring, KWallet or KeePassXC (with its"
            + " Secret Service switched on), or choose another store",
        null);
  }

  static ProblemException silent() {
    return failed("the Secret Service does not answer: restart it and try again", null);
  }

  static ProblemException gone(@Nullable Throwable cause) {
    return failed("the Secret Service went away meanwhile: start it and try again", cause);
  }

  static ProblemException noEncryption(RefusedException refused) {
    if (refused.saysGone()) {
      return gone(refused);
    }
    return failed(
        "the Secret Service offers no encrypted session, and keys are not sent in the clear: use"
            + " another one, or choose another store",
        refused);
  }

  static ProblemException badPublicKey() {
    return failed(
        "the Secret Service answered the key exchange with a value that protects nothing: do not use"
            + " it",
        null);
  }

  static ProblemException undecipherable(@Nullable Throwable cause) {
    return failed(
        "what the Secret Service sent cannot be decrypted: restart it and try again", cause);
  }

  static ProblemException senseless(String why) {
    return failed(
        "the Secret Service gave an answer that is none ("
            + why
            + "): restart it, or choose another store",
        null);
  }

  static ProblemException refused(RefusedException refused) {
    if (refused.saysGone()) {
      return gone(refused);
    }
    String name = refused.errorName();
    return failed(
        "the Secret Service refused ("
            + (ERROR_NAME.matcher(name).matches() ? name : "unnamed error")
            + "): look into it with the program that manages your passwords",
        refused);
  }

  static ProblemException noWindow(String collection) {
    return failed(
        "the Secret Service has to ask for the password of the collection "
            + collection
            + ", and there is no desktop here to ask on: unlock or make it in your desktop session"
            + " and try again",
        null);
  }

  static ProblemException stillLocked(String collection) {
    return failed(
        "the collection "
            + collection
            + " of the Secret Service stays locked, and the service offers no way to unlock it:"
            + " unlock it with the program that manages your passwords",
        null);
  }

  static ProblemException notMade(String collection) {
    return failed(
        "the Secret Service made no collection "
            + collection
            + ": make one of that name with the program that manages your passwords",
        null);
  }

  static ProblemException dismissed(String collection) {
    return new ProblemException(
        Problem.of(
            ProblemCode.CANCELLED,
            "cancelled: the window of the Secret Service for the collection "
                + collection
                + " was closed"));
  }

  static ProblemException nobodyAnswered(Duration limit) {
    return new ProblemException(
        Problem.of(
            ProblemCode.CANCELLED,
            "nobody answered the window of the Secret Service within "
                + (limit.toSeconds() < 120
                    ? limit.toSeconds() + " seconds"
                    : limit.toMinutes() + " minutes")
                + ": look for it on your desktop, answer it, and try again"));
  }

  static ProblemException missing(ProfileName name) {
    return new ProblemException(
        new Problem(
            ProblemCode.KEY_MISSING,
            "no key is stored for " + name + " in the secret-service store",
            "jvc add " + name.shellWord()));
  }

  static ProblemException notAKey(ProfileName name) {
    return new ProblemException(
        new Problem(
            ProblemCode.STORE_FAILED,
            "what the Secret Service keeps for " + name + " is not a key: add the key again",
            "jvc add " + name.shellWord()));
  }

  static ProblemException notStorable() {
    return new ProblemException(
        Problem.of(
            ProblemCode.BAD_REQUEST,
            "the profile name is not valid Unicode: choose a name that can be typed"));
  }

  private static ProblemException failed(String message, @Nullable Throwable cause) {
    Problem problem = Problem.of(ProblemCode.STORE_FAILED, message);
    return cause == null ? new ProblemException(problem) : new ProblemException(problem, cause);
  }
}
