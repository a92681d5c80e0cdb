package dev.jvc.sandbox.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a world may be described as, and who a role then trusts. */
final class WorldBuilderTest {
  private static final String HERE = "111122223333";
  private static final String THERE = "444455556666";

  static Stream<Arguments> bad_worlds() {
    return Stream.of(
        bad("an account id has 12 digits", world -> world.account("1", a -> a)),
        bad(
            "account 111122223333 is described twice",
            world -> world.account(HERE, a -> a).account(HERE, a -> a)),
        bad(
            "user me is described twice",
            world -> world.account(HERE, a -> a.user("me", u -> u).user("me", u -> u))),
        bad(
            "role Ops is described twice",
            world -> world.account(HERE, a -> a.role("Ops", r -> r).role("Ops", r -> r))),
        bad("a name has 1 to 64", world -> world.account(HERE, a -> a.user("", u -> u))),
        bad("a name has 1 to 64", world -> world.account(HERE, a -> a.role("a/b", r -> r))),
        bad(
            "a name has 1 to 64",
            world -> world.account(HERE, a -> a.user("me", u -> u.mfa("my phone")))),
        bad(
            "the max session duration of role Ops must be 1 h to 12 h",
            world ->
                world.account(HERE, a -> a.role("Ops", r -> r.maxSession(Duration.ofMinutes(59))))),
        bad(
            "the max session duration of role Ops must be 1 h to 12 h",
            world ->
                world.account(HERE, a -> a.role("Ops", r -> r.maxSession(Duration.ofHours(13))))),
        bad("mfa drift must be 1 to 100 windows, not 0", world -> world.mfaDrift(0)));
  }

  @ParameterizedTest
  @MethodSource("bad_worlds")
  void a_bad_value_is_refused_where_it_is_given(
      String message, UnaryOperator<WorldBuilder> description) {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class, () -> description.apply(World.builder()).build());
    assertTrue(String.valueOf(refused.getMessage()).startsWith(message), refused.getMessage());
  }

  @Test
  void the_drift_is_set_before_the_devices_exist() {
    WorldBuilder world = World.builder().account(HERE, a -> a.user("me", u -> u.mfa("me")));
    assertThrows(IllegalStateException.class, () -> world.mfaDrift(2));
  }

  @Test
  void names_are_looked_up_across_accounts_unless_ambiguous() {
    World world =
        World.builder()
            .account(HERE, a -> a.user("me", u -> u.key()).user("ann", u -> u))
            .account(THERE, a -> a.user("me", u -> u.key()).role("Ops", r -> r))
            .build();
    assertEquals("arn:aws:iam::444455556666:role/Ops", world.role("Ops").arn());
    assertEquals(THERE, world.account(THERE).user("me").accountId());
    assertThrows(IllegalArgumentException.class, () -> world.user("me"));
    assertThrows(NoSuchElementException.class, () -> world.user("bob"));
    assertThrows(NoSuchElementException.class, () -> world.account("999999999999"));
    assertThrows(NoSuchElementException.class, () -> world.user("ann").key());
    assertThrows(NoSuchElementException.class, () -> world.user("ann").mfa());
  }

  @Test
  void nothing_that_holds_a_secret_prints_it() {
    User me = World.example().user("me");
    assertFalse(me.key().toString().contains(me.key().secret()), "a secret was printed");
    assertTrue(me.key().toString().contains(me.key().id()));
  }

  static Stream<Arguments> trust() {
    String me = "arn:aws:iam::111122223333:user/me";
    String chief = "arn:aws:iam::111122223333:role/Chief";
    String stranger = "arn:aws:iam::444455556666:user/stranger";
    return Stream.of(
        trust(true, t -> t.thisAccount(), me),
        trust(false, t -> t.thisAccount(), stranger),
        trust(true, t -> t.account(THERE), stranger),
        trust(true, t -> t.user("me"), me),
        trust(false, t -> t.user("me"), chief),
        trust(true, t -> t.role("Chief"), chief),
        trust(false, t -> t.role("Chief"), me),
        trust(true, t -> t.principal(stranger).user("me"), stranger),
        trust(false, t -> t, me),
        trust(false, t -> t.thisAccount().withMfa(), me),
        trust(false, t -> t.thisAccount().externalId("x1"), me));
  }

  @ParameterizedTest
  @MethodSource("trust")
  void a_role_trusts_whom_its_policy_names(
      boolean expected, UnaryOperator<TrustBuilder> statement, String caller) {
    Role role =
        World.builder()
            .account(HERE, account -> account.role("Ops", r -> r.trust(statement)))
            .build()
            .role("Ops");
    String root = Account.rootArn(caller.substring(13, 25));
    assertEquals(expected, role.trusts(new Trust.Request(Set.of(caller, root), false, null)));
  }

  @Test
  void one_statement_that_allows_is_enough_but_one_must_allow_alone() {
    Role role =
        World.builder()
            .account(
                HERE,
                account ->
                    account.role(
                        "Ops",
                        r ->
                            r.trust(t -> t.user("me").withMfa())
                                .trust(t -> t.user("ann").externalId("x1"))))
            .build()
            .role("Ops");
    Set<String> me = Set.of("arn:aws:iam::111122223333:user/me");
    Set<String> ann = Set.of("arn:aws:iam::111122223333:user/ann");
    assertTrue(role.trusts(new Trust.Request(me, true, null)));
    assertTrue(role.trusts(new Trust.Request(ann, false, "x1")));
    assertFalse(role.trusts(new Trust.Request(me, false, "x1")));
    assertFalse(role.trusts(new Trust.Request(ann, true, null)));
  }

  private static Arguments bad(String message, UnaryOperator<WorldBuilder> description) {
    return Arguments.of(message, description);
  }

  private static Arguments trust(
      boolean expected, UnaryOperator<TrustBuilder> statement, String caller) {
    return Arguments.of(expected, statement, caller);
  }
}
