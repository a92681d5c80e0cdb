package dev.jvc.daemon.vault;

import dev.jvc.daemon.credential.BaseKey;
import dev.jvc.daemon.credential.Problem;
import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The key in the file that the AWS console offers for download.
 *
 * <p>The console has written {@code Access key ID,Secret access key} and, with a new user, {@code
 * User name,Password,Access key ID,Secret access key,Console login link}; columns are found by
 * name, and one key is expected.
 */
final class CsvKey implements KeySource {

  private static final int MAX_LENGTH = 64 * 1024;

  private final Path file;

  CsvKey(Path file) {
    this.file = file;
  }

  @Override
  public BaseKey read() throws ProblemException {
    try (CsvRows rows = CsvRows.parse(content())) {
      List<String> header =
          rows.isEmpty()
              ? List.of()
              : rows.texts(0).stream().map(name -> name.strip().toLowerCase(Locale.ROOT)).toList();
      int id = header.indexOf("access key id");
      int secret = header.indexOf("secret access key");
      if (id < 0 || secret < 0) {
        throw bad("has no columns Access key ID and Secret access key: download it again");
      }
      if (rows.count() == 1) {
        throw bad("holds no key: download it again");
      }
      if (rows.count() != 2) {
        throw bad("holds " + (rows.count() - 1) + " keys: keep the one to add");
      }
      if (rows.width(1) <= Math.max(id, secret)) {
        throw bad("has a shorter row than its header: download it again");
      }
      return KeyShape.key(rows.take(1, id), rows.take(1, secret));
    }
  }

  @Override
  public Optional<String> warning() {
    return Optional.of(file + " still holds the key in plaintext: delete it");
  }

  private byte[] content() throws ProblemException {
    byte[] buffer = new byte[MAX_LENGTH + 1];
    try (InputStream in = Files.newInputStream(file)) {
      int length = in.readNBytes(buffer, 0, buffer.length);
      if (length > MAX_LENGTH) {
        throw bad("is too long to be a key from the AWS console");
      }
      return Arrays.copyOf(buffer, length);
    } catch (NoSuchFileException missing) {
      throw bad("does not exist");
    } catch (AccessDeniedException denied) {
      throw bad("cannot be read: permission denied");
    } catch (IOException unreadable) {
      throw bad("cannot be read");
    } finally {
      Arrays.fill(buffer, (byte) 0);
    }
  }

  private ProblemException bad(String what) {
    return new ProblemException(Problem.of(ProblemCode.BAD_REQUEST, file + " " + what));
  }
}
