package dev.jvc.client.process;

import dev.jvc.client.awsfiles.AwsFiles;
import java.util.Map;

/** What of the person's environment the programs that the client starts may see. */
final class ChildEnvironment {

  /** Options for other JVMs, which every JVM announces on stderr. */
  private static final String[] JVM = {
    "JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS", "JDK_JAVA_OPTIONS", "CLASSPATH"
  };

  /** What only the client's launcher says to the client. */
  private static final String[] LAUNCHER = {
    "JVC_LAUNCHER_PID", "JVC_PARENT_PID", "JVC_TTY", "JVC_LC_ALL"
  };

  /** Secrets that must never reach the long-running daemon, which has no use for them. */
  private static final String[] SECRETS = {
    "AWS_ACCESS_KEY_ID",
    "AWS_SECRET_ACCESS_KEY",
    "AWS_SESSION_TOKEN",
    "AWS_SECURITY_TOKEN",
    "AWS_CONTAINER_AUTHORIZATION_TOKEN",
    "AWS_VAULT_FILE_PASSPHRASE",
    "JVC_FILE_PASSPHRASE",
    "JVC_MFA_TOKEN",
    "JVC_TICKET"
  };

  private ChildEnvironment() {}

  /**
   * Leaves what the vault process may see: the person's environment as it was, with their own AWS
   * files even from within {@code jvc exec}.
   */
  static void forVault(Map<String, String> environment) {
    AwsFiles.restoreOuter(environment);
    restoreLocale(environment);
    remove(environment, JVM);
    remove(environment, LAUNCHER);
  }

  /** Leaves what the daemon may see: the same without secrets. */
  static void forDaemon(Map<String, String> environment) {
    forVault(environment);
    remove(environment, SECRETS);
  }

  private static void restoreLocale(Map<String, String> environment) {
    String original = environment.get("JVC_LC_ALL");
    if (original == null) {
      return;
    }
    if (original.isEmpty()) {
      environment.remove("LC_ALL");
    } else {
      environment.put("LC_ALL", original);
    }
  }

  private static void remove(Map<String, String> environment, String[] names) {
    for (String name : names) {
      environment.remove(name);
    }
  }
}
