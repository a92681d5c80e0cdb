package dev.jvc.client.process.service;

import java.util.Map;
import java.util.TreeMap;

/**
 * Those variables of a shell that a service started elsewhere would miss: where files are, and how
 * AWS is reached. None of them is a secret, but a proxy's address may hold a password, so that
 * files with them are private.
 */
public final class KeptVariables {

  private static final String[] NAMES = {
    "ALL_PROXY",
    "AWS_CA_BUNDLE",
    "AWS_CONFIG_FILE",
    "AWS_ENDPOINT_URL",
    "AWS_ENDPOINT_URL_STS",
    "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS",
    "AWS_SHARED_CREDENTIALS_FILE",
    "HTTPS_PROXY",
    "HTTP_PROXY",
    "JVC_CONFIG",
    "NO_PROXY",
    "XDG_CONFIG_HOME",
    "XDG_DATA_HOME",
    "XDG_STATE_HOME",
    "all_proxy",
    "http_proxy",
    "https_proxy",
    "no_proxy"
  };

  private KeptVariables() {}

  /** Those that are set, by name; one with a line end is left out, since no file could hold it. */
  public static Map<String, String> of(Map<String, String> environment) {
    Map<String, String> kept = new TreeMap<>();
    for (String name : NAMES) {
      String value = environment.getOrDefault(name, "");
      if (!value.isEmpty() && value.chars().noneMatch(Character::isISOControl)) {
        kept.put(name, value);
      }
    }
    return kept;
  }
}
