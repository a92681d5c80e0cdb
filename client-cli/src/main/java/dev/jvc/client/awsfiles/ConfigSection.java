package dev.jvc.client.awsfiles;

import dev.jvc.client.outcome.ExitCode;
import dev.jvc.client.outcome.Failure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The section of a profile in the person's AWS configuration file, to which settings are added.
 *
 * <p>A setting that is there already with another value is never changed. The file is replaced
 * atomically and keeps its mode; a link stays a link.
 */
public final class ConfigSection {

  private static final Set<PosixFilePermission> PRIVATE =
      PosixFilePermissions.fromString("rw-------");

  private final Path file;
  private final String profile;

  private ConfigSection(Path file, String profile) {
    this.file = file;
    this.profile = profile;
  }

  /**
   * The section in the file that the environment names.
   *
   * @throws Failure when there is no such place, or the name cannot be written as a section
   */
  public static ConfigSection of(Map<String, String> environment, String profile) throws Failure {
    Path file = AwsFiles.config(environment);
    if (file == null) {
      throw Failure.of(ExitCode.FAILED, "HOME is not set: set it to your home folder");
    }
    for (char c : new char[] {'[', ']', '"', '\'', '\\', '#', ';'}) {
      if (profile.indexOf(c) >= 0) {
        throw Failure.usage("a profile with " + c + " in its name cannot be written into " + file);
      }
    }
    return new ConfigSection(file, profile);
  }

  /** The file. */
  public Path file() {
    return file;
  }

  /**
   * Those of the settings that the section does not have yet.
   *
   * @throws Failure when it has one of them with another value, or the file cannot be read
   */
  public Map<String, String> missing(Map<String, String> wanted) throws Failure {
    return missing(wanted, read());
  }

  /**
   * Adds settings.
   *
   * @return those that were added, the others being there already
   * @throws Failure when nothing was changed
   */
  public Map<String, String> add(Map<String, String> wanted) throws Failure {
    ConfigText text = read();
    Map<String, String> added = missing(wanted, text);
    if (added.isEmpty()) {
      return added;
    }
    text.add(profile, added);
    try {
      write(text.bytes());
    } catch (IOException impossible) {
      throw Failure.of(
          ExitCode.FAILED, "cannot write " + file + ": make it and its folder writable to you");
    }
    return added;
  }

  private Map<String, String> missing(Map<String, String> wanted, ConfigText text) throws Failure {
    Map<String, String> missing = new LinkedHashMap<>();
    for (Map.Entry<String, String> setting : wanted.entrySet()) {
      ConfigText.Setting there = text.find(profile, setting.getKey());
      if (there == null) {
        missing.put(setting.getKey(), setting.getValue());
      } else if (!there.value().equals(setting.getValue())) {
        throw Failure.of(
            ExitCode.FAILED,
            file
                + ":"
                + there.line()
                + " has "
                + setting.getKey()
                + " = "
                + there.value()
                + ": change it there, or leave --"
                + setting.getKey().replace('_', '-')
                + " out");
      }
    }
    return missing;
  }

  private ConfigText read() throws Failure {
    try {
      return ConfigText.of(Files.readAllBytes(file));
    } catch (NoSuchFileException none) {
      return ConfigText.of(new byte[0]);
    } catch (IOException unreadable) {
      throw Failure.of(ExitCode.FAILED, "cannot read " + file + ": make it readable to you");
    }
  }

  private void write(byte[] content) throws IOException {
    Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
    Path folder = target.getParent();
    if (folder == null) {
      throw new IOException("not a file");
    }
    Files.createDirectories(folder, permissions(PosixFilePermissions.fromString("rwx------")));
    Set<PosixFilePermission> mode =
        Files.exists(target) ? Files.getPosixFilePermissions(target) : PRIVATE;
    Path temporary = Files.createTempFile(folder, ".config.", ".tmp", permissions(PRIVATE));
    try {
      try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
        ByteBuffer left = ByteBuffer.wrap(content);
        while (left.hasRemaining()) {
          channel.write(left);
        }
        channel.force(true);
      }
      Files.setPosixFilePermissions(temporary, mode);
      Files.move(
          temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private static FileAttribute<Set<PosixFilePermission>> permissions(
      Set<PosixFilePermission> permissions) {
    return PosixFilePermissions.asFileAttribute(permissions);
  }
}
