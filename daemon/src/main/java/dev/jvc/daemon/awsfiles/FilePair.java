package dev.jvc.daemon.awsfiles;

import dev.jvc.daemon.credential.ProfileName;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The two files that stand in for the person's own.
 *
 * @param config for {@code AWS_CONFIG_FILE}
 * @param credentials for {@code AWS_SHARED_CREDENTIALS_FILE}
 */
public record FilePair(Path config, Path credentials) {

  /** File names end at 255 bytes, and the atomic write adds about 40. */
  private static final int LONGEST_STEM = 180;

  private static final int DIGEST_LENGTH = 16;

  /** The one pair of the desktop in its folder. */
  static FilePair desktop(Path folder) {
    return new FilePair(folder.resolve("config"), folder.resolve("credentials"));
  }

  /**
   * The pair of the commands of a profile, named by its slug.
   *
   * <p>Slugs that a file system might confuse (upper case) or refuse (too long) get a part of their
   * digest, divided by what no slug contains.
   */
  static FilePair exec(Path folder, ProfileName profile) {
    String slug = profile.slug();
    boolean plain =
        slug.length() <= LONGEST_STEM && slug.chars().noneMatch(c -> c >= 'A' && c <= 'Z');
    String stem = plain ? slug : shortened(slug);
    return new FilePair(folder.resolve(stem + ".config"), folder.resolve(stem + ".credentials"));
  }

  private static String shortened(String slug) {
    String digest = Mark.digest(slug.getBytes(StandardCharsets.US_ASCII));
    return slug.substring(0, Math.min(slug.length(), LONGEST_STEM - DIGEST_LENGTH - 2))
        + "~~"
        + digest.substring(0, DIGEST_LENGTH);
  }
}
