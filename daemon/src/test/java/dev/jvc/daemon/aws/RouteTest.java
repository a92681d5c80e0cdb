package dev.jvc.daemon.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RouteTest {

  private static final String STS = "https://sts.eu-west-2.amazonaws.com";

  private static String proxy(Map<String, String> environment, String endpoint) {
    return Route.of(environment).proxyTo(URI.create(endpoint)).map(URI::toString).orElse("none");
  }

  @Test
  void withoutVariablesTheWayIsDirect() {
    assertEquals("none", proxy(Map.of(), STS));
    assertEquals("none", proxy(Map.of("https_proxy", ""), STS));
  }

  @Test
  void theSchemeOfTheEndpointChoosesTheVariable() {
    Map<String, String> both =
        Map.of("HTTPS_PROXY", "http://one:3128", "HTTP_PROXY", "http://two:3128");
    assertEquals("http://one:3128", proxy(both, STS));
    assertEquals("http://two:3128", proxy(both, "http://example.com"));
  }

  @Test
  void lowerCaseWinsAndASchemeIsNotNeeded() {
    assertEquals(
        "http://lower:3128",
        proxy(Map.of("https_proxy", "lower:3128", "HTTPS_PROXY", "http://upper:3128"), STS));
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://127.0.0.1:4566", "http://localhost:4566", "https://[::1]:8443"})
  void loopbackIsNeverReachedThroughAProxy(String endpoint) {
    assertEquals("none", proxy(Map.of("http_proxy", "p:1", "https_proxy", "p:1"), endpoint));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "*|none",
        "amazonaws.com|none",
        ".amazonaws.com|none",
        "*.amazonaws.com|none",
        "STS.EU-WEST-2.AMAZONAWS.COM|none",
        "other.example, amazonaws.com|none",
        "sts.eu-west-2.amazonaws.com:443|none",
        "sts.eu-west-2.amazonaws.com:8443|http://p:1",
        "onaws.com|http://p:1",
        "eu-west-2|http://p:1",
        "localhost|http://p:1",
      })
  void noProxyNamesHostsAndTheirSubdomains(String noProxy, String expected) {
    assertEquals(expected, proxy(Map.of("HTTPS_PROXY", "p:1", "NO_PROXY", noProxy), STS));
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://", "http://user:test-secret@", "a b c", "http://[oops"})
  void aBadProxyIsNamedByItsVariableOnly(String value) {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> Route.of(Map.of("HTTPS_PROXY", value)));
    String message = String.valueOf(refused.getMessage());
    assertEquals("HTTPS_PROXY is not a URL such as http://proxy.example:3128", message);
    assertFalse(message.contains("test-secret"));
  }
}
