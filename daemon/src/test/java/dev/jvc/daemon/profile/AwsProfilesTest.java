package dev.jvc.daemon.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.daemon.credential.LoginRequest;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.credential.RoleRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AwsProfilesTest {

  @TempDir private Path folder;
  private AwsHome home;

  @BeforeEach
  void makeHome() {
    home = new AwsHome(folder);
  }

  @Test
  void aRoleWithoutSourceStartsFromTheKeyOfItsOwnName() throws ProblemException {
    home.config(
        """
        [default]
        region = eu-west-2
        [profile personal]
        mfa_serial = arn:aws:iam::111122223333:mfa/me
        role_arn   = arn:aws:iam::111122223333:role/Developer
        region = eu-west-2
        """);

    SessionPlan plan = home.plan("personal");

    assertEquals(
        new LoginRequest.SessionToken(
            new ProfileName("personal"), "arn:aws:iam::111122223333:mfa/me", Duration.ofHours(12)),
        plan.login());
    assertEquals(List.of("Developer"), roleNames(plan));
    assertEquals("jvc-me", plan.roles().getFirst().sessionName());
    assertEquals("eu-west-2", plan.sts().region());
    assertNull(plan.sts().override());
  }

  @Test
  void theDefaultProfileIsNotMergedIntoOthers() throws ProblemException {
    home.config(
        """
        [default]
        region = eu-west-2
        mfa_serial = arn:aws:iam::111122223333:mfa/other
        role_arn = arn:aws:iam::111122223333:role/Other
        [profile plain]
        output = json
        """);

    SessionPlan plan = home.plan("plain");

    assertEquals(List.of(), plan.roles());
    assertNull(plan.login().mfaSerial());
    assertEquals("us-east-1", plan.sts().region());
  }

  @Test
  void aChainAssumesItsRolesFromTheKeyUpwards() throws ProblemException {
    home.config(
        """
        [profile top]
        role_arn = arn:aws:iam::111122223333:role/Top
        source_profile = middle
        external_id = ticket:42
        role_session_name = deploy@build
        duration_seconds = 7200
        session_tags = team=core, stage = test
        transitive_session_tags = team,stage
        source_identity = me
        [profile middle]
        role_arn = arn:aws:iam::444455556666:role/path/Middle
        source_profile = base
        mfa_serial = arn:aws:iam::111122223333:mfa/middle
        [profile base]
        region = ap-southeast-2
        mfa_serial = arn:aws:iam::111122223333:mfa/base
        """);

    SessionPlan plan = home.plan("top");

    assertEquals(new ProfileName("base"), plan.login().key());
    assertEquals("arn:aws:iam::111122223333:mfa/middle", plan.login().mfaSerial());
    assertEquals(List.of("Middle", "Top"), roleNames(plan));
    RoleRequest top = plan.roles().getLast();
    assertEquals("ticket:42", top.externalId());
    assertEquals("deploy@build", top.sessionName());
    assertEquals(Duration.ofHours(2), top.duration());
    assertEquals(Map.of("team", "core", "stage", "test"), top.tags());
    assertEquals(Set.of("team", "stage"), top.transitiveTagKeys());
    assertEquals("me", top.sourceIdentity());
    assertEquals(Duration.ofHours(1), plan.roles().getFirst().duration());
    assertEquals("ap-southeast-2", plan.sts().region());
  }

  @Test
  void aLoopIsNamed() {
    home.config(
        """
        [profile a]
        role_arn = arn:aws:iam::111122223333:role/A
        source_profile = b
        [profile b]
        role_arn = arn:aws:iam::111122223333:role/B
        source_profile = a
        [profile c]
        source_profile = b
        """);

    assertEquals(
        "BadProfile: profile a: source_profile loop a -> b -> a (~/.aws/config:3)",
        home.refusal("a"));
    assertEquals(
        "BadProfile: profile b: source_profile loop a -> b -> a (~/.aws/config:3)",
        home.refusal("b"));
    assertEquals(
        "BadProfile: profile c: source_profile loop a -> b -> a (~/.aws/config:3)",
        home.refusal("c"));
    assertEquals(
        List.of("~/.aws/config:3: source_profile loop a -> b -> a"), home.open().problems());
  }

  @Test
  void everythingWrongIsReportedAtOnceWithItsLine() {
    home.config(
        """
        stray = 1
        [profile a
        region eu-west-2
        [profile b]
        region = eu-west-2
        region = eu-west-1
        [profile b]
        = 3
        [profile x y]
        """);

    assertEquals(
        List.of(
            "~/.aws/config:1: stands before the first section: a [profile NAME] line is missing",
            "~/.aws/config:2: the section header has no closing bracket",
            "~/.aws/config:3: is neither a [section] nor NAME = VALUE",
            "~/.aws/config:6: region is already set on line 5: remove one of them",
            "~/.aws/config:7: section [profile b] is already on line 4: merge them",
            "~/.aws/config:8: has no name before the equals sign",
            "~/.aws/config:9: a name with blanks needs quotes: write [profile \"x y\"]"),
        home.open().problems());
    assertEquals(
        "BadConfiguration: ~/.aws/config:1: stands before the first section: a [profile NAME] line"
            + " is missing and 6 more",
        home.refusal("b"));
  }

  @Test
  void everyWrongValueIsReportedAtOnceWithItsLine() {
    home.config(
        """
        [profile a]
        role_arn = arn:aws:iam::1:role/A
        mfa_serial = x
        duration_seconds = 1h
        external_id = a b
        role_session_name = !
        region = eu_west
        session_tags = a
        endpoint_url = http://sts.example.org
        [profile b]
        role_arn = arn:aws:iam::111122223333:role/B
        source_profile = aa
        """);

    List<String> problems = home.open().problems();

    assertEquals(
        List.of(2, 3, 4, 5, 6, 7, 8, 9, 12),
        problems.stream().map(p -> Integer.parseInt(p.split(":", 3)[1])).toList(),
        problems.toString());
    assertTrue(
        problems
            .getLast()
            .endsWith("source_profile names profile aa, which does not exist: did you mean a?"),
        problems.getLast());
  }

  @Test
  void anUnknownProfileIsSaidWithASuggestion() {
    home.config("[profile personal]\n[profile dev]\n");

    assertEquals(
        "UnknownProfile: no profile persnal in ~/.aws/config: did you mean personal?",
        home.refusal("persnal"));
    assertEquals("UnknownProfile: no profile zebra in ~/.aws/config", home.refusal("zebra"));
  }

  @Test
  void aStoredKeyIsAProfileOfItsOwn() throws ProblemException {
    home.key("ci");

    SessionPlan plan = home.plan("ci");

    assertEquals(new ProfileName("ci"), plan.login().key());
    assertEquals("file", plan.store());
    assertEquals(List.of(new ProfileName("ci")), home.open().names());
  }

  @Test
  void editsTakeEffectAndABrokenOneKeepsTheLastGood() throws ProblemException {
    home.config("[profile a]\nregion = eu-west-1\n");
    AwsProfiles profiles = home.open();
    ProfileName a = new ProfileName("a");
    assertEquals("eu-west-1", profiles.plan(a).sts().region());

    home.config("[profile a]\nregion = eu-west-2\n");
    home.pass(Duration.ofMillis(100));
    assertEquals("eu-west-2", profiles.plan(a).sts().region());

    home.config("[profile a\nregion = eu-west-3\n");
    home.pass(Duration.ofMillis(100));
    assertEquals("eu-west-2", profiles.plan(a).sts().region());
    assertEquals(
        List.of(
            "~/.aws/config: is not acted on until this is mended; what it said before holds",
            "~/.aws/config:1: the section header has no closing bracket"),
        profiles.problems());

    home.config("[profile a]\nregion = eu-west-3\n");
    home.pass(Duration.ofMillis(100));
    assertEquals("eu-west-3", profiles.plan(a).sts().region());
    assertEquals(List.of(), profiles.problems());
  }

  private static List<String> roleNames(SessionPlan plan) {
    return plan.roles().stream().map(role -> role.role().roleName()).toList();
  }
}
