package dev.jvc.client.awsfiles;

import dev.jvc.client.shell.EnvironmentChange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;

/**
 * The AWS configuration that a command run by {@code jvc exec} sees instead of the person's own.
 *
 * <p>In every SDK a usable profile on disk wins over the container variables, so the command's
 * profile holds its region and output format only. Every other profile holds nothing but a {@code
 * credential_process} line and its region, because profiles that mix sources mean different things
 * to different SDKs.
 */
public final class ExecFiles {

  /** File systems allow 255 bytes, of which the endings take some. */
  private static final int LONGEST_STEM = 200;

  private static final int DIGEST_BYTES = 8;

  private final Path folder;

  /**
   * @param runtimeFolder the folder of the control socket, closed to other users
   */
  public ExecFiles(Path runtimeFolder) {
    this.folder = runtimeFolder.resolve("exec");
  }

  /**
   * One profile as it is written.
   *
   * @param region empty for none
   */
  public record Section(String profile, String region) {}

  /**
   * Writes the files of a profile, readable by this user only.
   *
   * @param slug the profile in the alphabet of paths
   * @param chosen the command's profile
   * @param outputFormat its output format, empty for none
   * @param others the other profiles; those whose names a parser could misread are left out
   * @param jvc the client's program
   * @return where the two files are
   */
  public Written write(
      String slug, Section chosen, String outputFormat, Iterable<Section> others, Path jvc)
      throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectory(folder, permissions("rwx------"));
    }
    String stem = stem(slug);
    Path config = folder.resolve(stem + ".config");
    Path credentials = folder.resolve(stem + ".credentials");
    replace(config, content(chosen, outputFormat, others, jvc.toString()));
    replace(credentials, "");
    return new Written(config, credentials);
  }

  /**
   * The slug, or, where that is longer than a file name may be, its beginning and a digest of it,
   * divided by what no slug contains.
   */
  private static String stem(String slug) {
    if (slug.length() <= LONGEST_STEM) {
      return slug;
    }
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(slug.getBytes(StandardCharsets.US_ASCII));
      return slug.substring(0, LONGEST_STEM - 2 - 2 * DIGEST_BYTES)
          + "~~"
          + HexFormat.of().formatHex(digest, 0, DIGEST_BYTES);
    } catch (NoSuchAlgorithmException absent) {
      throw new IllegalStateException("every JDK has SHA-256", absent);
    }
  }

  /** Where the generated files are. */
  public record Written(Path config, Path credentials) {

    /**
     * Makes the command see the files, and a jvc run by it the person's own.
     *
     * @param environment the environment that is changed
     */
    public void pointAt(EnvironmentChange change, String profile, Map<String, String> environment) {
      change.set(AwsFiles.CONFIG, config.toString());
      change.set(AwsFiles.CREDENTIALS, credentials.toString());
      AwsFiles.rememberOuter(change, profile, environment);
    }
  }

  static String content(Section chosen, String outputFormat, Iterable<Section> others, String jvc) {
    StringBuilder text =
        new StringBuilder("# Written by jvc exec for the programs it runs; changes are lost.\n");
    String settings = line("region", chosen.region()) + line("output", outputFormat);
    text.append("[default]\n").append(settings);
    if (!chosen.profile().equals("default") && isSafe(chosen.profile())) {
      text.append("\n[profile ").append(chosen.profile()).append("]\n").append(settings);
    }
    if (isSafe(jvc)) {
      for (Section other : others) {
        String name = other.profile();
        if (isSafe(name) && !name.equals("default") && !name.equals(chosen.profile())) {
          text.append("\n[profile ").append(name).append("]\ncredential_process = ");
          text.append(jvc).append(" credentials ").append(name).append('\n');
          text.append(line("region", other.region()));
        }
      }
    }
    return text.toString();
  }

  private static String line(String key, String value) {
    return isSafe(value) ? key + " = " + value + "\n" : "";
  }

  /**
   * Whether every SDK reads the text as it is, without quotes, also as a word of {@code
   * credential_process}, which some hand to a shell and others split themselves.
   */
  private static boolean isSafe(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean safe =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || "._-/@+=,:".indexOf(c) >= 0;
      if (!safe) {
        return false;
      }
    }
    return !text.isEmpty() && text.charAt(0) != '-';
  }

  private static void replace(Path file, String content) throws IOException {
    Path temporary =
        Files.createTempFile(file.getParent(), ".exec", ".tmp", permissions("rw-------"));
    try {
      Files.write(temporary, content.getBytes(StandardCharsets.UTF_8));
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private static FileAttribute<Set<PosixFilePermission>> permissions(String permissions) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
  }
}
