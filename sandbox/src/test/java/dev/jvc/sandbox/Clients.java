package dev.jvc.sandbox;

import dev.jvc.sandbox.world.User;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/** The AWS SDK's own STS client, pointed at a sandbox and told not to retry. */
public final class Clients {
  private Clients() {}

  public static StsClient of(Sandbox aws, User user) {
    return of(aws, AwsBasicCredentials.create(user.key().id(), user.key().secret()));
  }

  public static StsClient of(Sandbox aws, Credentials session) {
    return of(
        aws,
        AwsSessionCredentials.create(
            session.accessKeyId(), session.secretAccessKey(), session.sessionToken()));
  }

  public static StsClient of(Sandbox aws, AwsCredentials credentials) {
    return StsClient.builder()
        .endpointOverride(aws.endpoint())
        .region(Region.EU_WEST_2)
        .credentialsProvider(StaticCredentialsProvider.create(credentials))
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .overrideConfiguration(o -> o.retryStrategy(AwsRetryStrategy.doNotRetry()))
        .build();
  }
}
