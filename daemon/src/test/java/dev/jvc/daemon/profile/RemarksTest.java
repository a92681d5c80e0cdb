package dev.jvc.daemon.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.ProfileName;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is pointed out although it can be acted on, and what the credentials file is good for. */
final class RemarksTest {

  private static final String PLAINTEXT =
      """
      aws_access_key_id = AKIAIOSFODNN7EXAMPLE
      aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY
      """;

  @TempDir private Path folder;
  private AwsHome home;

  @BeforeEach
  void makeHome() {
    home = new AwsHome(folder);
  }

  @Test
  void plaintextKeysArePointedOut() {
    home.key("stored")
        .credentials("[default]\n" + PLAINTEXT + "[my dev]\n" + PLAINTEXT)
        .config("[profile stored]\n" + PLAINTEXT);

    assertEquals(
        List.of(
            "~/.aws/config:2: [profile stored] holds a key in plaintext: jvc keeps one for it, so"
                + " delete it here",
            "~/.aws/credentials:2: [default] holds a key in plaintext: run jvc import to move it",
            "~/.aws/credentials:5: [my dev] holds a key in plaintext: run jvc import to move it"),
        home.open().problems());
  }

  @Test
  void temporaryKeysAreNobodysToAdd() {
    home.credentials("[saml]\n" + PLAINTEXT + "aws_session_token = x\n");

    assertEquals(List.of(), home.open().problems());
  }

  @Test
  void aProfileOfTheCredentialsFileExists() throws ProblemException {
    home.credentials("[default]\n" + PLAINTEXT + "[my dev]\n");

    assertEquals(
        List.of(new ProfileName("default"), new ProfileName("my dev")), home.open().names());
    assertEquals(new ProfileName("my dev"), home.plan("my dev").login().key());
  }

  @Test
  void rolesAreNotTakenFromTheCredentialsFile() throws ProblemException {
    home.credentials("[dev]\nrole_arn = arn:aws:iam::111122223333:role/A\nsource_profile = x\n");

    assertEquals(List.of(), home.plan("dev").roles());
    assertEquals(
        List.of(
            "~/.aws/credentials:2: role_arn is not read from here: move it to ~/.aws/config",
            "~/.aws/credentials:3: source_profile is not read from here: move it to ~/.aws/config"),
        home.open().problems());
  }

  @Test
  void aBrokenCredentialsFileIsSaidAndHindersNothing() throws ProblemException {
    home.credentials("stray\n[a\n[b]\n").config("[profile c]\n");

    assertEquals(
        List.of(
            "~/.aws/credentials:1: stands before the first section: a [profile NAME] line is"
                + " missing",
            "~/.aws/credentials:2: the section header has no closing bracket"),
        home.open().problems());
    assertEquals(new ProfileName("c"), home.plan("c").profile());
    assertEquals(new ProfileName("b"), home.plan("b").profile());
  }

  @Test
  void mixUpsInTheConfigurationArePointedOut() {
    home.config(
        """
        [default]
        region = eu-west-2
        [dev]
        role_arn = arn:aws:iam::111122223333:role/A
        [plugins]
        cli_legacy_plugin_path = x
        [profile default]
        mfa_process = ykman oath code
        use_fips_endpoint = true
        use_dualstack_endpoint = false
        my setting = x
        """);

    assertEquals(
        List.of(
            "~/.aws/config:1: [default] is not used, because [profile default] on line 7 replaces"
                + " it: keep one of them",
            "~/.aws/config:3: section [dev] is not a profile: write [profile dev]",
            "~/.aws/config:8: mfa_process is not supported by this version and has no effect",
            "~/.aws/config:9: use_fips_endpoint is not supported by this version and has no effect",
            "~/.aws/config:11: is ignored: this is not the name of a setting"),
        home.open().problems());
  }

  @Test
  void noSecretIsKeptFromEitherFile() throws ProblemException {
    home.key("a").credentials("[a]\n" + PLAINTEXT).config("[profile a]\n" + PLAINTEXT);
    AwsProfiles profiles = home.open();

    String everything =
        profiles.problems() + profiles.plan(new ProfileName("a")).toString() + profiles.names();

    assertEquals(-1, everything.indexOf("wJalr"));
    assertEquals(-1, everything.indexOf("AKIA"));
  }
}
