package dev.jvc.client.awsfiles;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The person's AWS configuration file, read for settings that are not the daemon's business. */
public final class AwsConfig {

  private AwsConfig() {}

  /**
   * The value of a setting of a profile, empty when there is none or the file cannot be read.
   *
   * @param environment says where the file is
   */
  public static String valueOf(Map<String, String> environment, String profile, String key) {
    Path file = AwsFiles.config(environment);
    if (file == null) {
      return "";
    }
    try {
      return ConfigText.of(Files.readAllBytes(file)).value(profile, key);
    } catch (IOException unreadable) {
      return "";
    }
  }
}
