package dev.jvc.daemon.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.ProfileName;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From a profile to the key it starts from. */
final class ChainTest {

  private static final String ROLE = "role_arn = arn:aws:iam::111122223333:role/";

  @TempDir private Path folder;
  private AwsHome home;

  @BeforeEach
  void makeHome() {
    home = new AwsHome(folder);
  }

  private String chain(String profile) throws ProblemException {
    SessionPlan plan = home.plan(profile);
    return plan.roles().stream()
        .map(role -> role.role().roleName())
        .collect(Collectors.joining(" ", plan.login().key() + "[", "]"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // a profile without anything is its own key
        "a | [profile a] | a[]",
        "default | [default] | default[]",
        // a role starts from the key of its own name, said or not
        "a | [profile a];role_arn=A | a[A]",
        "a | [profile a];role_arn=A;source_profile=a | a[A]",
        // a source with and without a role of its own
        "a | [profile a];role_arn=A;source_profile=b;[profile b] | b[A]",
        "a | [profile a];role_arn=A;source_profile=b;[profile b];role_arn=B | b[B A]",
        "a | [profile a];role_arn=A;source_profile=b;[profile b];role_arn=B;source_profile=c;[profile c]"
            + " | c[B A]",
        // a source that names itself gives its key, as for the AWS CLI
        "a | [profile a];role_arn=A;source_profile=b;[profile b];role_arn=B;source_profile=b | b[A]",
        // without a role the source's session is the profile's
        "a | [profile a];source_profile=b;[profile b];role_arn=B | b[B]",
        "a | [profile a];source_profile=a | a[]",
        // names with blanks
        "a | [profile a];role_arn=A;source_profile=b c;[profile \"b c\"] | b c[A]",
        // what is included fills blanks only
        "a | [profile a];include_profile=b;[profile b];role_arn=B | a[B]",
        "a | [profile a];role_arn=A;include_profile=b;[profile b];role_arn=B;source_profile=c;[profile c]"
            + " | c[A]",
        "a | [profile a];include_profile=b;[profile b];include_profile=c;[profile c];role_arn=C | a[C]",
        // five steps are allowed
        "a | [profile a];source_profile=b;[profile b];source_profile=c;[profile c];source_profile=d;"
            + "[profile d];source_profile=e;[profile e];source_profile=f;[profile f] | f[]",
      })
  void aProfileLeadsToItsKey(String profile, String config, String chain) throws ProblemException {
    home.config(lines(config));

    assertEquals(chain, chain(profile));
    assertEquals(List.of(), home.open().problems());
  }

  private static String lines(String config) {
    return config.replace(';', '\n').replace("role_arn=", ROLE) + "\n";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[profile a];role_arn=A;source_profile=b | source_profile names profile b, which does not"
            + " exist: did you mean a? (~/.aws/config:3)",
        "[profile a];role_arn=A;source_profile=nowhere | source_profile names profile nowhere, which"
            + " does not exist (~/.aws/config:3)",
        "[profile a];role_arn=A;source_profile= | source_profile has no value: give it one or remove"
            + " the line (~/.aws/config:3)",
        "[profile a];role_arn = | role_arn has no value: give it one or remove the line"
            + " (~/.aws/config:2)",
        "[profile a];role_arn=A;source_profile=b;credential_source=Environment;[profile b] |"
            + " source_profile and credential_source exclude each other: keep one (~/.aws/config:3)",
        "[profile a];include_profile=a | include_profile loop a -> a (~/.aws/config:2)",
        "[profile z];[profile a];include_profile=b;[profile b];include_profile=a | include_profile"
            + " loop a -> b -> a (~/.aws/config:3)",
        "[profile a];include_profile=none | include_profile names profile none, which does not exist"
            + " (~/.aws/config:2)",
        "[profile a];source_profile=b;[profile b];source_profile=c;[profile c];source_profile=d;"
            + "[profile d];source_profile=e;[profile e];source_profile=f;[profile f];"
            + "source_profile=g;[profile g] | source_profile chain from a is longer than 5"
            + " (~/.aws/config:12)",
      })
  void aChainThatLeadsNowhereIsSaidWithItsPlace(String config, String message) {
    home.config(lines(config));

    assertEquals("BadProfile: profile a: " + message, home.refusal("a"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sso_session = work",
        "sso_start_url = https://example.awsapps.com/start",
        "web_identity_token_file = /tmp/token",
        "credential_process = /bin/true",
        "login_session = arn:aws:iam::111122223333:user/me",
      })
  void whatIsServedByOthersIsNamed(String setting) {
    String name = setting.substring(0, setting.indexOf(' '));
    home.config("[profile a]\n" + setting + "\n[profile b]\n" + ROLE + "B\nsource_profile = a\n");

    assertEquals(
        "BadProfile: profile a uses "
            + name
            + " (~/.aws/config:2), and jvc does not serve that: leave it to the AWS CLI",
        home.refusal("a"));
    assertEquals(
        "BadProfile: profile b starts from profile a, which uses "
            + name
            + " (~/.aws/config:2), and jvc does not serve that: leave it to the AWS CLI",
        home.refusal("b"));
    assertEquals(List.of(), home.open().problems());
  }

  @Test
  void aCredentialSourceIsNamed() {
    home.key("a").config("[profile a]\n" + ROLE + "A\ncredential_source = Ec2InstanceMetadata\n");

    assertEquals(
        "BadProfile: profile a uses credential_source (~/.aws/config:3), and jvc does not serve"
            + " that: leave it to the AWS CLI",
        home.refusal("a"));
  }

  @Test
  void aTokenOfAnotherIdentityProviderComesBeforeASource() {
    home.config(
        "[profile a]\n" + ROLE + "A\nsource_profile = b\nweb_identity_token_file = x\n[profile b]");

    assertEquals(
        "BadProfile: profile a uses web_identity_token_file (~/.aws/config:4), and jvc does not"
            + " serve that: leave it to the AWS CLI",
        home.refusal("a"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "nobody | [default] | nobody[]",
        "a | [profile a];role_arn=A | a[A]",
        "a | [profile a];aws_access_key_id=AKIAIOSFODNN7EXAMPLE | a[]",
        "a | [profile a];sso_session=s | a[]",
        "a | [profile a];source_profile=b;[profile b];role_arn=B | a[]",
        "a | [profile a];role_arn=A;source_profile=b;[profile b] | b[A]",
      })
  void aProfileWithAKeyOfItsOwnLeadsToIt(String profile, String config, String chain)
      throws ProblemException {
    home.config(lines(config));

    SessionPlan plan = home.open().planWithOwnKey(new ProfileName(profile));

    assertEquals(
        chain,
        plan.roles().stream()
            .map(role -> role.role().roleName())
            .collect(Collectors.joining(" ", plan.login().key() + "[", "]")));
    assertEquals("auto", plan.store());
  }

  @Test
  void aBrokenProfileLeadsNowhereWithAKeyEither() {
    home.config("[profile a]\nrole_arn = nonsense\n");

    assertThrows(ProblemException.class, () -> home.open().planWithOwnKey(new ProfileName("a")));
  }

  @Test
  void aPlaintextKeyInTheConfigurationIsNotUsed() {
    home.config(
        "[profile my dev]\n".replace("my dev", "'my dev'")
            + "aws_access_key_id = AKIAIOSFODNN7EXAMPLE\n");

    assertEquals(
        "BadProfile: profile my dev keeps its key in plaintext (~/.aws/config:2): run jvc import"
            + " to move it",
        home.refusal("my dev"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sso_session = work",
        "credential_process = /bin/true",
        "aws_access_key_id = AKIAIOSFODNN7EXAMPLE",
        "web_identity_token_file = x",
      })
  void aStoredKeyComesBeforeAnyOtherWay(String setting) throws ProblemException {
    home.key("a")
        .config("[profile a]\n" + ROLE + "A\n" + setting + "\n[profile b]\nsource_profile=a");

    assertEquals("a[A]", chain("a"));
    assertEquals("a[A]", chain("b"));
  }

  @Test
  void aStoredKeyComesBeforeASourceThatGivesNoRole() throws ProblemException {
    home.config("[profile a]\nsource_profile = b\n[profile b]\n");
    assertEquals("b[]", chain("a"));
    home.key("a");
    assertEquals("a[]", chain("a"));

    home.config("[profile a]\n" + ROLE + "A\nsource_profile = b\n[profile b]\n");
    assertEquals("b[A]", chain("a"));
  }

  @Test
  void aSourceMayBeAKeyOrACredentialsProfileThatTheConfigurationDoesNotName()
      throws ProblemException {
    home.key("ci")
        .credentials("[old]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\n")
        .config(
            "[profile a]\n"
                + ROLE
                + "A\nsource_profile = ci\n[profile b]\n"
                + ROLE
                + "B\nsource_profile = old\n");

    assertEquals("ci[A]", chain("a"));
    assertEquals("old[B]", chain("b"));
    assertEquals(
        List.of("a", "b", "ci", "old"),
        home.open().names().stream().map(ProfileName::value).toList());
  }

  @Test
  void theFirstMfaSerialOnTheWayToTheKeyCounts() throws ProblemException {
    String mfa = "mfa_serial = arn:aws:iam::111122223333:mfa/";
    home.config(
        "[profile top]\n"
            + ROLE
            + "T\nsource_profile = middle\n"
            + "[profile middle]\n"
            + ROLE
            + "M\nsource_profile = base\n"
            + mfa
            + "middle\n"
            + "[profile base]\n"
            + mfa
            + "base\n"
            + "[profile own]\n"
            + ROLE
            + "O\nsource_profile = base\nmfa_serial = GAHT12345678\n"
            + "[profile none]\n");

    assertEquals("arn:aws:iam::111122223333:mfa/middle", home.plan("top").login().mfaSerial());
    assertEquals("arn:aws:iam::111122223333:mfa/base", home.plan("base").login().mfaSerial());
    assertEquals("GAHT12345678", home.plan("own").login().mfaSerial());
    assertNull(home.plan("none").login().mfaSerial());
  }

  @Test
  void aFaultFurtherDownIsToldWithItsOwnPlaceAndOnlyOnce() {
    home.config(
        "[profile a]\n" + ROLE + "A\nsource_profile = b\n[profile b]\nrole_arn = nonsense\n");

    assertEquals(
        "BadProfile: profile a: role_arn is not the ARN of a role (arn:aws:iam::ACCOUNT:role/NAME)"
            + " (~/.aws/config:5)",
        home.refusal("a"));
    assertEquals(
        List.of(
            "~/.aws/config:5: role_arn is not the ARN of a role (arn:aws:iam::ACCOUNT:role/NAME)"),
        home.open().problems());
  }
}
