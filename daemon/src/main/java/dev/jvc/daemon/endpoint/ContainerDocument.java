package dev.jvc.daemon.endpoint;

import dev.jvc.daemon.credential.SessionCredentials;
import dev.jvc.daemon.endpoint.answer.WireTime;
import dev.jvc.daemon.json.JsonObject;
import dev.jvc.daemon.vending.DocumentRenderer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * The answer of the container endpoint: {@code RoleArn, AccessKeyId, SecretAccessKey, Token,
 * Expiration, AccountId}, in the order in which Amazon's own agents write them.
 *
 * <p>{@code RoleArn} is there for s3fs, which demands it, and for the AWS SDK for PHP, which takes
 * the account from it.
 */
public final class ContainerDocument implements DocumentRenderer {

  private final BooleanSupplier accountId;

  /**
   * The documents with {@code AccountId} or without.
   *
   * @param accountId whether clients are told the account, asked for each document
   */
  public ContainerDocument(BooleanSupplier accountId) {
    this.accountId = accountId;
  }

  @Override
  public byte[] containerDocument(SessionCredentials credentials) {
    Map<String, String> members = new LinkedHashMap<>();
    members.put("RoleArn", credentials.identity().arn());
    members.put("AccessKeyId", credentials.accessKeyId().value());
    members.put("SecretAccessKey", credentials.secretAccessKey().revealString());
    members.put("Token", credentials.sessionToken().revealString());
    members.put("Expiration", WireTime.text(credentials.expiration()));
    if (accountId.getAsBoolean()) {
      members.put("AccountId", credentials.identity().accountId());
    }
    return DocumentSize.require(JsonObject.write(members));
  }
}
