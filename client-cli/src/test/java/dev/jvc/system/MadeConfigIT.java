package dev.jvc.system;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The AWS configuration made for programs, as AWS clients read it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(180)
final class MadeConfigIT {

  private static final String ASSUMED = "arn:aws:sts::111122223333:assumed-role/";

  private static final String OWN =
      """
      # kept by hand
      [default]
      region = eu-west-2
      output = text

      [profile personal]
      mfa_serial = arn:aws:iam::111122223333:mfa/me
      role_arn = arn:aws:iam::111122223333:role/Developer
      region = eu-west-1

      [profile reader]
        source_profile = personal
        role_arn = arn:aws:iam::111122223333:role/Admin
        region = us-east-1
        services = local
        s3 =
          addressing_style = path
          max_concurrent_requests = 7

      [profile "it's a [strange] name $HOME"]
      source_profile = personal
      role_arn = arn:aws:iam::111122223333:role/Admin
      region = ap-south-1

      [profile "not; nameable # to SDKs"]
      source_profile = personal
      role_arn = arn:aws:iam::111122223333:role/Admin

      [profile other-tool]
      credential_process = HOME/other-tool
      region = sa-east-1

      [profile by-sso]
      sso_session = corp
      sso_account_id = 111122223333
      sso_role_name = Developer
      region = ca-central-1

      [sso-session corp]
      sso_start_url = https://corp.awsapps.com/start
      sso_region = ca-central-1
      sso_registration_scopes = sso:account:access

      [services local]
      s3 =
        endpoint_url = http://127.0.0.1:9000
      """;

  private final Machine machine;

  MadeConfigIT() throws IOException {
    machine = Machine.create();
    machine.awsConfig(OWN.replace("= HOME/", "= " + machine.home() + "/"));
    Path tool = machine.home().resolve("other-tool");
    Files.writeString(
        tool,
        """
        #!/bin/sh
        echo '{"Version":1,"AccessKeyId":"AKIAOFANOTHERTOOL","SecretAccessKey":"x"}'
        """);
    assertTrue(tool.toFile().setExecutable(true));
  }

  @BeforeAll
  void storeAKeyAndLogIn() throws Exception {
    assertEquals(0, machine.add("personal").exit());
    Machine.Result login = machine.login("personal");
    assertEquals(0, login.exit(), login.toString());
  }

  @AfterAll
  void stop() throws IOException {
    machine.close();
  }

  private String within(List<String> command) throws Exception {
    Machine.Result result = machine.run(Map.of(), "", AwsClients.within("personal", command));
    assertEquals(0, result.exit(), result.toString());
    return result.out();
  }

  private String boto(String expression) throws Exception {
    return within(
            AwsClients.python(
                "import botocore.session as s; print(" + expression.replace('`', '"') + ")"))
        .strip();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "personal,Developer",
        "reader,Admin",
        "it's a [strange] name $HOME,Admin",
      })
  void everyProfileIsServedByItsName(String profile, String role) throws Exception {
    assertTrue(within(AwsClients.cliWhoAmI("--profile", profile)).startsWith(ASSUMED + role + "/"));
    assertTrue(
        boto("s.Session(profile='''"
                + profile
                + "''').create_client('sts').get_caller_identity()['Arn']")
            .startsWith(ASSUMED + role + "/"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"reader", "personal"})
  void theJavaSdkFindsAProfileByItsName(String profile) throws Exception {
    List<String> command = new ArrayList<>(List.of("env", "AWS_PROFILE=" + profile));
    command.addAll(AwsClients.javaWhoAmI());

    assertTrue(
        within(command).startsWith(ASSUMED + (profile.equals("reader") ? "Admin/" : "Developer/")));
  }

  @Test
  void aProfileForWhichSdksWouldRefuseTheFileIsNamedByStatus() throws Exception {
    Machine.Result status = machine.jvc("status");

    assertTrue(
        (status.out() + status.err())
            .contains("profile not; nameable # to SDKs is kept from programs"),
        status.toString());
  }

  @Test
  void profilesOfOtherToolsStillAreThose() throws Exception {
    assertEquals(
        "AKIAOFANOTHERTOOL custom-process",
        boto(
            "(lambda c: c.access_key + ` ` + c.method)"
                + "(s.Session(profile='other-tool').get_credentials())"));
    Machine.Result sso =
        machine.run(
            Map.of(),
            "",
            AwsClients.within("personal", AwsClients.cliWhoAmI("--profile", "by-sso")));
    assertTrue(sso.err().contains("SSO") || sso.err().contains("sso"), sso.toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "s.Session(profile='reader').get_scoped_config()['region'] | us-east-1",
        "s.Session().get_config_variable('region') | eu-west-1",
        "s.Session().get_scoped_config().get('output') | text",
        "s.Session(profile='reader').get_scoped_config()['s3']['addressing_style'] | path",
        "s.Session(profile='reader').get_scoped_config()['s3']['max_concurrent_requests'] | 7",
        "s.Session(profile='reader').create_client('s3').meta.endpoint_url | http://127.0.0.1:9000",
        "s.Session().full_config['sso_sessions']['corp']['sso_region'] | ca-central-1",
        "sorted(s.Session().available_profiles)[0] | by-sso",
        "len(s.Session().available_profiles) | 6",
      })
  void everyOtherSettingIsAsInTheOriginal(String expression, String value) throws Exception {
    assertEquals(value, boto(expression));
  }

  @Test
  void sectionsThatAreNoProfilesAreThereToTheByte() throws Exception {
    String made = within(List.of("sh", "-c", "cat \"$AWS_CONFIG_FILE\""));

    String own = Files.readString(machine.home().resolve(".aws/config"));
    String tail = own.substring(own.indexOf("[sso-session corp]"));
    assertTrue(made.contains(tail.substring(0, tail.indexOf("[services"))), made);
    assertTrue(made.contains(tail.substring(tail.indexOf("[services"))), made);
    assertFalse(made.contains("role_arn"), made);
  }

  @Test
  void anEditReachesACommandThatRuns() throws Exception {
    Process command =
        machine
            .builder(
                Map.of(),
                AwsClients.within(
                    "personal", List.of("sh", "-c", "echo $AWS_CONFIG_FILE; read line")))
            .start();
    try (BufferedReader output = command.inputReader()) {
      Path config = Path.of(output.readLine());
      String own = Files.readString(machine.home().resolve(".aws/config"));

      machine.awsConfig(own + "[profile fresh]\nsource_profile = personal\nregion = eu-west-3\n");

      await()
          .atMost(Duration.ofSeconds(10))
          .until(() -> Files.readString(config).contains("[profile fresh]\ncredential_process = "));
      assertEquals(0, machine.jvc("daemon", "stop").exit());
      machine.awsConfig(own);
      assertEquals(0, machine.jvc("daemon", "start").exit());
      await()
          .atMost(Duration.ofSeconds(10))
          .until(() -> !Files.readString(config).contains("[profile fresh]"));
    } finally {
      command.getOutputStream().close();
      command.onExit().join();
    }
  }

  @Test
  void aKeyInTheSharedFileStaysUsableWhereItCannotWin() throws Exception {
    Path credentials = machine.home().resolve(".aws/credentials");
    Files.writeString(
        credentials,
        """
        [plain]
        aws_access_key_id = AKIAINTHECREDENTIALS
        aws_secret_access_key = x
        """);
    try {
      assertEquals(
          "AKIAINTHECREDENTIALS", boto("s.Session(profile='plain').get_credentials().access_key"));

      Files.writeString(credentials, Files.readString(credentials).replace("plain", "reader"));
      assertTrue(
          within(AwsClients.cliWhoAmI("--profile", "reader")).startsWith(ASSUMED + "Admin/"));
      assertFalse(
          Files.isSymbolicLink(machine.home().resolve("run/jvc/exec/personal.credentials")));
      assertTrue(
          Files.isRegularFile(
              machine.home().resolve("run/jvc/exec/personal.credentials"),
              LinkOption.NOFOLLOW_LINKS));
    } finally {
      Files.delete(credentials);
    }
  }
}
