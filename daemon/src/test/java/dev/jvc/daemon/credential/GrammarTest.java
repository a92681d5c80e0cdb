package dev.jvc.daemon.credential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may enter a request to AWS or a path, and what may not. */
final class GrammarTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "arn:aws:iam::111122223333:role/Developer",
        "arn:aws-cn:iam::111122223333:role/a/b/Developer",
        "arn:aws-us-gov:iam::111122223333:role/x=y,z.@-_+",
      })
  void aRoleArnIsAccepted(String arn) {
    assertEquals("111122223333", new RoleArn(arn).accountId());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Developer",
        "arn:aws:iam::11112222333:role/Developer",
        "arn:aws:iam::111122223333:user/me",
        "arn:aws:iam::111122223333:role/",
        "arn:aws:iam::111122223333:role/Dev eloper",
        "arn:aws:iam::111122223333:role/Developer\n",
        "arn:aws:sts::111122223333:assumed-role/Developer/x",
      })
  void whatIsNotARoleArnIsRefused(String arn) {
    assertThrows(IllegalArgumentException.class, () -> new RoleArn(arn));
  }

  @Test
  void theRoleNameIsWithoutItsPath() {
    assertEquals(
        "Developer", new RoleArn("arn:aws:iam::111122223333:role/a/b/Developer").roleName());
  }

  @ParameterizedTest
  @CsvSource({
    "personal, personal",
    "a.b_c-D9, a.b_c-D9",
    "a b, a~20b",
    "a/b, a~2Fb",
    "ü, ~C3~BC",
    "a~b, a~7Eb",
    "., ~2E",
    ".., ~2E~2E",
    "a..b, a..b",
  })
  void aProfileHasASlugThatEveryClientPassesOn(String name, String slug) {
    assertEquals(slug, new ProfileName(name).slug());
    assertEquals(Optional.of(new ProfileName(name)), ProfileName.ofSlug(slug));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", ".", "..", "a/b", "a b", "~", "~2", "a~2", "~2f", "~41", "~00", "~ZZ", "%41", "a~C3",
        "~+1"
      })
  void anySpellingButTheOneSlugNamesNoProfile(String slug) {
    assertEquals(Optional.empty(), ProfileName.ofSlug(slug));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a\nb", "a\u0000b", "a\u001bb"})
  void aProfileNameHasNoControlCharacters(String name) {
    assertThrows(IllegalArgumentException.class, () -> new ProfileName(name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"eu-west-2", "us-gov-west-1", "cn-north-1", "us-iso-east-1", "ap-southeast-12"})
  void aRegionIsAccepted(String region) {
    assertTrue(StsEndpoint.isRegion(region));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x@evil:443/#",
        "eu-west-2\n",
        "eu-west-٢",
        "..",
        "EU-WEST-2",
        "eu",
        "eu-west-2.evil"
      })
  void whatCouldChangeAHostIsNotARegion(String region) {
    assertFalse(StsEndpoint.isRegion(region));
    assertThrows(IllegalArgumentException.class, () -> new StsEndpoint(region, null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://sts.example.org",
        "http://127.0.0.1:4566",
        "http://localhost:1",
        "http://[::1]:1"
      })
  void anEndpointIsHttpsOrLoopback(String endpoint) {
    assertEquals(
        endpoint, String.valueOf(new StsEndpoint("eu-west-2", URI.create(endpoint)).override()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://sts.example.org",
        "http://127.0.0.1.example.org",
        "http://user@127.0.0.1/",
        "ftp://127.0.0.1",
        "file:///etc/passwd",
        "//127.0.0.1",
      })
  void anyOtherEndpointIsRefused(String endpoint) {
    assertThrows(
        IllegalArgumentException.class, () -> new StsEndpoint("eu-west-2", URI.create(endpoint)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"12345", "1234567", "12345a", "١٢٣٤٥٦", "", "123 456"})
  void anMfaCodeHasSixDigits(String code) {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> MfaCode.of(code));
    assertEquals("an MFA code has six digits", refused.getMessage());
  }

  @Test
  void blanksAroundAnMfaCodeAreIgnored() {
    assertEquals("123456", MfaCode.of(" 123456\n").digits().revealString());
  }

  @ParameterizedTest
  @CsvSource({"PT15M, PT15M", "PT1H, PT1H", "PT4H, PT1H", "PT12H, PT1H"})
  void aChainedRoleSessionLastsAnHourAtMost(Duration asked, Duration chained) {
    assertEquals(chained, role(asked).chainedDuration());
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT14M59S", "PT12H1S"})
  void aRoleSessionOutsideTheLimitsIsRefused(Duration asked) {
    assertThrows(IllegalArgumentException.class, () -> role(asked));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT14M59S", "PT36H1S"})
  void aLoginOutsideTheLimitsIsRefused(Duration asked) {
    assertThrows(
        IllegalArgumentException.class,
        () -> new LoginRequest.SessionToken(new ProfileName("p"), null, asked));
  }

  @Test
  void aRefusedAccessKeyIdIsNotRepeated() {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> new AccessKeyId("CANARY/secret"));
    assertFalse(String.valueOf(refused.getMessage()).contains("CANARY"));
  }

  private static RoleRequest role(Duration duration) {
    return new RoleRequest(
        new RoleArn("arn:aws:iam::111122223333:role/Developer"),
        "s",
        duration,
        null,
        Map.of(),
        Set.of(),
        null);
  }
}
