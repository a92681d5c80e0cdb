package dev.jvc.daemon.vault;

import dev.jvc.daemon.credential.Problem;
import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * The passphrase of the key file where nobody is there to type it: a file descriptor, a variable,
 * or a systemd credential (systemd.exec(5), {@code LoadCredential=}), in this order.
 */
public final class UnattendedPassphrase {

  static final String DESCRIPTOR_VARIABLE = "JVC_FILE_PASSPHRASE_FD";
  static final String VARIABLE = "JVC_FILE_PASSPHRASE";

  /** Set by {@code jvc}: whose descriptor is meant, because Java hands on no more than three. */
  static final String CLIENT_VARIABLE = "JVC_CLIENT_PID";

  static final String CREDENTIAL = "jvc-file-passphrase";

  private static final int MAX_LENGTH = 4096;

  private final Map<String, String> environment;

  public UnattendedPassphrase(Map<String, String> environment) {
    this.environment = environment;
  }

  /** A passphrase and the words for where it came from; closing wipes it. */
  static final class Given implements AutoCloseable {

    private final Secret passphrase;
    private final String source;

    private Given(Secret passphrase, String source) {
      this.passphrase = passphrase;
      this.source = source;
    }

    Secret passphrase() {
      return passphrase;
    }

    String source() {
      return source;
    }

    @Override
    public void close() {
      passphrase.close();
    }
  }

  /**
   * The passphrase, or empty when none of the three is there.
   *
   * @throws ProblemException when one is there and cannot be used
   */
  Optional<Given> read() throws ProblemException {
    String descriptor = environment.get(DESCRIPTOR_VARIABLE);
    if (descriptor != null) {
      if (!descriptor.matches("[0-9]{1,9}")) {
        throw unusable(DESCRIPTOR_VARIABLE + " is not the number of a file descriptor");
      }
      return Optional.of(fromFile(opened(descriptor), "the descriptor in " + DESCRIPTOR_VARIABLE));
    }
    String value = environment.get(VARIABLE);
    if (value != null) {
      return Optional.of(given(Secret.ofString(value), VARIABLE));
    }
    String folder = environment.get("CREDENTIALS_DIRECTORY");
    if (folder != null && !folder.isEmpty()) {
      Path credential = Path.of(folder, CREDENTIAL);
      if (Files.exists(credential)) {
        return Optional.of(fromFile(credential, "the systemd credential " + CREDENTIAL));
      }
    }
    return Optional.empty();
  }

  /** A descriptor of the client, or of this process when it was started without one (proc(5)). */
  private Path opened(String descriptor) {
    String client = environment.get(CLIENT_VARIABLE);
    return client == null
        ? Path.of("/dev/fd", descriptor)
        : Path.of("/proc", client, "fd", descriptor);
  }

  private static Given fromFile(Path file, String source) throws ProblemException {
    byte[] buffer = new byte[MAX_LENGTH + 1];
    try (InputStream in = Files.newInputStream(file)) {
      int length = in.readNBytes(buffer, 0, buffer.length);
      if (length > MAX_LENGTH) {
        throw unusable(source + " holds more than " + MAX_LENGTH + " bytes");
      }
      length -= length > 0 && buffer[length - 1] == '\n' ? 1 : 0;
      length -= length > 0 && buffer[length - 1] == '\r' ? 1 : 0;
      return given(Secret.owning(Arrays.copyOf(buffer, length)), source);
    } catch (IOException unreadable) {
      throw unusable(source + " cannot be read");
    } finally {
      Arrays.fill(buffer, (byte) 0);
    }
  }

  private static Given given(Secret passphrase, String source) throws ProblemException {
    if (passphrase.isEmpty()) {
      throw unusable("the passphrase in " + source + " is empty: set it, or unset it to be asked");
    }
    return new Given(passphrase, source);
  }

  private static ProblemException unusable(String message) {
    return new ProblemException(Problem.of(ProblemCode.STORE_FAILED, message));
  }
}
