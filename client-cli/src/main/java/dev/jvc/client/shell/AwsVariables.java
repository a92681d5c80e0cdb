package dev.jvc.client.shell;

import dev.jvc.client.protocol.ClientToken;
import dev.jvc.client.protocol.SessionKeys;
import java.util.List;
import java.util.Map;

/** The variables through which SDKs find credentials, and those that would win over them. */
public final class AwsVariables {

  /** Every variable by which an SDK would find other credentials than the ones wanted. */
  private static final List<String> COMPETING =
      List.of(
          "AWS_ACCESS_KEY_ID",
          "AWS_SECRET_ACCESS_KEY",
          "AWS_SESSION_TOKEN",
          "AWS_SECURITY_TOKEN",
          "AWS_CREDENTIAL_EXPIRATION",
          "AWS_SESSION_EXPIRATION",
          "AWS_ACCOUNT_ID",
          "AWS_CREDENTIAL_FILE",
          "AWS_PROFILE",
          "AWS_DEFAULT_PROFILE",
          "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
          "AWS_CONTAINER_CREDENTIALS_FULL_URI",
          "AWS_CONTAINER_AUTHORIZATION_TOKEN",
          "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
          "AWS_CONTAINER_SERVICE_ENDPOINT",
          "AWS_WEB_IDENTITY_TOKEN_FILE",
          "AWS_ROLE_ARN",
          "AWS_ROLE_SESSION_NAME",
          // Lets the start files of a shell decide anew.
          "JVC_SETUP");

  /**
   * What no program run by {@code jvc exec} has a use for: the stores' secrets, jvc's own words.
   */
  private static final List<String> PRIVATE =
      List.of(
          "JVC_FILE_PASSPHRASE",
          "JVC_MFA_TOKEN",
          "JVC_TICKET",
          "JVC_BIN",
          "JVC_LAUNCHER_PID",
          "JVC_PARENT_PID",
          "JVC_LC_ALL",
          "JVC_TTY",
          "AWS_VAULT_FILE_PASSPHRASE");

  private static final String LOOPBACK = "127.0.0.1,localhost";

  private AwsVariables() {}

  /**
   * Points SDKs at the daemon's endpoint.
   *
   * @param tokenFile whether the token is given as a file instead of in a variable
   * @param environment the environment that is changed
   */
  public static EnvironmentChange container(
      ClientToken token, boolean tokenFile, Map<String, String> environment) {
    EnvironmentChange change = new EnvironmentChange();
    change.set("AWS_CONTAINER_CREDENTIALS_FULL_URI", token.uri());
    if (tokenFile) {
      change.set("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", token.tokenFile());
    } else {
      change.set("AWS_CONTAINER_AUTHORIZATION_TOKEN", token.reveal());
    }
    region(change, token.region());
    // Some SDKs would send even a request to loopback through a proxy.
    change.set("NO_PROXY", withLoopback(environment, "NO_PROXY", "no_proxy"));
    change.set("no_proxy", withLoopback(environment, "no_proxy", "NO_PROXY"));
    return change.remove(COMPETING);
  }

  /** Gives keys that nobody renews. */
  public static EnvironmentChange frozen(SessionKeys keys, String region) {
    EnvironmentChange change = new EnvironmentChange();
    change.set("AWS_ACCESS_KEY_ID", keys.accessKeyId());
    change.set("AWS_SECRET_ACCESS_KEY", keys.revealSecretAccessKey());
    change.setIfAny("AWS_SESSION_TOKEN", keys.revealSessionToken());
    change.setIfAny("AWS_CREDENTIAL_EXPIRATION", keys.expiration());
    region(change, region);
    return change;
  }

  /** Takes away whatever competes with what the change sets. */
  public static void removeCompeting(EnvironmentChange change) {
    change.remove(COMPETING);
  }

  /** Takes away what is not for the command's eyes. */
  public static void removePrivate(EnvironmentChange change) {
    change.remove(PRIVATE);
  }

  private static void region(EnvironmentChange change, String region) {
    change.setIfAny("AWS_REGION", region);
    change.setIfAny("AWS_DEFAULT_REGION", region);
  }

  private static String withLoopback(Map<String, String> environment, String name, String other) {
    String value = environment.getOrDefault(name, "");
    if (value.isEmpty()) {
      value = environment.getOrDefault(other, "");
    }
    if (value.isEmpty()) {
      return LOOPBACK;
    }
    boolean known = ("," + value + ",").contains("," + LOOPBACK + ",") || value.equals("*");
    return known ? value : value + "," + LOOPBACK;
  }
}
