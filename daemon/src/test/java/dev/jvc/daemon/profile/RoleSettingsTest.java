package dev.jvc.daemon.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jvc.daemon.credential.LoginRequest;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.credential.RoleRequest;
import dev.jvc.daemon.profile.ProfileSettings.Setting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is asked of STS for a role. */
final class RoleSettingsTest {

  private static final String ROLE =
      "[profile a]\nrole_arn = arn:aws:iam::111122223333:role/team/A\n";

  @TempDir private Path folder;
  private AwsHome home;

  @BeforeEach
  void makeHome() {
    home = new AwsHome(folder);
  }

  private RoleRequest role(String setting) throws ProblemException {
    home.config(ROLE + setting + "\n");
    return home.plan("a").roles().getFirst();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "role_arn = arn:aws:iam::1:role/A | role_arn is not the ARN of a role"
            + " (arn:aws:iam::ACCOUNT:role/NAME)",
        "role_arn = arn:aws:iam::111122223333:user/A | role_arn is not the ARN of a role"
            + " (arn:aws:iam::ACCOUNT:role/NAME)",
        "duration_seconds = 899 | duration_seconds is not a number of seconds from 900 to 43200 (12"
            + " hours)",
        "duration_seconds = 43201 | duration_seconds is not a number of seconds from 900 to 43200"
            + " (12 hours)",
        "duration_seconds = 1h | duration_seconds is not a number of seconds from 900 to 43200 (12"
            + " hours)",
        "duration_seconds = 99999999999999999999 | duration_seconds is not a number of seconds from"
            + " 900 to 43200 (12 hours)",
        "duration_seconds = ٩٠٠ | duration_seconds is not a number of seconds from 900 to 43200 (12"
            + " hours)",
        "mfa_serial = short | mfa_serial is not the ARN or serial number of an MFA device",
        "mfa_serial = arn:aws:iam::1:mfa/with blank | mfa_serial is not the ARN or serial number of"
            + " an MFA device",
        "external_id = x | external_id is not 2 to 1224 letters, digits or any of _+=,.@:/-",
        "external_id = a b | external_id is not 2 to 1224 letters, digits or any of _+=,.@:/-",
        "role_session_name = a b | role_session_name is not 2 to 64 letters, digits or any of"
            + " _+=,.@-",
        "source_identity = a/b | source_identity is not 2 to 64 letters, digits or any of _+=,.@-",
        "session_tags = a | session_tags is not a list of KEY=VALUE separated by commas",
        "session_tags = a=b, | session_tags is not a list of KEY=VALUE separated by commas",
        "session_tags = =b | session_tags is not a list of KEY=VALUE separated by commas",
        "session_tags = a={b} | session_tags is not a list of KEY=VALUE separated by commas",
        "session_tags = a=b,A=c | session_tags has the same key twice",
        "transitive_session_tags = a,,b | transitive_session_tags is not a list of tag keys"
            + " separated by commas",
      })
  void whatAwsWouldNotTakeIsSaidWithItsLine(String setting, String message) {
    String config = setting.startsWith("role_arn") ? "[profile a]\n\n" + setting : ROLE + setting;
    home.config(config + "\n");

    assertEquals(List.of("~/.aws/config:3: " + message), home.open().problems());
    assertEquals("BadProfile: profile a: " + message + " (~/.aws/config:3)", home.refusal("a"));
  }

  @Test
  void aMessageNeverRepeatsAValue() {
    String canary = "CANARY";
    home.config(
        """
        [profile a]
        role_arn = CANARY
        mfa_serial = CANARY
        duration_seconds = CANARY
        external_id = CANARY {}
        session_tags = CANARY
        region = CANARY
        endpoint_url = CANARY
        """);

    List<String> problems = home.open().problems();

    assertEquals(7, problems.size(), problems::toString);
    assertEquals(List.of(), problems.stream().filter(p -> p.contains(canary)).toList());
  }

  @Test
  void theBoundsThemselvesAreTaken() throws ProblemException {
    assertEquals(Duration.ofMinutes(15), role("duration_seconds = 900").duration());
    assertEquals(Duration.ofHours(12), role("duration_seconds = 43200").duration());
    assertEquals(Duration.ofHours(1), role("").duration());
    assertEquals("x".repeat(64), role("role_session_name = " + "x".repeat(64)).sessionName());
    assertEquals("x".repeat(1224), role("external_id = " + "x".repeat(1224)).externalId());
  }

  @Test
  void tagsAreListsOfPairs() throws ProblemException {
    assertEquals(
        Map.of("Cost Centre", "a=b", "empty", "", "ü", "ö"),
        role("session_tags = Cost Centre=a=b , empty=, ü = ö").tags());
    assertEquals(Map.of("a", "1", "b", "2"), role("session_tags = a=1,\n    b=2").tags());
    assertEquals(Set.of("a", "b"), role("transitive_session_tags = a , b").transitiveTagKeys());
  }

  @Test
  void moreThanFiftyTagsAreTooMany() throws ProblemException {
    String fifty =
        IntStream.range(0, 50).mapToObj(i -> "k" + i + "=v").collect(Collectors.joining(","));
    assertEquals(50, role("session_tags = " + fifty).tags().size());

    home.config(ROLE + "session_tags = " + fifty + ",more=v\n");
    assertEquals(
        "BadProfile: profile a: more than 50 session tags are given (~/.aws/config:3)",
        home.refusal("a"));
  }

  @ParameterizedTest
  @CsvSource({
    "me, jvc-me",
    "Jo Ann, jvc-Jo-Ann",
    "CORP\\jo, jvc-CORP-jo",
    "jo@example.org, jvc-jo@example.org",
    "ü, jvc--",
    "'', jvc-",
  })
  void theDefaultSessionNameIsThePersonsInTheAlphabetOfSts(String user, String name) {
    assertEquals(name, RoleSettings.defaultSessionName(user));
  }

  @Test
  void theDefaultSessionNameIsNotTooLong() {
    assertEquals("jvc-" + "x".repeat(60), RoleSettings.defaultSessionName("x".repeat(100)));
  }

  @Test
  void aDirectProfileAssumesItsFirstRoleWithTheKey() throws ProblemException {
    home.settings =
        new ProfileSettings(
            AwsHome.DEFAULTS.loginDuration(),
            AwsHome.DEFAULTS.store(),
            Map.of(),
            Map.of(new ProfileName("top"), new Setting<>(true, "~/.config/jvc/jvc.yaml:3")));
    home.config(
        """
        [profile base]
        role_arn = arn:aws:iam::111122223333:role/Base
        mfa_serial = arn:aws:iam::111122223333:mfa/me
        duration_seconds = 43200
        [profile top]
        role_arn = arn:aws:iam::111122223333:role/Top
        source_profile = base
        """);

    SessionPlan direct = home.plan("top");

    if (!(direct.login() instanceof LoginRequest.DirectRole login)) {
      throw new AssertionError(direct.login());
    }
    assertEquals("Base", login.role().role().roleName());
    assertEquals(Duration.ofHours(12), login.duration());
    assertEquals("arn:aws:iam::111122223333:mfa/me", login.mfaSerial());
    assertEquals(1, direct.roles().size());
    assertEquals("Top", direct.roles().getFirst().role().roleName());
    assertEquals(LoginRequest.SessionToken.class, home.plan("base").login().getClass());
  }

  @Test
  void aDirectProfileNeedsARole() {
    home.settings =
        new ProfileSettings(
            AwsHome.DEFAULTS.loginDuration(),
            AwsHome.DEFAULTS.store(),
            Map.of(),
            Map.of(new ProfileName("a"), new Setting<>(true, "~/.config/jvc/jvc.yaml:3")));
    home.config("[profile a]\n");

    assertEquals(
        "BadProfile: profile a: session: direct needs a role, and profile a has none"
            + " (~/.config/jvc/jvc.yaml:3)",
        home.refusal("a"));
  }

  @Test
  void theStoreIsTheKeysOwn() throws ProblemException {
    home.config("[profile a]\nsource_profile = b\n[profile b]\n");
    assertEquals("auto", home.plan("a").store());

    home.key("b");
    assertEquals("file", home.plan("a").store());

    home.settings =
        new ProfileSettings(
            AwsHome.DEFAULTS.loginDuration(),
            AwsHome.DEFAULTS.store(),
            Map.of(new ProfileName("b"), new Setting<>("auto", "~/.config/jvc/jvc.yaml:3")),
            Map.of());
    assertEquals("auto", home.plan("a").store());
  }
}
