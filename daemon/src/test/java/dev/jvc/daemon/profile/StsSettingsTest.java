package dev.jvc.daemon.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jvc.daemon.credential.ProblemException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which STS a profile's calls go to. */
final class StsSettingsTest {

  private static final String ROLE = "role_arn = arn:aws:iam::111122223333:role/A\n";

  @TempDir private Path folder;
  private AwsHome home;

  @BeforeEach
  void makeHome() {
    home = new AwsHome(folder);
  }

  @ParameterizedTest
  @CsvSource({
    "true, true, true, true, eu-west-1, ~/.aws/config:4 [profile a]",
    "false, true, true, true, eu-west-2, AWS_REGION",
    "false, false, true, true, eu-west-3, AWS_DEFAULT_REGION",
    "false, false, false, true, eu-north-1, ~/.aws/config:5 [profile b]",
    "false, false, false, false, us-east-1, default",
  })
  void theNearestRegionCounts(
      boolean own,
      boolean variable,
      boolean defaultVariable,
      boolean ofSource,
      String region,
      String source)
      throws ProblemException {
    home.config(
        "[profile a]\n"
            + ROLE
            + "source_profile = b\n"
            + (own ? "region = eu-west-1\n" : "")
            + "[profile b]\n"
            + (ofSource ? "region = eu-north-1\n" : ""));
    if (variable) {
      home.variable("AWS_REGION", "eu-west-2");
    }
    if (defaultVariable) {
      home.variable("AWS_DEFAULT_REGION", "eu-west-3");
    }

    SessionPlan plan = home.plan("a");

    assertEquals(region, plan.sts().region());
    assertEquals(source, source(plan, "region"));
  }

  private static @Nullable String source(SessionPlan plan, String name) {
    return plan.sources().stream()
        .filter(value -> value.name().equals(name))
        .map(SessionPlan.ValueSource::source)
        .findFirst()
        .orElse(null);
  }

  @ParameterizedTest
  @CsvSource({
    // own of service, own of all, in services, in the profile, and what is chosen
    "true, true, true, true, https://one.example, AWS_ENDPOINT_URL_STS",
    "false, true, true, true, https://two.example, AWS_ENDPOINT_URL",
    "false, false, true, true, https://three.example, ~/.aws/config:6 [services s]",
    "false, false, false, true, https://four.example, ~/.aws/config:3 [profile a]",
    "false, false, false, false, , ",
  })
  void theEndpointIsLookedForInTheDocumentedOrder(
      boolean ofService,
      boolean ofAll,
      boolean inServices,
      boolean inProfile,
      @Nullable String endpoint,
      @Nullable String source)
      throws ProblemException {
    home.config(
        "[profile a]\nservices = s\n"
            + (inProfile ? "endpoint_url = https://four.example\n" : "\n")
            + "[services s]\nsts =\n"
            + (inServices ? "  endpoint_url = https://three.example\n" : "\n")
            + "s3 =\n  endpoint_url = https://other.example\n");
    if (ofService) {
      home.variable("AWS_ENDPOINT_URL_STS", "https://one.example");
    }
    if (ofAll) {
      home.variable("AWS_ENDPOINT_URL", "https://two.example");
    }

    SessionPlan plan = home.plan("a");

    assertEquals(endpoint == null ? null : URI.create(endpoint), plan.sts().override());
    assertEquals(source, source(plan, "endpoint"));
  }

  @Test
  void configuredEndpointsCanBeSwitchedOff() throws ProblemException {
    home.config(
        """
        [profile a]
        endpoint_url = http://192.0.2.1
        ignore_configured_endpoint_urls = True
        [profile b]
        endpoint_url = https://b.example
        """);

    assertEquals(null, home.plan("a").sts().override());
    assertEquals(URI.create("https://b.example"), home.plan("b").sts().override());
    home.variable("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true")
        .variable("AWS_ENDPOINT_URL", "https://two.example");
    assertEquals(null, home.plan("b").sts().override());
  }

  @Test
  void theEndpointOfASourceIsNotTheProfilesOwn() throws ProblemException {
    home.config(
        "[profile a]\n"
            + ROLE
            + "source_profile = b\n"
            + "[profile b]\nendpoint_url = https://b.example\n");

    assertEquals(null, home.plan("a").sts().override());
  }

  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1:4566",
    "http://localhost:4566/path",
    "http://[::1]:4566",
    "https://vpce-1.sts.eu-west-2.vpce.amazonaws.com",
  })
  void safeEndpointsAreTaken(String url) throws ProblemException {
    home.config("[profile a]\nendpoint_url = " + url + "\n");

    assertEquals(URI.create(url), home.plan("a").sts().override());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http://sts.example.org | is refused: an endpoint is https, or http towards loopback",
        "http://127.0.0.1.example.org | is refused: an endpoint is https, or http towards loopback",
        "http://localhost.example.org | is refused: an endpoint is https, or http towards loopback",
        "http://0.0.0.0 | is refused: an endpoint is https, or http towards loopback",
        "ftp://127.0.0.1 | is refused: an endpoint is https, or http towards loopback",
        "https://me@sts.example.org | is refused: an endpoint needs a host and may not carry a user",
        "https:///path | is refused: an endpoint needs a host and may not carry a user",
        "sts.example.org | is refused: an endpoint needs a host and may not carry a user",
        "https://sts.example.org?x=y | is refused: an endpoint is a scheme, a host, and perhaps a"
            + " path",
        "https://sts.example.org#x | is refused: an endpoint is a scheme, a host, and perhaps a path",
        "https://sts.example.org:99999 | is refused: an endpoint is a scheme, a host, and perhaps a"
            + " path",
        "https://sts example.org | is not a URL",
        "'' | has no value: give it one or remove the line",
      })
  void unsafeEndpointsAreRefused(String url, String message) {
    home.config("[profile a]\nendpoint_url = " + url + "\n");
    assertEquals(
        "BadProfile: profile a: endpoint_url " + message + " (~/.aws/config:2)", home.refusal("a"));
  }

  @Test
  void anUnsafeVariableIsNamedOnceForAllProfiles() {
    home.config("[profile a]\n[profile b]\n").variable("AWS_ENDPOINT_URL", "http://example.org");

    assertEquals(
        "BadProfile: profile a: the value is refused: an endpoint is https, or http towards"
            + " loopback (AWS_ENDPOINT_URL)",
        home.refusal("a"));
    assertEquals(
        List.of(
            "AWS_ENDPOINT_URL: the value is refused: an endpoint is https, or http towards"
                + " loopback"),
        home.open().problems());
  }

  @Test
  void emptyVariablesCountAsUnset() throws ProblemException {
    home.config("[profile a]\n").variable("AWS_ENDPOINT_URL", "").variable("AWS_REGION", " ");

    assertEquals(null, home.plan("a").sts().override());
    assertEquals("us-east-1", home.plan("a").sts().region());
  }

  @Test
  void aServicesSectionThatDoesNotExistIsAFault() {
    home.config("[profile a]\nservices = s\n");

    assertEquals(
        "BadProfile: profile a: services names a section that does not exist: [services s]"
            + " (~/.aws/config:2)",
        home.refusal("a"));
  }

  @ParameterizedTest
  @CsvSource({
    "eu_west_2",
    "eu-west",
    "x@evil.example:443/#",
    "eu-west-2.evil.example",
    "EU-WEST-2",
    "eu-west-١",
    "..",
    "https://eu-west-2",
  })
  void aRegionIsOneLabelAndNothingElse(String region) {
    home.config("[profile a]\nregion = " + region + "\n").variable("AWS_REGION", "eu-west-2");

    assertEquals(
        "BadProfile: profile a: region is not an AWS region such as eu-west-2 (~/.aws/config:2)",
        home.refusal("a"));
  }

  @ParameterizedTest
  @CsvSource({
    "aws, us-east-1",
    "aws-cn, cn-north-1",
    "aws-us-gov, us-gov-west-1",
    "aws-eusc, eusc-de-east-1",
    "aws-iso, us-iso-east-1",
    "aws-iso-b, us-isob-east-1",
  })
  void withoutARegionTheRolesPartitionDecides(String partition, String region)
      throws ProblemException {
    home.config("[profile a]\nrole_arn = arn:" + partition + ":iam::111122223333:role/A\n");

    assertEquals(region, home.plan("a").sts().region());
  }

  @Test
  void aRegionOfAnotherPartitionThanTheRolesIsAFault() throws ProblemException {
    String role = "[profile a]\nrole_arn = arn:aws-cn:iam::111122223333:role/A\n";
    home.config(role + "region = eu-west-2\n");
    assertEquals(
        "BadProfile: profile a: region is in partition aws, but the role is in aws-cn: set a region of that"
            + " (~/.aws/config:3)",
        home.refusal("a"));

    home.config(role + "region = eu-west-2\nendpoint_url = http://localhost:4566\n");
    assertEquals("eu-west-2", home.plan("a").sts().region());
  }
}
