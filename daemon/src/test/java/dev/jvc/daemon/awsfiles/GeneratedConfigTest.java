package dev.jvc.daemon.awsfiles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.daemon.awsfiles.GeneratedConfig.Served;
import dev.jvc.daemon.credential.ProfileName;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GeneratedConfigTest {

  private static final String OWN =
      """
      # mine
      [default]
      region = eu-west-2
      output = json
      cli_pager =

      [profile personal]
      mfa_serial = arn:aws:iam::111122223333:mfa/me
      role_arn = arn:aws:iam::111122223333:role/Developer
      region = eu-west-1
      s3 =
        max_concurrent_requests = 20

        addressing_style = path

      [sso-session corp]
      sso_start_url = https://corp.awsapps.com/start

      # for tests
      [services local]
      s3 =
        endpoint_url = http://127.0.0.1:9000

      [profile corp]
      sso_session = corp
      sso_account_id = 111122223333
      region = us-east-1

      [profile prod]
        source_profile = personal
        role_arn = arn:aws:iam::444455556666:role/Deploy
        services = local
        retry_mode = adaptive
      [profile other-tool]
      credential_process = /opt/tool get
      """;

  private static String text(
      String own, Purpose purpose, String chosen, @Nullable String program, String... served) {
    Map<ProfileName, Served> map = new HashMap<>();
    for (String name : served) {
      map.put(new ProfileName(name), new Served(""));
    }
    RawConfig config = RawConfigParser.parse(ByteBuffer.wrap(own.getBytes(StandardCharsets.UTF_8)));
    String text =
        new GeneratedConfig(config, map, Set.of(), program).text(purpose, new ProfileName(chosen));
    return new String(GeneratedConfig.bytes(text), StandardCharsets.UTF_8);
  }

  @Test
  void anExecHasItsProfileByTheEndpointAndTheOthersByProcess() {
    assertEquals(
        """
        [default]
        region = eu-west-1
        s3 =
          max_concurrent_requests = 20
          addressing_style = path
        output = json

        [profile personal]
        region = eu-west-1
        s3 =
          max_concurrent_requests = 20
          addressing_style = path

        [sso-session corp]
        sso_start_url = https://corp.awsapps.com/start

        # for tests

        [services local]
        s3 =
          endpoint_url = http://127.0.0.1:9000


        [profile corp]
        sso_session = corp
        sso_account_id = 111122223333
        region = us-east-1


        [profile prod]
        credential_process = /usr/bin/jvc credentials prod
        services = local
        retry_mode = adaptive

        [profile other-tool]
        credential_process = /opt/tool get
        """,
        text(OWN, Purpose.EXEC, "personal", "/usr/bin/jvc", "personal", "prod"));
  }

  @Test
  void theDesktopHasEveryProfileByNameAsWell() {
    String text = text(OWN, Purpose.DESKTOP, "personal", "/usr/bin/jvc", "personal", "prod");

    assertTrue(text.startsWith("[default]\nregion = eu-west-1\n"), text);
    assertTrue(
        text.contains(
            "[profile personal]\ncredential_process = /usr/bin/jvc credentials personal\nregion"),
        text);
  }

  @Test
  void theDefaultProfileHasOneSection() {
    assertEquals(
        "[default]\nregion = eu-west-2\noutput = json\ncli_pager =\n",
        text(
            "[default]\nrole_arn = x\nregion = eu-west-2\noutput = json\ncli_pager =\n",
            Purpose.DESKTOP,
            "default",
            "/usr/bin/jvc",
            "default"));
    assertEquals(
        "[default]\nregion = b\n",
        text(
            "[default]\nregion = a\n[profile default]\nregion = b\n",
            Purpose.EXEC,
            "default",
            "/usr/bin/jvc",
            "default"),
        "of two the later counts");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "role_arn",
        "ROLE_ARN",
        "source_profile",
        "credential_source",
        "credential_process",
        "external_id",
        "mfa_serial",
        "duration_seconds",
        "role_session_name",
        "include_profile",
        "mfa_process",
        "session_tags",
        "transitive_session_tags",
        "source_identity",
        "parent_profile",
        "sso_session",
        "sso_start_url",
        "sso_region",
        "sso_account_id",
        "sso_role_name",
        "sso_registration_scopes",
        "web_identity_token_file",
        "web_identity_token_process",
        "aws_access_key_id",
        "aws_secret_access_key",
        "aws_session_token",
        "aws_account_id",
        "login_session"
      })
  void nothingThatLeadsToCredentialsIsKept(String setting) {
    String own = "[profile p]\n" + setting + " = x\n  more\nregion = r\n";

    assertEquals(
        "[default]\nregion = r\n\n[profile p]\ncredential_process = /j credentials p\nregion = r\n",
        text(own, Purpose.DESKTOP, "p", "/j", "p"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "output = json",
        "endpoint_url = http://127.0.0.1:1",
        "services = dev",
        "ca_bundle = /x",
        "retry_mode = adaptive",
        "max_attempts = 2",
        "use_fips_endpoint = true",
        "use_dualstack_endpoint = true",
        "cli_pager =",
        "cli_auto_prompt = on",
        "defaults_mode = standard",
        "sdk_ua_app_id = x",
        "sts_regional_endpoints = regional",
        "s3 =\n  addressing_style = path",
        "ignore_configured_endpoint_urls = true",
        "account_id_endpoint_mode = required",
        "Region = EU",
        "something_new = 1"
      })
  void everythingElseIs(String setting) {
    assertTrue(
        text("[profile p]\n" + setting + "\n", Purpose.EXEC, "q", "/j", "p")
            .endsWith("credential_process = /j credentials p\n" + setting + "\n"));
  }

  @Test
  void indentedSettingsDoNotContinueTheOneBeforeThem() {
    assertEquals(
        """
        [default]

        [profile p]
        credential_process = /j credentials p
        region = r
        s3 =
            a = b
        """,
        text("[profile p]\n  region = r\n  s3 =\n    a = b\n", Purpose.EXEC, "q", "/j", "p"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "plain-1.x_y/z@a+b=c,d:e | plain-1.x_y/z@a+b=c,d:e | plain-1.x_y/z@a+b=c,d:e",
        "\"a b\" | a b | --hex 612062",
        "\"a'b\" | a'b | --hex 612762",
        "'a\"b' | a\"b | --hex 612262",
        "a$b | a$b | --hex 612462",
        "é | é | --hex c3a9",
        "-a | -a | --hex 2d61",
        "~ | ~ | --hex 7e",
        "'a\\b' | a\\b | --hex 615c62",
      })
  void aNameIsAWordThatEveryParserReadsAlike(String header, String name, String word) {
    String text = text("[profile " + header + "]\n", Purpose.EXEC, "q", "/j", name);

    assertEquals(
        "[default]\n\n[profile " + header + "]\ncredential_process = /j credentials " + word + "\n",
        text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'a]b' | [jvc 615d62]~[profile 'a]b']~ | --hex 615d62",
        "\"[]\" | [jvc 5b5d]~[profile \"[]\"]~ | --hex 5b5d",
        "x ] # comment | [profile x ] # comment]~ | x",
      })
  void aHeaderWithBracketsIsNotTakenForPartOfTheSectionAbove(
      String header, String spelled, String word) {
    assertEquals(
        "[default]\n\n"
            + spelled.replace('~', '\n')
            + "credential_process = /j credentials "
            + word
            + "\n",
        text(
            "[profile " + header + "]\n",
            Purpose.EXEC,
            "q",
            "/j",
            RawConfigParser.parse(
                    ByteBuffer.wrap(
                        ("[profile " + header + "]\n").getBytes(StandardCharsets.UTF_8)))
                .sections()
                .getFirst()
                .name()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a;b", "\"a # b\"", "a#"})
  void aProfileForWhichAnSdkWouldRefuseTheFileIsLeftOut(String header) {
    String own = "[profile " + header + "]\nregion = r\n[profile q]\n";
    String name = header.replace("\"", "");

    assertEquals("[default]\n\n[profile q]\n", text(own, Purpose.EXEC, "q", "/j", name), "served");
    assertEquals(
        "[default]\nregion = r\n\n[profile q]\n", text(own, Purpose.EXEC, name, "/j", name));
    assertEquals(
        "[default]\n\n" + own.replace("\n[profile q]", "\n\n[profile q]"),
        text(own, Purpose.EXEC, "q", "/j"),
        "what jvc does not serve is as it was");
  }

  @Test
  void aProfileWithoutASectionGetsOneIfItsNameCanStandInOne() {
    String text =
        text("", Purpose.DESKTOP, "one", "/j", "one", "a b", "a'b", "a]b", "a\"b", "é", "default");

    assertEquals(
        """
        [default]

        [profile "a b"]
        credential_process = /j credentials --hex 612062

        [profile one]
        credential_process = /j credentials one
        """,
        text);
  }

  @Test
  void aProfileWhoseKeyIsInPlaintextIsAnsweredWithAdvice() {
    assertEquals(
        "[default]\n\n[profile p]\ncredential_process = /j credentials p\nregion = r\n",
        text(
            """
            [profile p]
            aws_access_key_id = AKIAIOSFODNN7EXAMPLE
            aws_secret_access_key = x
            region = r
            """,
            Purpose.EXEC,
            "q",
            "/j"));
    GeneratedConfig told =
        new GeneratedConfig(
            RawConfig.EMPTY, Map.of(), Set.of(new ProfileName("in-credentials")), "/j");
    assertEquals(
        """
        [default]

        [profile in-credentials]
        credential_process = /j credentials in-credentials
        """,
        told.text(Purpose.EXEC, new ProfileName("q")));
  }

  @Test
  void withoutAWordForTheProgramProfilesStayAsTheyWere() {
    String own = "[profile p]\nregion = r\nrole_arn = a\n";

    assertEquals("[default]\n\n" + own, text(own, Purpose.EXEC, "q", null, "p"));
  }

  @Test
  void theRegionOfAnIncludedProfileIsWrittenOut() {
    RawConfig own =
        RawConfigParser.parse(
            ByteBuffer.wrap(
                "[profile p]\ninclude_profile = base\n[profile r]\nregion = own\n"
                    .getBytes(StandardCharsets.UTF_8)));
    Map<ProfileName, Served> served =
        Map.of(
            new ProfileName("p"), new Served("eu-west-3"),
            new ProfileName("r"), new Served("own"),
            new ProfileName("bare"), new Served("eu-west-1"),
            new ProfileName("odd"), new Served("a\nb"));

    String text =
        new GeneratedConfig(own, served, Set.of(), "/j").text(Purpose.EXEC, new ProfileName("p"));

    assertTrue(text.startsWith("[default]\nregion = eu-west-3\n\n[profile p]\nregion = "), text);
    assertTrue(text.contains("credentials r\nregion = own\n"), text);
    assertFalse(text.contains("a\nb"), text);
  }
}
