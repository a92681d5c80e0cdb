package dev.jvc.system;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.sandbox.fault.Effect.Garbage;
import dev.jvc.sandbox.fault.Fault;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever AWS or the network does, a command says it in one sentence, and credentials that were
 * had before go on being served.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AwsFaultsIT {

  private static final String NOT_STS =
      "what answers as 127.0.0.1 is not sts: sign in to the network if it has a sign-in page, or"
          + " check the proxy";

  private static final String PERSONAL =
      """
      [profile personal]
      region = eu-west-2
      mfa_serial = arn:aws:iam::111122223333:mfa/me
      role_arn = arn:aws:iam::111122223333:role/Developer

      [profile key]
      region = eu-west-2
      mfa_serial = arn:aws:iam::111122223333:mfa/me
      """;

  private static final String COLD =
      """

      [profile NAME]
      source_profile = key
      role_arn = arn:aws:iam::111122223333:role/NoMfa
      role_session_name = NAME
      """;

  private final Machine machine;
  private Belongings belongings;

  /** What {@code jvc credentials personal} printed while all was well. */
  private String served = "";

  AwsFaultsIT() throws IOException {
    this.machine = Machine.createWithManyCodes();
    StringBuilder config = new StringBuilder(PERSONAL);
    // A profile for each fault, because the daemon does not ask AWS again at once after a failure.
    faults().map(Case::cold).forEach(name -> config.append(COLD.replace("NAME", name)));
    machine.awsConfig(config.toString());
    this.belongings = Belongings.of(machine);
  }

  @BeforeAll
  void logIn() throws Exception {
    assertEquals(0, machine.add("personal").exit());
    assertEquals(0, machine.add("key").exit());
    assertEquals(0, machine.login("personal").exit());
    assertEquals(0, machine.login("key").exit());
    served = machine.jvc("credentials", "personal").out();
    assertTrue(served.contains("AccessKeyId"), "nothing is served");
    belongings = Belongings.of(machine);
  }

  @AfterEach
  void nothingIsLost() throws Exception {
    machine.aws().faults().clear();
    belongings.checkUntouched();
  }

  @AfterAll
  void everythingWorksOnceAwsDoes() throws Exception {
    try (machine) {
      Machine.Result login = login();
      assertEquals(0, login.exit(), login.toString());
      for (Case fault : faults().toList()) {
        // A refusal is believed for half a minute before AWS is asked again.
        await(fault.name())
            .atMost(Duration.ofMinutes(2))
            .until(() -> machine.jvc("credentials", fault.cold()).exit() == 0);
      }
    }
  }

  record Case(String name, Fault fault, Refused login, Refused vending) {

    static Case both(String name, Fault fault, Refused refused) {
      return new Case(name, fault, refused, refused);
    }

    /** A profile whose session nobody has asked for. */
    String cold() {
      return name.replace(' ', '-');
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static Stream<Case> faults() {
    return Stream.of(
        Case.both(
            "the connection is cut",
            Fault.down(),
            Refused.with(1, "127.0.0.1 cannot be reached: check the network")),
        Case.both(
            "throttled",
            Fault.throttled(),
            Refused.with(1, "127.0.0.1 throttles this account at present: try again in a minute")),
        Case.both(
            "500",
            Fault.serverError(500),
            Refused.with(1, "127.0.0.1 fails at present: try again later")),
        Case.both(
            "503",
            Fault.serverError(503),
            Refused.with(1, "127.0.0.1 fails at present: try again later")),
        Case.both(
            "a sign-in page", Fault.garbage(Garbage.Kind.CAPTIVE_PORTAL), Refused.with(1, NOT_STS)),
        Case.both(
            "half an answer", Fault.garbage(Garbage.Kind.TRUNCATED), Refused.with(1, NOT_STS)),
        Case.both("an empty answer", Fault.garbage(Garbage.Kind.EMPTY), Refused.with(1, NOT_STS)),
        Case.both(
            "a clock an hour ahead",
            Fault.wrongClock(Duration.ofHours(1)),
            Refused.with(6, "this machine's clock is 60 minutes behind AWS: set it")),
        Case.both(
            "a session that has ended",
            Fault.expired(),
            Refused.with(
                1, "AWS answered with a session that has ended: check this machine's clock")),
        Case.both(
            "no answer in time",
            Fault.slow(Duration.ofMinutes(2)),
            Refused.with(1, "127.0.0.1 does not answer: check the network")));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void aFaultOfAwsIsSaidAndTheCachedSessionIsServedOn(Case fault) throws Exception {
    machine.aws().faults().inject(fault.fault());

    fault.login().check(login());
    fault.vending().check(machine.jvc("credentials", fault.cold()));
    assertServedAsBefore();
  }

  @Test
  void anAddThatCannotAskAwsStoresNothingAndSaysHowToDoWithout() throws Exception {
    machine.aws().faults().inject(Fault.down());

    Refused.with(
            1,
            "127.0.0.1 cannot be reached: check the network; --no-verify stores the key without"
                + " asking AWS",
            "jvc add --no-verify personal")
        .check(machine.add("personal"));
    assertServedAsBefore();
  }

  @Test
  void theStatusSaysThatAwsIsAway() throws Exception {
    machine.aws().faults().inject(Fault.down());
    assertEquals(1, machine.jvc("whoami", "personal").exit());

    Machine.Result status = machine.jvc("status");

    assertEquals(0, status.exit(), status.toString());
    assertTrue(status.out().contains("AWS       unreachable\n"), status.toString());
    machine.aws().faults().clear();
    assertEquals(0, machine.jvc("whoami", "personal").exit());
    assertTrue(machine.jvc("status").out().contains("AWS       reachable\n"));
  }

  @Test
  void aPortWhereNobodyListensIsUnreachable() throws Exception {
    try (Machine offline = Machine.create()) {
      offline.environment().put("AWS_ENDPOINT_URL_STS", "http://127.0.0.1:9");
      assertEquals(
          0,
          offline
              .run(
                  Map.of(
                      "AWS_ACCESS_KEY_ID", offline.aws().world().user("me").key().id(),
                      "AWS_SECRET_ACCESS_KEY", offline.aws().world().user("me").key().secret(),
                      "JVC_FILE_PASSPHRASE", Machine.PASSPHRASE),
                  "",
                  Machine.jvcCommand("add", "personal", "--env", "--no-verify"))
              .exit());

      Refused.with(1, "127.0.0.1 cannot be reached: check the network")
          .check(offline.login("personal", "123456"));
    }
  }

  private Machine.Result login() throws IOException, InterruptedException {
    String code = machine.aws().world().user("me").mfa().nextUnusedCode();
    return machine.run(
        Map.of("JVC_FILE_PASSPHRASE", Machine.PASSPHRASE),
        code + "\n",
        Machine.jvcCommand("login", "personal", "--force"));
  }

  private void assertServedAsBefore() throws IOException, InterruptedException {
    for (String verb : List.of("credentials", "export")) {
      Machine.Result result = machine.jvc(verb, "personal");
      assertEquals(0, result.exit(), verb + ": " + result.err());
      assertEquals("", result.err(), verb);
    }
    assertEquals(served, machine.jvc("credentials", "personal").out());
  }
}
