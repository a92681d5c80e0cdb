package dev.jvc.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NetworkVariablesTest {

  @Test
  void proxiesAndTheCertificateBundleAreKept() {
    Map<String, String> kept =
        Map.of(
            "AWS_CA_BUNDLE", "/etc/ssl/corp.pem",
            "HTTPS_PROXY", "http://proxy:3128",
            "https_proxy", "http://proxy:3128",
            "NO_PROXY", "127.0.0.1",
            "no_proxy", "127.0.0.1");

    assertEquals(kept, NetworkVariables.of(kept));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AWS_ACCESS_KEY_ID",
        "AWS_SECRET_ACCESS_KEY",
        "AWS_SESSION_TOKEN",
        "AWS_PROFILE",
        "AWS_CONFIG_FILE",
        "JVC_FILE_PASSPHRASE",
        "JVC_TICKET",
        "JAVA_TOOL_OPTIONS",
        "LD_PRELOAD",
        "PATH",
        "HOME",
      })
  void everythingElseIsDropped(String name) {
    assertEquals(Map.of(), NetworkVariables.of(Map.of(name, "value")));
  }
}
