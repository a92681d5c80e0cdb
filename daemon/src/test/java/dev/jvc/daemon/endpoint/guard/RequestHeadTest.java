package dev.jvc.daemon.endpoint.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RequestHeadTest {

  private static RequestHead head(String... lines) {
    return head(RequestRules.CONTAINER, lines);
  }

  private static RequestHead head(RequestRules rules, String... lines) {
    RequestHead head = new RequestHead(new Authorities("127.0.0.1", 9911), rules);
    for (String line : lines) {
      // Surrounded by other bytes, as in a buffer.
      byte[] bytes = ("#" + line + "#").getBytes(StandardCharsets.ISO_8859_1);
      if (!head.line(bytes, 1, bytes.length - 1)) {
        break;
      }
    }
    return head;
  }

  private static @Nullable Refusal verdict(String... lines) {
    return head(lines).verdict();
  }

  @Test
  void aPlainRequestIsLetIn() {
    assertNull(verdict("GET /v1/credentials/a.b_c~20-d HTTP/1.1", "Host: 127.0.0.1:9911"));
    assertNull(verdict("GET / HTTP/1.1", "Host: 127.0.0.1:9911"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "GET",
        "GET ",
        "GET /",
        "GET / ",
        "GET / HTTP/1.1 ",
        "GET  / HTTP/1.1",
        "GET /  HTTP/1.1",
        " GET / HTTP/1.1",
        "GET\t/ HTTP/1.1",
        "GET / HTTP/1.2",
        "GET / HTTP/2.0",
        "GET / HTTP/0.9",
        "GET / http/1.1",
        "GET / HTTP/1.10",
        "GET / HTTP/1",
        "GET / ICY/1.1",
        "G(T / HTTP/1.1",
        "GET\u0000 / HTTP/1.1",
        "PRI * HTTP/2.0"
      })
  void aMalformedRequestLineIsRefusedAtOnce(String line) {
    assertEquals(Refusal.MALFORMED, verdict(line));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//",
        "//a",
        "/a//b",
        "/a//",
        "/.",
        "/..",
        "/...",
        "/a/..",
        "/a/./b",
        "/../a",
        "/a%20",
        "/%",
        "/a;b",
        "/a?b",
        "/a?",
        "/a#b",
        "/a\\b",
        "/a+b",
        "/a:b",
        "/a@b",
        "/a,b",
        "/a\u00e9",
        "/a\u0000",
        "*",
        "a",
        "127.0.0.1:80",
        "http://127.0.0.1/",
        "HTTP://evil.example/a"
      })
  void aTargetThatIsNoPlainPathIsRefused(String target) {
    assertEquals(Refusal.TARGET, verdict("GET " + target + " HTTP/1.1", "Host: 127.0.0.1"));
  }

  @Test
  void aDoubledFirstSlashIsLetInWhereClientsWriteIt() {
    String host = "Host: 127.0.0.1";
    for (String target : List.of("//latest/api/token", "/latest/meta-data/", "//a/", "/")) {
      assertNull(
          head(RequestRules.METADATA, "PUT " + target + " HTTP/1.1", host).verdict(), target);
    }
    for (String target :
        List.of("//", "///a", "//a//b", "//a//", "//.", "//..", "//../a", "//evil.example:80/")) {
      assertEquals(
          Refusal.TARGET,
          head(RequestRules.METADATA, "GET " + target + " HTTP/1.1", host).verdict(),
          target);
    }
    assertEquals(Refusal.METHOD, head(RequestRules.METADATA, "POST / HTTP/1.1", host).verdict());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no colon",
        ": no name",
        " folded",
        "\tfolded",
        "Name : value",
        "Na me: value",
        "Name\t: value",
        "Na\u0000me: value",
        "N\u00e4me: value",
        "Name: va\u0000lue",
        "Name: va\rlue",
        "Name: va\u007flue",
        "Name: va\u001blue",
        "Na(me: value"
      })
  void aMalformedHeaderIsRefusedAtOnce(String line) {
    assertEquals(Refusal.MALFORMED, verdict("GET / HTTP/1.1", line, "Host: 127.0.0.1"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Name:",
        "Name: ",
        "Name:value",
        "Name: a\tb",
        "Name: gr\u00fc\u00dfe",
        "x!#$%&'*+-.^_`|~1: value",
        "Origins: x",
        "Secret: x",
        "Viable: x",
        "X-Forwarded: x",
        "Refererx: x",
        "Teapot: x",
        "Accept: text/html",
        "Connection: keep-alive"
      })
  void anUnusualHeaderIsLetIn(String line) {
    assertNull(verdict("GET / HTTP/1.1", "Host: 127.0.0.1", line));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET / HTTP/1.1 | Accept: x | HOST_COUNT",
        "GET / HTTP/1.1 | Host: evil.example | HOST",
        "GET / HTTP/1.1 | Host: 127.0.0.1:80 | HOST",
        "POST / HTTP/1.1 | Host: 127.0.0.1 | METHOD",
        "get / HTTP/1.1 | Host: 127.0.0.1 | METHOD",
        "TRACE / HTTP/1.1 | Host: 127.0.0.1 | METHOD",
      })
  void eachRuleHasItsRefusal(String first, String second, Refusal expected) {
    assertEquals(expected, verdict(first, second));
  }

  @Test
  void theWorstThingIsNamedFirst() {
    assertEquals(
        Refusal.HOST_COUNT,
        verdict("POST / HTTP/1.1", "Host: a", "Host: b", "Origin: x", "Content-Length: 1"));
    assertEquals(
        Refusal.HOST, verdict("POST / HTTP/1.1", "Host: a", "Origin: x", "Content-Length: 1"));
    assertEquals(
        Refusal.BROWSER, verdict("POST / HTTP/1.1", "Host: ::1", "Origin: x", "Content-Length: 1"));
    assertEquals(Refusal.METHOD, verdict("POST / HTTP/1.1", "Host: ::1", "Content-Length: 1"));
    assertEquals(Refusal.BODY, verdict("GET / HTTP/1.1", "Host: ::1", "Content-Length: 1"));
  }

  @Test
  void contentLengthAndTransferEncodingTogetherAreABody() {
    assertEquals(
        Refusal.BODY,
        verdict("GET / HTTP/1.1", "Host: ::1", "Content-Length: 0", "Transfer-Encoding: identity"));
    assertEquals(
        Refusal.BODY,
        verdict("GET / HTTP/1.1", "Host: ::1", "Content-Length: 0", "Content-Length: 4"));
  }

  @Test
  void aHeadWithoutAnyLineIsMalformed() {
    assertEquals(Refusal.MALFORMED, verdict());
  }

  @Test
  void closingFollowsTheConnectionHeaderAndTheVersion() {
    assertFalse(head("GET / HTTP/1.1", "Host: ::1").wantsClose());
    assertTrue(head("GET / HTTP/1.1", "Host: ::1", "CONNECTION: Close").wantsClose());
    assertTrue(head("GET / HTTP/1.0", "Host: ::1", "Connection: keep-alive").wantsClose());
    assertTrue(head("GET / HTTP/1.0").isVersion10());
    assertTrue(head("HEAD / HTTP/1.1").isHead());
  }
}
