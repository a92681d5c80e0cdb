package dev.jvc.sandbox.json;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.jvc.sandbox.fault.Effect.Garbage.Kind;
import dev.jvc.sandbox.fault.Fault;
import dev.jvc.sandbox.world.Role;
import dev.jvc.sandbox.world.Trust;
import dev.jvc.sandbox.world.User;
import dev.jvc.sandbox.world.World;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Worlds and faults from JSON, good and bad. */
final class WorldJsonTest {
  private static final String SECRET = "a-toy-secret";

  @Test
  void a_whole_world_is_read() {
    World world =
        read(
            """
            {
              "chainingCapForSessionTokens": false,
              "accounts": [
                {
                  "id": "111122223333",
                  "users": [
                    {
                      "name": "me",
                      "accessKeyId": "AKIAEXAMPLEEXAMPLE01",
                      "secretAccessKey": "a-toy-secret",
                      "mfaDevice": "phone",
                      "mfaSeed": "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
                    },
                    { "name": "robot" }
                  ],
                  "roles": [
                    {
                      "name": "Developer",
                      "maxSessionSeconds": 7200,
                      "trust": [
                        { "mfa": true },
                        { "principals": ["arn:aws:iam::444455556666:root"], "externalId": "x1" }
                      ]
                    }
                  ]
                }
              ]
            }
            """);
    assertFalse(world.chainingCapForSessionTokens());
    User me = world.user("me");
    assertEquals("AKIAEXAMPLEEXAMPLE01", me.key().id());
    assertEquals(SECRET, me.key().secret());
    assertEquals("arn:aws:iam::111122223333:mfa/phone", me.mfa().serial());
    assertEquals("287082", me.mfa().code(Instant.ofEpochSecond(59)));
    assertTrue(world.user("robot").key().id().startsWith("AKIA"));
    assertEquals(List.of(), world.user("robot").devices());
    Role role = world.role("Developer");
    assertEquals(Duration.ofHours(2), role.maxSession());
    Set<String> here = Set.of("arn:aws:iam::111122223333:root");
    Set<String> there = Set.of("arn:aws:iam::444455556666:root");
    assertTrue(role.trusts(new Trust.Request(here, true, null)));
    assertFalse(role.trusts(new Trust.Request(here, false, null)));
    assertTrue(role.trusts(new Trust.Request(there, false, "x1")));
    assertFalse(role.trusts(new Trust.Request(there, true, null)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[] | the whole must be a JSON object",
        "{} | a world needs at least one account in \"accounts\"",
        "{'acounts':[]} | acounts is unknown; known are chainingCapForSessionTokens,",
        "{'accounts':{}} | accounts must be a list",
        "{'accounts':[7]} | accounts[0] must be a JSON object",
        "{'accounts':[{}]} | accounts[0].id is missing",
        "{'accounts':[{'id':111122223333}]} | accounts[0].id must be a text",
        "{'accounts':[{'id':'12'}]} | an account id has 12 digits, unlike '12'",
        "U{'name':'me','nam':'me'} | accounts[0].users[0].nam is unknown; known are",
        "U{'name':'a b'} | a name has 1 to 64 letters, digits or any of _+=,.@- unlike 'a b'",
        "U{'name':'me'},{'name':'me'} | user me is described twice",
        "U{'name':'me','accessKeyId':'AKIA'} | give user me both accessKeyId and secretAccessKey",
        "U{'name':'me','mfaSeed':'AAAA'} | user me has an mfaSeed but no mfaDevice",
        "U{'name':'me','mfaDevice':'me','mfaSeed':'AAAA'} | an mfaSeed has at least 16 bytes",
        "U{'name':'me','mfaDevice':'me','mfaSeed':'A1!'} | a base32 text has letters A to Z",
        "R{'name':'r','maxSessionSeconds':60} | the max session duration of role r must be 1 h",
        "R{'name':'r','maxSessionSeconds':'1h'} | accounts[0].roles[0].maxSessionSeconds",
        "R{'name':'r','trust':[{'mfa':1}]} | accounts[0].roles[0].trust[0].mfa must be",
        "R{'name':'r','trust':[{'principals':[1]}]} | accounts[0].roles[0].trust[0].princ",
        "{'accounts':[{'id':'111122223333'},{'id':'111122223333'}]} | account 111122223333 is desc",
        "{'accounts': | this is not JSON: "
      })
  void a_bad_world_is_refused_with_the_place(String shorthand, String message) {
    String json =
        switch (shorthand.charAt(0)) {
          case 'U' -> account("users", shorthand.substring(1));
          case 'R' -> account("roles", shorthand.substring(1));
          default -> shorthand;
        };
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> read(json.replace('\'', '"')));
    String text = String.valueOf(refused.getMessage());
    assertTrue(text.startsWith(message), text);
  }

  static Stream<Fault> every_fault() {
    return Stream.of(
        Fault.down(),
        Fault.slow(Duration.ofMillis(250)),
        Fault.throttled().on("AssumeRole").next(3),
        Fault.serverError(503).next(1),
        Fault.garbage(Kind.CAPTIVE_PORTAL),
        Fault.garbage(Kind.TRUNCATED),
        Fault.garbage(Kind.EMPTY).on("GetSessionToken"),
        Fault.wrongClock(Duration.ofHours(-2)),
        Fault.expired(),
        Fault.otherRole("arn:aws:iam::999999999999:role/Mallory"));
  }

  @ParameterizedTest
  @MethodSource("every_fault")
  void a_fault_is_read_as_it_is_written(Fault fault) throws Exception {
    String json = JSON.std.asString(FaultJson.write(fault));
    assertEquals(List.of(fault), FaultJson.read(json));
  }

  @ParameterizedTest
  @CsvSource({"MZXW6YTBOI======, foobar", "mzxw6ytboi, foobar", "MZXW6===, foo", "MZXQ====, fo"})
  void base32_is_that_of_rfc_4648(String encoded, String plain) {
    assertArrayEquals(plain.getBytes(StandardCharsets.US_ASCII), Base32.decode(encoded));
  }

  private static String account(String field, String members) {
    return "{'accounts':[{'id':'111122223333','" + field + "':[" + members + "]}]}";
  }

  private static World read(String json) {
    return WorldJson.read(json, World.builder());
  }
}
