package dev.jvc.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jvc.sandbox.world.AccessKey;
import dev.jvc.sandbox.world.VirtualMfaDevice;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way a login goes wrong: one sentence, its exit code, and the next login works. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LoginFaultsIT {

  private static final String CONFIG =
      """
      [default]
      region = eu-west-2

      [profile personal]
      region = eu-west-2
      mfa_serial = arn:aws:iam::111122223333:mfa/me
      role_arn = arn:aws:iam::111122223333:role/Developer

      [profile robot]
      region = eu-west-2

      [profile circle-a]
      source_profile = circle-b
      role_arn = arn:aws:iam::111122223333:role/Developer

      [profile circle-b]
      source_profile = circle-c
      role_arn = arn:aws:iam::111122223333:role/Developer

      [profile circle-c]
      source_profile = circle-a
      role_arn = arn:aws:iam::111122223333:role/Developer

      [profile dangling]
      source_profile = nowhere
      role_arn = arn:aws:iam::111122223333:role/Developer

      [profile keyless]
      region = eu-west-2

      [profile without-mfa]
      source_profile = robot
      role_arn = arn:aws:iam::111122223333:role/Developer

      [profile stranger]
      source_profile = robot
      role_arn = arn:aws:iam::111122223333:role/Partner

      [profile too-long]
      source_profile = robot
      role_arn = arn:aws:iam::111122223333:role/NoMfa
      duration_seconds = 43201

      [profile other-device]
      source_profile = robot
      mfa_serial = arn:aws:iam::111122223333:mfa/me
      role_arn = arn:aws:iam::111122223333:role/NoMfa
      """;

  private final Machine machine;
  private final VirtualMfaDevice device;
  private Belongings belongings;

  LoginFaultsIT() throws IOException {
    this.machine = Machine.createWithManyCodes();
    this.device = machine.aws().world().user("me").mfa();
    machine.awsConfig(CONFIG);
    this.belongings = Belongings.of(machine);
  }

  @BeforeAll
  void storeTwoKeys() throws Exception {
    assertEquals(0, machine.add("personal").exit());
    assertEquals(0, machine.add("robot", machine.aws().world().user("robot")).exit());
    assertEquals(0, machine.login("robot", "").exit());
    belongings = Belongings.of(machine);
  }

  @AfterEach
  void nothingIsLost() throws Exception {
    belongings.checkUntouched();
  }

  @AfterAll
  void theNextLoginWorks() throws Exception {
    try (machine) {
      Machine.Result login = machine.login("personal", device.nextUnusedCode(), "--force");
      assertEquals(0, login.exit(), login.toString());
      assertEquals(0, machine.jvc("credentials", "personal").exit());
    }
  }

  /** A command, what it reads on standard input, its further variables, and how it ends. */
  record Case(List<String> arguments, String stdin, Map<String, String> more, Refused refused) {

    private static final Map<String, String> PASSPHRASE =
        Map.of("JVC_FILE_PASSPHRASE", Machine.PASSPHRASE);

    static Case of(String arguments, Refused refused) {
      return of(arguments, "", PASSPHRASE, refused);
    }

    static Case of(String arguments, String stdin, Refused refused) {
      return of(arguments, stdin, PASSPHRASE, refused);
    }

    static Case of(String arguments, String stdin, Map<String, String> more, Refused refused) {
      return new Case(List.of(arguments.split(" ", -1)), stdin, more, refused);
    }

    @Override
    public String toString() {
      return String.join(" ", arguments) + " < '" + stdin.strip() + "': " + refused.sentence();
    }
  }

  private static Stream<Case> profilesThatLeadNowhere() {
    String loop =
        "source_profile loop circle-a -> circle-b -> circle-c -> circle-a (~/.aws/config:13)";
    String dangling =
        "profile dangling: source_profile names profile nowhere, which does not exist";
    return Stream.of("login", "credentials", "env", "export", "whoami", "explain", "exec")
        .flatMap(verb ->
            Stream.of(
                Case.of(
                    verb + " persnal",
                    Refused.with(
                        2,
                        "no profile persnal in ~/.aws/config: did you mean personal?",
                        "jvc list")),
                Case.of(
                    verb + " zzz", Refused.with(2, "no profile zzz in ~/.aws/config", "jvc list")),
                Case.of(verb + " circle-b", Refused.with(1, "profile circle-b: " + loop)),
                Case.of(verb + " dangling", Refused.with(1, dangling + " (~/.aws/config:25)"))));
  }

  @ParameterizedTest
  @MethodSource("profilesThatLeadNowhere")
  void aProfileThatLeadsNowhereIsNamedWithItsLine(Case wrong) throws Exception {
    check(wrong);
  }

  private static Stream<Case> badAnswersToThePrompts() {
    String noCode =
        "there is no terminal to ask for the MFA code: give it with --mfa-token or on standard input";
    return Stream.of(
        Case.of(
            "login keyless",
            Refused.with(7, "no key is stored for keyless in the file store", "jvc add keyless")),
        Case.of("login personal --force", Refused.with(4, noCode)),
        Case.of(
            "login personal --force",
            "\n",
            Refused.with(2, "the MFA code on standard input is not six digits")),
        Case.of(
            "login personal --force",
            "12345\n",
            Refused.with(2, "the MFA code on standard input is not six digits")),
        Case.of(
            "login personal --force",
            "12345x\n",
            Refused.with(2, "the MFA code on standard input is not six digits")),
        Case.of(
            "login personal --force",
            "1234567\n",
            Refused.with(2, "the MFA code on standard input is not six digits")),
        Case.of(
            "login personal --force -t 12345",
            Refused.with(2, "an MFA code has six digits: give the one that the device shows now")),
        Case.of(
            "login personal --duration 5m",
            Refused.with(
                2, "a login lasts 15 minutes to 36 hours, not 5m: choose a duration between")),
        Case.of(
            "login personal --force",
            "123456\n",
            Map.of("JVC_FILE_PASSPHRASE", "wrong"),
            Refused.with(
                7, "wrong passphrase for the key file KEYFILE (taken from JVC_FILE_PASSPHRASE)")),
        Case.of(
            "login personal --force",
            "123456\n",
            Map.of("JVC_FILE_PASSPHRASE", ""),
            Refused.with(
                7,
                "the passphrase in JVC_FILE_PASSPHRASE is empty: set it, or unset it to be asked")),
        Case.of(
            "login personal --force",
            "",
            Map.of(),
            Refused.with(
                7,
                "there is no terminal to ask for the passphrase of the key file: set JVC_FILE_PASSPHRASE")),
        Case.of(
            "login personal --force",
            "wrong\n123456\n",
            Map.of(),
            Refused.with(7, "wrong passphrase for the key file KEYFILE")),
        Case.of(
            "login personal --force",
            Machine.PASSPHRASE + "\n",
            Map.of(),
            Refused.with(4, noCode)));
  }

  @ParameterizedTest
  @MethodSource("badAnswersToThePrompts")
  void aBadAnswerEndsTheLogin(Case wrong) throws Exception {
    check(wrong);
  }

  @Test
  void aWrongCodeIsRefusedByAws() throws Exception {
    Refused.with(6, "AWS does not accept this MFA code: wait for the next one and try again")
        .check(machine.login("personal", unknownCode(), "--force"));
  }

  @Test
  void aCodeWorksOnce() throws Exception {
    String code = device.nextUnusedCode();
    assertEquals(0, machine.login("personal", code, "--force").exit());

    Refused.with(6, "AWS does not accept this MFA code: wait for the next one and try again")
        .check(machine.login("personal", code, "--force"));
    assertEquals(0, machine.jvc("credentials", "personal").exit(), "the first login still holds");
  }

  @Test
  void aKeyThatWasSwitchedOffIsRefused() throws Exception {
    AccessKey key = machine.aws().world().user("me").key();
    key.setActive(false);
    try {
      Refused.with(
              6,
              "AWS does not know key ****"
                  + key.id().substring(16)
                  + ", or it is inactive: store the present key with jvc add")
          .check(machine.login("personal", device.nextUnusedCode(), "--force"));
    } finally {
      key.setActive(true);
    }
  }

  private static Stream<Case> whatAwsRefuses() {
    String denied = ": check role_arn, external_id and mfa_serial against the role's trust policy";
    return Stream.of(
        Case.of(
            "credentials without-mfa",
            Refused.with(6, "AWS denies role arn:aws:iam::111122223333:role/Developer" + denied)),
        Case.of(
            "exec stranger -- true",
            Refused.with(6, "AWS denies role arn:aws:iam::111122223333:role/Partner" + denied)),
        Case.of(
            "export stranger",
            Refused.with(6, "AWS denies role arn:aws:iam::111122223333:role/Partner" + denied)),
        Case.of(
            "login other-device -t 123456",
            Refused.with(
                6,
                "AWS cannot check MFA device arn:aws:iam::111122223333:mfa/me for key ****TAIL: correct mfa_serial")),
        Case.of(
            "credentials too-long",
            Refused.with(
                1,
                "profile too-long: duration_seconds is not a number of seconds from 900 to 43200 (12 hours) (~/.aws/config:42)")));
  }

  @ParameterizedTest
  @MethodSource("whatAwsRefuses")
  void whatAwsRefusesSaysWhatToMend(Case wrong) throws Exception {
    check(wrong);
  }

  private void check(Case wrong) throws IOException, InterruptedException {
    Refused expected = wrong.refused();
    String robot = machine.aws().world().user("robot").key().id();
    new Refused(
            expected.exit(),
            expected
                .sentence()
                .replace("KEYFILE", machine.keyFile().toString())
                .replace("TAIL", robot.substring(16)),
            expected.hint())
        .check(
            machine.run(
                wrong.more(),
                wrong.stdin(),
                Machine.jvcCommand(wrong.arguments().toArray(String[]::new))));
  }

  /** Six digits that the device shows at no time near now. */
  private String unknownCode() {
    String used = device.nextUnusedCode();
    int number = Integer.parseInt(used);
    return String.format(Locale.ROOT, "%06d", (number + 1) % 1_000_000);
  }
}
