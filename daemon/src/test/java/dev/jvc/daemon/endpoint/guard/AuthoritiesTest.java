package dev.jvc.daemon.endpoint.guard;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AuthoritiesTest {

  private final Authorities standard = new Authorities("127.0.0.1", 9911);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.0.0.1:9911",
        "localhost",
        "LOCALHOST:9911",
        "[::1]",
        "[::1]:9911",
        "::1"
      })
  void loopbackIsAllowedWithAndWithoutThePort(String host) {
    assertTrue(standard.allows(host));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "127.0.0.1:",
        "127.0.0.1:991",
        "127.0.0.1:09911",
        "127.0.0.2:9911",
        "::1:9911",
        "[::1",
        "localhost.",
        "evil.example:9911",
        "127.0.0.1 :9911",
        "127.0.0.1:9911/"
      })
  void everythingElseIsNot(String host) {
    assertFalse(standard.allows(host));
  }

  @Test
  void theConfiguredAddressIsAllowedToo() {
    Authorities second = new Authorities("127.0.0.2", 80);
    assertTrue(second.allows("127.0.0.2"));
    assertTrue(second.allows("127.0.0.2:80"));
    assertFalse(second.allows("127.0.0.3:80"));

    Authorities six = new Authorities("0:0:0:0:0:0:0:1", 80);
    assertTrue(six.allows("0:0:0:0:0:0:0:1"));
    assertTrue(six.allows("[0:0:0:0:0:0:0:1]:80"));
    assertTrue(six.allows("[::1]:80"));
  }

  @Test
  void aLinkLocalAddressHasNoOtherName() {
    Authorities metadata = new Authorities("169.254.169.254", 80);

    assertTrue(metadata.allows("169.254.169.254"));
    assertTrue(metadata.allows("169.254.169.254:80"));
    for (String other : new String[] {"127.0.0.1", "localhost:80", "::1", "169.254.170.2"}) {
      assertFalse(metadata.allows(other), other);
    }
  }
}
