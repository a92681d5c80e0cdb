package dev.jvc.daemon.credential;

/**
 * Whom AWS takes the bearer of some credentials for.
 *
 * @param accountId the twelve digits of the account
 * @param arn a user's ARN for a base key and its login session, an {@code assumed-role} ARN for a
 *     role session
 */
public record CallerIdentity(String accountId, String arn) {}
