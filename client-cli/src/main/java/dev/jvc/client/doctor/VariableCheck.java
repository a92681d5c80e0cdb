package dev.jvc.client.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Variables that SDKs read in different ways, so that some would not find jvc. */
final class VariableCheck implements Check {

  private static final String NAME = "variables";
  private static final String RELATIVE = "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI";
  private static final String FULL = "AWS_CONTAINER_CREDENTIALS_FULL_URI";

  /** Those that some SDKs take for set when they are empty. */
  private static final List<String> EMPTY =
      List.of(
          "AWS_PROFILE",
          "AWS_DEFAULT_PROFILE",
          RELATIVE,
          FULL,
          "AWS_CONTAINER_AUTHORIZATION_TOKEN",
          "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
          "AWS_WEB_IDENTITY_TOKEN_FILE");

  private static final List<String> KEYS =
      List.of(
          "AWS_ACCESS_KEY_ID",
          "AWS_SECRET_ACCESS_KEY",
          "AWS_SESSION_TOKEN",
          "AWS_SECURITY_TOKEN",
          "AWS_CREDENTIAL_FILE");

  private final Map<String, String> environment;

  VariableCheck(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  @Override
  public List<Finding> look() {
    List<Finding> findings = new ArrayList<>();
    List<String> empty = EMPTY.stream().filter(this::isEmpty).toList();
    if (!empty.isEmpty()) {
      findings.add(
          Finding.problem(
              NAME,
              String.join(", ", empty) + " set and empty, which some SDKs stop at",
              "unset " + String.join(" ", empty)));
    }
    List<String> keys = KEYS.stream().filter(this::isSet).toList();
    if (!keys.isEmpty() && !isFrozenExec()) {
      findings.add(
          Finding.warning(
              NAME,
              String.join(", ", keys) + " set, which SDKs take before they ask jvc",
              "unset " + String.join(" ", keys)));
    }
    if (isSet(RELATIVE) && isSet(FULL)) {
      findings.add(
          Finding.problem(
              NAME,
              "both container URIs are set, of which SDKs take different ones",
              "unset " + RELATIVE));
    }
    if (isSet("AWS_PROFILE")
        && isSet("AWS_DEFAULT_PROFILE")
        && !value("AWS_PROFILE").equals(value("AWS_DEFAULT_PROFILE"))) {
      findings.add(
          Finding.problem(
              NAME,
              "AWS_PROFILE and AWS_DEFAULT_PROFILE name different profiles, of which SDKs take"
                  + " different ones",
              "unset AWS_DEFAULT_PROFILE"));
    }
    if (isSet(FULL) && proxied()) {
      findings.add(
          Finding.warning(
              NAME,
              "a proxy is set and NO_PROXY leaves 127.0.0.1 out, so some SDKs ask jvc through it",
              "export NO_PROXY=127.0.0.1,localhost no_proxy=127.0.0.1,localhost"));
    }
    if (findings.isEmpty()) {
      findings.add(Finding.ok(NAME, "none stands in the way of jvc"));
    }
    return findings;
  }

  private boolean proxied() {
    boolean proxy =
        List.of("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy").stream()
            .anyMatch(this::isSet);
    return proxy && !(excepts(value("NO_PROXY")) || excepts(value("no_proxy")));
  }

  private static boolean excepts(String list) {
    return list.equals("*") || ("," + list.replace(" ", "") + ",").contains(",127.0.0.1,");
  }

  /** Inside it the keys are jvc's own. */
  private boolean isFrozenExec() {
    return isSet("JVC_EXEC") && !isSet(FULL);
  }

  private boolean isSet(String name) {
    return !value(name).isEmpty();
  }

  private boolean isEmpty(String name) {
    return environment.containsKey(name) && value(name).isEmpty();
  }

  private String value(String name) {
    return environment.getOrDefault(name, "");
  }
}
