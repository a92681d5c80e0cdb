package dev.jvc.daemon.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.profile.ProfileSettings.Setting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PlanDescriptionTest {

  @TempDir private Path folder;
  private AwsHome home;

  @BeforeEach
  void makeHome() {
    home = new AwsHome(folder);
  }

  private List<String> steps(String profile) throws ProblemException {
    return PlanDescription.steps(home.plan(profile));
  }

  @Test
  void aRoleBehindALoginIsThreeCallsInWords() throws ProblemException {
    home.key("personal")
        .config(
            """
            [profile personal]
            region     = eu-west-2
            mfa_serial = arn:aws:iam::111122223333:mfa/me
            role_arn   = arn:aws:iam::111122223333:role/Developer
            """);

    assertEquals(
        List.of(
            "open key personal in the file store",
            "GetSessionToken in eu-west-2 with MFA device arn:aws:iam::111122223333:mfa/me, for 12h",
            "AssumeRole arn:aws:iam::111122223333:role/Developer for 1h as session jvc-me",
            "serve it to clients of profile personal"),
        steps("personal"));
  }

  @Test
  void everythingThatGoesIntoACallIsSaid() throws ProblemException {
    home.config(
        """
        [profile a]
        role_arn = arn:aws:iam::111122223333:role/A
        duration_seconds = 7200
        role_session_name = build
        external_id = ticket:42
        source_identity = jo
        session_tags = team=core,stage=test
        transitive_session_tags = team
        endpoint_url = http://127.0.0.1:4566
        """);

    assertEquals(
        List.of(
            "open key a in whichever store holds it",
            "GetSessionToken in us-east-1 at http://127.0.0.1:4566 without MFA, for 12h",
            "AssumeRole arn:aws:iam::111122223333:role/A for 1h (2h asked for; AWS gives no more"
                + " from a session) as session build, external id ticket:42, source identity jo,"
                + " tags {stage=test, team=core}, passed on [team]",
            "serve it to clients of profile a"),
        steps("a"));
  }

  @Test
  void aDirectRoleIsOneCall() throws ProblemException {
    home.settings =
        new ProfileSettings(
            new Setting<>(Duration.ofHours(12), "default"),
            new Setting<>("file", "~/.config/jvc/jvc.yaml:1"),
            Map.of(),
            Map.of(new ProfileName("a"), new Setting<>(true, "~/.config/jvc/jvc.yaml:3")));
    home.config(
        """
        [profile a]
        role_arn = arn:aws:iam::111122223333:role/A
        duration_seconds = 7200
        mfa_serial = GAHT12345678
        """);

    assertEquals(
        List.of(
            "open key a in the file store",
            "AssumeRole arn:aws:iam::111122223333:role/A for 2h as session jvc-me, in us-east-1 with"
                + " MFA device GAHT12345678",
            "serve it to clients of profile a"),
        steps("a"));
  }

  @Test
  void theOriginOfEveryValueIsKnown() throws ProblemException {
    home.config(
        """
        [profile a]
        role_arn = arn:aws:iam::111122223333:role/A
        source_profile = b
        include_profile = common
        [profile b]
        mfa_serial = GAHT12345678
        [profile common]
        external_id = ticket
        region = eu-west-2
        """);

    assertEquals(
        List.of(
            "role_arn <- ~/.aws/config:2 [profile a]",
            "source_profile <- ~/.aws/config:3 [profile a]",
            "external_id <- ~/.aws/config:8 [profile common]",
            "mfa_serial <- ~/.aws/config:6 [profile b]",
            "region <- ~/.aws/config:9 [profile common]",
            "login duration <- default",
            "store <- default"),
        home.plan("a").sources().stream().map(v -> v.name() + " <- " + v.source()).toList());
  }

  @ParameterizedTest
  @CsvSource({"PT12H, 12h", "PT90M, 1h30m", "PT15M, 15m", "PT36H, 36h", "PT1H1S, 1h1s", "PT0S, 0s"})
  void durationsAreWrittenShort(Duration duration, String text) {
    assertEquals(text, Durations.text(duration));
  }
}
