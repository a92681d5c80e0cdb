package dev.jvc.daemon.store.file;

import dev.jvc.daemon.credential.Problem;
import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.ProfileName;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Locale;

/** The one sentence for each thing that can be wrong with a key file. */
final class FileProblems {

  private final Path file;

  FileProblems(Path file) {
    this.file = file;
  }

  ProblemException missing(ProfileName name) {
    return new ProblemException(
        new Problem(
            ProblemCode.KEY_MISSING,
            "no key is stored for " + name + " in the file store",
            "jvc add " + name.shellWord()));
  }

  ProblemException wrongPassphrase() {
    return new ProblemException(
        Problem.of(ProblemCode.WRONG_PASSPHRASE, "wrong passphrase for the key file " + file));
  }

  ProblemException bad(BadFileException bad) {
    return failed("the key file " + file + " " + bad.getMessage(), bad);
  }

  ProblemException unreadable(IOException cause) {
    return failed("the key file " + file + " cannot be read: " + reason(cause), cause);
  }

  ProblemException unwritable(IOException cause) {
    return failed(
        "the key file " + file + " cannot be written and stays as it was: " + reason(cause), cause);
  }

  ProblemException full() {
    return failed("the key file " + file + " is full: remove keys you no longer need");
  }

  ProblemException contended() {
    return failed(
        "the key file " + file + " was made anew by another process meanwhile: try again");
  }

  /**
   * Refuses a name that has no UTF-8 form.
   *
   * @throws ProblemException when it has none
   */
  void requireStorable(ProfileName name) throws ProblemException {
    if (!Names.isEncodable(name)) {
      throw new ProblemException(
          Problem.of(
              ProblemCode.BAD_REQUEST,
              "the profile name is not valid Unicode: choose a name that can be typed"));
    }
  }

  /**
   * Refuses costs that this process has no memory for, before anything is allocated.
   *
   * @throws ProblemException when it has not
   */
  void requireMemory(KdfParameters parameters) throws ProblemException {
    long needed = parameters.memoryKib() * 1024L;
    if (needed > Runtime.getRuntime().maxMemory() / 2) {
      throw failed(
          "the key file "
              + file
              + " needs "
              + (needed >> 20)
              + " MiB of memory to unlock, and this process may not use that much");
    }
  }

  private ProblemException failed(String message) {
    return new ProblemException(Problem.of(ProblemCode.STORE_FAILED, message));
  }

  private ProblemException failed(String message, Throwable cause) {
    return new ProblemException(Problem.of(ProblemCode.STORE_FAILED, message), cause);
  }

  private static String reason(IOException cause) {
    if (cause instanceof AccessDeniedException) {
      return "permission denied";
    }
    String text =
        cause instanceof FileSystemException known && known.getReason() != null
            ? known.getReason()
            : String.valueOf(cause.getMessage());
    return text.isEmpty()
        ? "unknown reason"
        : text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
  }
}
