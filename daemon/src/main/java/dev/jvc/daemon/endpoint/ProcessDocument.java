package dev.jvc.daemon.endpoint;

import dev.jvc.daemon.credential.SessionCredentials;
import dev.jvc.daemon.endpoint.answer.WireTime;
import dev.jvc.daemon.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a {@code credential_process} prints, version 1 (AWS SDKs and Tools Reference Guide, "Process
 * credential provider"): one line of JSON without a line feed.
 */
public final class ProcessDocument {

  private ProcessDocument() {}

  /**
   * The document for a session.
   *
   * @param accountId whether the client is told the account
   * @throws IllegalArgumentException when it would be larger than SDKs read
   */
  public static byte[] of(SessionCredentials credentials, boolean accountId) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("Version", 1);
    members.put("AccessKeyId", credentials.accessKeyId().value());
    members.put("SecretAccessKey", credentials.secretAccessKey().revealString());
    members.put("SessionToken", credentials.sessionToken().revealString());
    members.put("Expiration", WireTime.text(credentials.expiration()));
    if (accountId) {
      members.put("AccountId", credentials.identity().accountId());
    }
    return DocumentSize.require(JsonObject.write(members));
  }
}
