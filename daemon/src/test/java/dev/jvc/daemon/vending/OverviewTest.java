package dev.jvc.daemon.vending;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jvc.daemon.credential.Problem;
import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.ProfileName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OverviewTest {

  private final Workshop workshop =
      new Workshop()
          .with(
              Samples.plan("personal", Samples.role("Developer")),
              Samples.plan("admin", Samples.role("Developer"), Samples.role("Admin")),
              Samples.plan("base"),
              Samples.directPlan("direct", Samples.role("Developer", Duration.ofHours(8))));
  private final Overview overview = workshop.vending.overview();

  @Test
  void beforeAnythingHappensEveryProfileNeedsALogin() throws ProblemException {
    assertEquals(List.of(), overview.logins());
    assertEquals(List.of(), overview.sessions());
    assertEquals(
        List.of("admin", "base", "direct", "personal"),
        overview.profiles().stream().map(view -> view.profile().value()).toList());
    assertEquals(
        new ProfileView(
            Samples.PERSONAL,
            Samples.PERSONAL,
            "file",
            "eu-west-2",
            Samples.role("Developer").role(),
            ProfileView.Login.NEEDED,
            null,
            ProfileView.Session.NONE,
            null,
            null),
        overview.profile(Samples.PERSONAL));
    assertEquals(
        Samples.role("Developer").role(), overview.profile(new ProfileName("direct")).role());
    assertNull(overview.profile(new ProfileName("base")).role());
  }

  @Test
  void aLoginShowsWhomItServes() {
    workshop.loggedIn("base");
    Instant until = workshop.time.instant().plus(Duration.ofHours(12));
    assertEquals(
        List.of(
            new LoginView(
                Samples.PERSONAL,
                Samples.MFA,
                Samples.USER,
                until,
                List.of(new ProfileName("admin"), new ProfileName("base"), Samples.PERSONAL),
                List.of(new ProfileName("base")))),
        overview.logins());
  }

  @Test
  void aSessionShowsItsTimes() throws ProblemException {
    workshop.loggedIn("personal");
    Instant issued = workshop.time.instant();
    workshop.granted("personal");
    SessionView view = overview.sessions().getFirst();
    assertEquals(Samples.PERSONAL, view.profile());
    assertEquals(Samples.bearer(Samples.role("Developer")), view.identity());
    assertEquals(issued.plus(Duration.ofHours(1)), view.expiration());
    assertEquals(issued, view.lastUsed());
    assertNull(view.lastError());
    Instant refresh = assertNotNullReturning(view.nextRefresh());
    Duration until = Duration.between(issued, refresh);
    assertEquals(true, until.toMinutes() >= 30 && until.toMinutes() <= 33, "in " + until);

    ProfileView profile = overview.profile(Samples.PERSONAL);
    assertEquals(ProfileView.Login.ACTIVE, profile.login());
    assertEquals(ProfileView.Session.ACTIVE, profile.session());
    assertEquals(view.expiration(), profile.sessionExpiration());
    assertEquals(issued.plus(Duration.ofHours(12)), profile.loginExpiration());
  }

  private static Instant assertNotNullReturning(
      @org.jspecify.annotations.Nullable Instant instant) {
    assertNotNull(instant);
    return instant;
  }

  @Test
  void aSessionThatNobodyUsesHasNoNextRefresh() {
    workshop.loggedIn("personal");
    workshop.granted("personal");
    workshop.live(Duration.ofMinutes(40));
    assertNull(overview.sessions().getFirst().nextRefresh());
  }

  @Test
  void onlyTheEndOfAChainIsShown() {
    workshop.loggedIn("personal");
    workshop.granted("admin");
    assertEquals(
        List.of("admin"),
        overview.sessions().stream().map(view -> view.profile().value()).toList());
  }

  @Test
  void twoProfilesOfOneSessionHaveARowEach() {
    workshop.with(Samples.plan("alias", Samples.role("Developer"))).loggedIn("personal");
    workshop.granted("personal");
    workshop.granted("alias");
    assertEquals(
        List.of("alias", "personal"),
        overview.sessions().stream().map(view -> view.profile().value()).toList());
    assertEquals(1, workshop.aws.calls().size());
  }

  @Test
  void aFailureIsShownUntilItIsOver() throws ProblemException {
    workshop.loggedIn("personal");
    workshop.aws.goDown();
    workshop.vend("personal");
    SessionView view = overview.sessions().getFirst();
    assertEquals(
        Problem.of(ProblemCode.AWS_UNREACHABLE, "AWS cannot be reached: try again later"),
        view.lastError());
    assertNull(view.identity());
    assertNull(view.expiration());
    ProfileView profile = overview.profile(Samples.PERSONAL);
    assertEquals(ProfileView.Session.FAILING, profile.session());
    assertEquals(view.lastError(), profile.problem());
    assertEquals(false, overview.awsReachable());

    workshop.aws.recover();
    workshop.time.pass(Duration.ofMinutes(1));
    workshop.granted("personal");
    assertNull(overview.sessions().getFirst().lastError());
    assertEquals(ProfileView.Session.ACTIVE, overview.profile(Samples.PERSONAL).session());
    assertEquals(true, overview.awsReachable());
  }

  @Test
  void aProfileThatVendsTheLoginIsAsActiveAsTheLogin() throws ProblemException {
    workshop.loggedIn("base");
    ProfileView view = overview.profile(new ProfileName("base"));
    assertEquals(ProfileView.Session.ACTIVE, view.session());
    assertEquals(view.loginExpiration(), view.sessionExpiration());
  }

  @Test
  void aBrokenProfileIsImpossibleAndSaysWhy() throws ProblemException {
    ProfileName broken = new ProfileName("broken");
    Problem problem = Problem.of(ProblemCode.BAD_PROFILE, "role_arn is not an arn: correct it");
    workshop.broken(broken, problem);
    ProfileView view = overview.profile(broken);
    assertEquals(ProfileView.Login.IMPOSSIBLE, view.login());
    assertEquals(problem, view.problem());
    assertNull(view.key());
    workshop.loggedIn("personal");
    assertEquals(1, overview.logins().size());
    assertEquals(5, overview.profiles().size());
  }

  @Test
  void anUnknownProfileIsUnknown() {
    ProblemException unknown =
        assertThrows(ProblemException.class, () -> overview.profile(new ProfileName("nobody")));
    assertEquals(ProblemCode.UNKNOWN_PROFILE, unknown.problem().code());
  }
}
