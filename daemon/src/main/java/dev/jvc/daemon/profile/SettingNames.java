package dev.jvc.daemon.profile;

import java.util.List;
import java.util.Set;

/** The names of the settings of a profile that mean something to jvc. */
final class SettingNames {

  static final String ROLE_ARN = "role_arn";
  static final String SOURCE_PROFILE = "source_profile";
  static final String CREDENTIAL_SOURCE = "credential_source";
  static final String INCLUDE_PROFILE = "include_profile";
  static final String MFA_SERIAL = "mfa_serial";
  static final String EXTERNAL_ID = "external_id";
  static final String ROLE_SESSION_NAME = "role_session_name";
  static final String DURATION_SECONDS = "duration_seconds";
  static final String SESSION_TAGS = "session_tags";
  static final String TRANSITIVE_SESSION_TAGS = "transitive_session_tags";
  static final String SOURCE_IDENTITY = "source_identity";
  static final String REGION = "region";
  static final String ENDPOINT_URL = "endpoint_url";
  static final String SERVICES = "services";
  static final String IGNORE_ENDPOINTS = "ignore_configured_endpoint_urls";
  static final String ACCESS_KEY_ID = "aws_access_key_id";
  static final String SESSION_TOKEN = "aws_session_token";

  /** Settings that mark a section as meant to be a profile. */
  static final Set<String> OF_PROFILES =
      Set.of(
          ROLE_ARN,
          SOURCE_PROFILE,
          MFA_SERIAL,
          EXTERNAL_ID,
          ROLE_SESSION_NAME,
          DURATION_SECONDS,
          REGION,
          ACCESS_KEY_ID);

  /** Tokens of another identity provider, which the AWS CLI prefers to a source profile. */
  static final List<String> WEB_IDENTITY =
      List.of("web_identity_token_file", "web_identity_token_process");

  /** Settings that say how to come to a role. */
  static final Set<String> OF_ROLES =
      Set.of(ROLE_ARN, SOURCE_PROFILE, CREDENTIAL_SOURCE, MFA_SERIAL, INCLUDE_PROFILE);

  /**
   * Ways of obtaining credentials that end at something other than a stored key, in the order in
   * which the AWS CLI prefers them.
   */
  static final List<String> OTHER_PROVIDERS =
      List.of(
          "web_identity_token_file",
          "web_identity_token_process",
          "sso_session",
          "sso_start_url",
          "sso_account_id",
          "sso_role_name",
          "login_session",
          "credential_process");

  /** Settings that change what AWS clients do and that jvc does not follow. */
  static final List<String> NOT_FOLLOWED =
      List.of("mfa_process", "use_fips_endpoint", "use_dualstack_endpoint");

  private SettingNames() {}
}
