package dev.jvc.daemon.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.daemon.credential.AccessKeyId;
import dev.jvc.daemon.credential.BaseKey;
import dev.jvc.daemon.credential.Grant;
import dev.jvc.daemon.credential.LoginRequest;
import dev.jvc.daemon.credential.MfaCode;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.credential.RoleRequest;
import dev.jvc.daemon.credential.Secret;
import dev.jvc.daemon.credential.SessionCredentials;
import dev.jvc.daemon.credential.StsEndpoint;
import dev.jvc.daemon.credential.Vend;
import dev.jvc.daemon.platform.BootClock;
import dev.jvc.daemon.platform.OperatingSystem;
import dev.jvc.daemon.platform.ProcessIdentity;
import dev.jvc.daemon.profile.Profiles;
import dev.jvc.daemon.profile.SessionPlan;
import dev.jvc.daemon.vending.LoginKeeper;
import dev.jvc.daemon.vending.Logins;
import dev.jvc.daemon.vending.Task;
import dev.jvc.daemon.vending.TaskAnswer;
import dev.jvc.daemon.vending.TaskKind;
import dev.jvc.daemon.vending.TaskRequest;
import dev.jvc.daemon.vending.Vending;
import dev.jvc.daemon.vending.VendingPorts;
import dev.jvc.daemon.vending.Witnesses;
import dev.jvc.sandbox.Sandbox;
import dev.jvc.sandbox.fault.Fault;
import dev.jvc.sandbox.world.AccessKey;
import dev.jvc.sandbox.world.World;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A login and what follows, with real calls to an STS that checks everything. */
final class VendingSandboxTest {

  private static final ProfileName PERSONAL = new ProfileName("personal");
  private static final ProfileName ADMIN = new ProfileName("admin");

  private final Sandbox aws = Sandbox.start(World.example());
  private final StsEndpoint sts = new StsEndpoint("eu-west-2", aws.endpoint());
  private final StsIssuer issuer = new StsIssuer(Map.of(), InstantSource.system());
  private final StsLoginIssuer keys = new StsLoginIssuer(Map.of(), InstantSource.system());
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Vending vending =
      new Vending(
          new VendingPorts(
              new TwoProfiles(),
              sts,
              issuer,
              issuer,
              credentials -> new byte[] {1},
              Witnesses.silent(),
              LoginKeeper.nothing(),
              ProcessIdentity::of,
              InstantSource.system(),
              BootClock.of(OperatingSystem.current()),
              threads,
              RandomGenerator.of("L64X128MixRandom")));

  /** A role, and another one that only the first may assume. */
  private final class TwoProfiles implements Profiles {

    @Override
    public List<ProfileName> names() {
      return List.of(ADMIN, PERSONAL);
    }

    @Override
    public SessionPlan plan(ProfileName profile) {
      RoleRequest developer = Requests.role("Developer");
      return new SessionPlan(
          profile,
          new LoginRequest.SessionToken(
              PERSONAL, aws.world().user("me").mfa().serial(), Duration.ofHours(12)),
          "file",
          profile.equals(ADMIN) ? List.of(developer, Requests.role("Admin")) : List.of(developer),
          sts,
          List.of());
    }

    @Override
    public SessionPlan planWithOwnKey(ProfileName profile) {
      return plan(profile);
    }

    @Override
    public List<String> problems() {
      return List.of();
    }
  }

  @BeforeEach
  void logIn() throws Exception {
    Logins logins = vending.logins();
    TaskAnswer.Ticketed answer =
        assertInstanceOf(
            TaskAnswer.Ticketed.class,
            logins.open(
                new TaskRequest(
                    TaskKind.LOGIN, PERSONAL, ProcessHandle.current().pid(), null, false)));
    Task task = logins.task(answer.ticket().revealString());
    AccessKey stored = aws.world().user("me").key();
    try (BaseKey key = new BaseKey(new AccessKeyId(stored.id()), Secret.ofString(stored.secret()));
        MfaCode code = MfaCode.of(aws.world().user("me").mfa().nextUnusedCode())) {
      LoginRequest request = assertInstanceOf(LoginRequest.SessionToken.class, task.login());
      SessionCredentials session =
          keys.login(key, request, code, task.sts(), keys.identity(key, task.sts()));
      assertEquals(
          List.of(ADMIN, PERSONAL),
          logins.deposit(answer.ticket().revealString(), session).serves());
    }
  }

  @AfterEach
  void stop() {
    vending.close();
    threads.close();
    keys.close();
    issuer.close();
    aws.close();
  }

  private Vend patiently(ProfileName profile) {
    return vending.broker().vendPatiently(profile, Duration.ofSeconds(20));
  }

  @Test
  void aThousandFirstRequestsMakeOneCall() throws Exception {
    CountDownLatch start = new CountDownLatch(1);
    List<Future<Vend>> waiting = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      Callable<Vend> ask =
          () -> {
            start.await();
            return patiently(PERSONAL);
          };
      waiting.add(threads.submit(ask));
    }
    start.countDown();
    for (Future<Vend> each : waiting) {
      assertInstanceOf(Vend.Granted.class, each.get());
    }
    assertEquals(1, aws.calls("AssumeRole"));
    assertEquals(1, aws.calls("GetSessionToken"));
  }

  @Test
  void aChainIsTwoCallsAndItsIdentityIsWhatAwsSays() throws Exception {
    assertInstanceOf(Vend.Granted.class, patiently(ADMIN));
    assertEquals(
        "arn:aws:sts::111122223333:assumed-role/Admin/me@laptop",
        vending.broker().identity(ADMIN).arn());
    assertEquals(2, aws.calls("AssumeRole"));
  }

  @Test
  void anotherRoleThanAskedForIsNotServed() {
    aws.faults().inject(Fault.otherRole("arn:aws:iam::111122223333:role/ReadOnly"));
    Vend.Unavailable refused = assertInstanceOf(Vend.Unavailable.class, patiently(PERSONAL));
    assertEquals(
        "AWS answered with another role than arn:aws:iam::111122223333:role/Developer:"
            + " check the endpoint",
        refused.problem().message());
  }

  @Test
  void anAnswerThatHasExpiredIsNotServed() {
    aws.faults().inject(Fault.expired());
    Vend.Unavailable refused = assertInstanceOf(Vend.Unavailable.class, patiently(PERSONAL));
    assertTrue(refused.problem().message().contains("has ended"));
  }

  @Test
  void aSlowAnswerIsPendingAndThenThere() {
    aws.faults().inject(Fault.slow(Duration.ofSeconds(2)).next(1));
    long start = System.nanoTime();
    assertInstanceOf(Vend.Unavailable.class, vending.broker().vend(PERSONAL));
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    assertTrue(took.compareTo(Duration.ofMillis(790)) > 0, "took " + took);
    Vend.Granted granted = assertInstanceOf(Vend.Granted.class, patiently(PERSONAL));
    Grant grant = granted.grant();
    assertEquals(
        "arn:aws:sts::111122223333:assumed-role/Developer/me@laptop",
        grant.credentials().identity().arn());
    assertEquals(1, aws.calls("AssumeRole"));
  }
}
