package dev.jvc.daemon.vending;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.daemon.credential.ProfileName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class VendingEventsTest {

  private final Workshop workshop =
      new Workshop()
          .with(
              Samples.plan("personal", Samples.role("Developer")),
              Samples.plan("dev", Samples.role("ReadOnly")),
              Samples.plan("other", "other", Samples.MFA));
  private final Heard heard = new Heard();

  /** What a listener heard. */
  private static final class Heard implements VendingListener {

    private int changes;
    private final List<LoginNeed> needs = new ArrayList<>();
    private final List<LoginView> endings = new ArrayList<>();

    @Override
    public void stateChanged() {
      changes++;
    }

    @Override
    public void loginNeeded(LoginNeed need) {
      needs.add(need);
    }

    @Override
    public void loginEnding(LoginView login) {
      endings.add(login);
    }
  }

  private static LoginNeed need(String profile, String key) {
    return new LoginNeed(
        new ProfileName(profile),
        new ProfileName(key),
        "profile " + profile + " needs a login: run jvc login " + profile);
  }

  @Test
  void aWantedLoginIsToldOncePerKeyAndMinute() {
    workshop.vending.events().subscribe(heard);
    for (int second = 0; second < 60; second++) {
      workshop.vend("personal");
      workshop.vend("dev");
      workshop.time.pass(Duration.ofSeconds(1));
    }
    assertEquals(List.of(need("personal", "personal")), heard.needs);
    workshop.vend("other");
    workshop.vend("dev");
    assertEquals(
        List.of(need("personal", "personal"), need("other", "other"), need("dev", "personal")),
        heard.needs);
  }

  @Test
  void aListenerThatComesLaterIsToldOfWhatStillHolds() {
    workshop.vend("personal");
    workshop.vending.events().subscribe(heard);
    assertEquals(List.of(need("personal", "personal")), heard.needs);

    workshop.loggedIn("personal");
    Heard later = new Heard();
    workshop.vending.events().subscribe(later);
    assertEquals(List.of(), later.needs);
  }

  @Test
  void aWishOfLongAgoIsForgotten() {
    workshop.vend("personal");
    workshop.live(VendingEvents.MEMORY);
    workshop.vending.events().subscribe(heard);
    assertEquals(List.of(), heard.needs);
  }

  @Test
  void changesOfWhatStatusShowsAreTold() {
    workshop.vending.events().subscribe(heard);
    workshop.loggedIn("personal");
    int afterLogin = heard.changes;
    assertTrue(afterLogin > 0);
    workshop.vend("personal");
    int afterIssue = heard.changes;
    assertTrue(afterIssue > afterLogin);
    workshop.vend("personal");
    assertEquals(afterIssue, heard.changes);
    workshop.vending.broker().logoutAll();
    assertTrue(heard.changes > afterIssue);
  }

  @Test
  void theEndOfALoginIsAChange() {
    workshop.loggedIn("personal", Samples.USER, Duration.ofHours(1));
    workshop.vending.events().subscribe(heard);
    workshop.live(Duration.ofHours(1));
    assertEquals(1, heard.changes);
  }

  @Test
  void anEndingLoginIsWarnedOfOnce() {
    workshop.vending.events().subscribe(heard);
    workshop.loggedIn("personal");
    workshop.live(Duration.ofMinutes(11 * 60 + 29));
    assertEquals(List.of(), heard.endings);
    workshop.live(Duration.ofMinutes(20));
    assertEquals(1, heard.endings.size());
    assertEquals(
        List.of(new ProfileName("dev"), Samples.PERSONAL), heard.endings.getFirst().serves());
    workshop.loggedIn("personal");
    workshop.live(Duration.ofHours(12));
    assertEquals(2, heard.endings.size());
  }

  @Test
  void aClosedSubscriptionHearsNothing() {
    VendingEvents.Subscription subscription = workshop.vending.events().subscribe(heard);
    subscription.close();
    subscription.close();
    workshop.vend("personal");
    workshop.loggedIn("personal");
    assertEquals(List.of(), heard.needs);
    assertEquals(0, heard.changes);
  }
}
