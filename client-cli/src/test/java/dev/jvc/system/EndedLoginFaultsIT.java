package dev.jvc.system;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A login that ends, by its time or by a command, while programs go on asking. */
final class EndedLoginFaultsIT {

  /** A session is handed out until a minute before its end, so this login holds some seconds. */
  private static final Duration SHORTEST = Duration.ofSeconds(64);

  private static final Refused NEEDED =
      Refused.with(4, "profile cold needs a login: run jvc login cold", "jvc login cold");

  private final Machine machine;

  EndedLoginFaultsIT() throws IOException {
    this.machine = Machine.create();
    machine.awsConfig(
        """
        [profile base]
        region = eu-west-2

        [profile warm]
        source_profile = base
        role_arn = arn:aws:iam::111122223333:role/NoMfa
        role_session_name = warm

        [profile cold]
        source_profile = base
        role_arn = arn:aws:iam::111122223333:role/NoMfa
        role_session_name = cold
        """);
  }

  @BeforeEach
  void logIn() throws Exception {
    assertEquals(0, machine.add("base", machine.aws().world().user("robot")).exit());
    NEEDED.check(machine.jvc("credentials", "cold"));
    assertEquals(0, machine.login("base", "").exit());
    assertEquals(0, machine.jvc("credentials", "warm").exit());
  }

  @AfterEach
  void stop() throws IOException {
    machine.close();
  }

  @Test
  void aLoginWhoseTimeIsUpAsksForTheNext() throws Exception {
    depositLoginFor(SHORTEST);

    await("the login ends")
        .atMost(SHORTEST)
        .until(() -> machine.jvc("list", "--json").out().contains("\"needed\""));
    for (String verb : new String[] {"credentials", "export", "whoami", "exec"}) {
      Refused.with(4, "the login of profile cold has ended: run jvc login cold", "jvc login cold")
          .check(machine.jvc(verb, "cold"));
    }
    assertEquals(0, machine.jvc("credentials", "warm").exit(), "what was had is served on");

    assertEquals(0, machine.login("base", "").exit());
    assertEquals(0, machine.jvc("credentials", "cold").exit());
  }

  @Test
  void aLogoutAndALockAreObeyedAtOnce() throws Exception {
    assertEquals(0, machine.jvc("logout", "base").exit());
    NEEDED.check(machine.jvc("credentials", "cold"));
    assertEquals(0, machine.login("base", "").exit());

    assertEquals(0, machine.jvc("lock").exit());
    NEEDED.check(machine.jvc("credentials", "cold"));
    assertEquals(0, machine.login("base", "").exit());
    assertEquals(0, machine.jvc("credentials", "cold").exit());
  }

  /** Does what the vault process does, with a session that ends sooner than AWS ever makes one. */
  private void depositLoginFor(Duration life) throws IOException, InterruptedException {
    String session = machine.jvc("credentials", "warm").out();
    String ticket =
        member(
            "ticket",
            ask(
                "/v1/tasks",
                "{\"task\":\"login\",\"profile\":\"base\",\"force\":true,\"pid\":"
                    + ProcessHandle.current().pid()
                    + "}"));
    Instant end = InstantSource.system().instant().plus(life).truncatedTo(ChronoUnit.SECONDS);
    String answer =
        ask(
            "/v1/tasks/" + ticket + "/deposit",
            "{\"accessKeyId\":\""
                + member("AccessKeyId", session)
                + "\",\"secretAccessKey\":\""
                + member("SecretAccessKey", session)
                + "\",\"sessionToken\":\""
                + member("SessionToken", session)
                + "\",\"expiration\":\""
                + end
                + "\",\"accountId\":\"111122223333\",\"arn\":\"arn:aws:iam::111122223333:user/robot\"}");
    assertTrue(answer.startsWith("{\"profile\":\"base\",\"expiration\":\"" + end), answer);
  }

  private String ask(String path, String body) throws IOException, InterruptedException {
    Machine.Result answer =
        machine.run(
            Map.of(),
            body,
            List.of(
                "curl",
                "-sS",
                "--unix-socket",
                machine.controlSocket().toString(),
                "-H",
                "Content-Type: application/json",
                "--data-binary",
                "@-",
                "http://localhost" + path));
    assertEquals(0, answer.exit(), answer.err());
    return answer.out();
  }

  private static String member(String name, String json) {
    Matcher found = Pattern.compile("\"" + name + "\":\"([^\"]*)\"").matcher(json);
    assertTrue(found.find(), "no " + name);
    return found.group(1);
  }
}
