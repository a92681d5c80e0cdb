package dev.jvc.daemon.aws;

import dev.jvc.daemon.credential.StsEndpoint;
import java.io.ByteArrayInputStream;
import java.net.ConnectException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.awscore.defaultsmode.DefaultsMode;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.ProxyConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.endpoints.StsEndpointProvider;

/**
 * One client for each STS, which takes nothing from the environment, system properties or files
 * that was not given to it.
 */
final class StsClients implements AutoCloseable {

  /** How long a connection may take. */
  static final Duration CONNECT = Duration.ofSeconds(2);

  private static final String NOWHERE = "/dev/null";

  private final Map<String, String> environment;
  private final Duration silence;
  private final ConcurrentMap<Key, StsClient> clients = new ConcurrentHashMap<>();

  private record Key(StsEndpoint sts, boolean repeatable) {}

  /**
   * @param silence how long a server may say nothing
   */
  StsClients(Map<String, String> environment, Duration silence) {
    this.environment = Map.copyOf(environment);
    this.silence = silence;
    hideDefaultFiles();
  }

  /**
   * Points the SDK's defaults at files that do not exist. Whatever files it is told to use, it also
   * reads the default ones whenever a client is made, and then fails over lines of the person's
   * configuration that it does not understand, or complains of names that the AWS CLI accepts.
   */
  private static void hideDefaultFiles() {
    System.setProperty(ProfileFileSystemSetting.AWS_CONFIG_FILE.property(), NOWHERE);
    System.setProperty(ProfileFileSystemSetting.AWS_SHARED_CREDENTIALS_FILE.property(), NOWHERE);
  }

  /**
   * The client for an STS.
   *
   * @param repeatable whether a call that never reached a server may be made once more
   * @throws IllegalArgumentException when a proxy or the CA bundle of the environment is no good
   */
  StsClient client(StsEndpoint sts, boolean repeatable) {
    return clients.computeIfAbsent(new Key(sts, repeatable), this::create);
  }

  /** The endpoint's own URL, or the region's by the SDK's partition table. */
  static URI url(StsEndpoint sts) {
    URI override = sts.override();
    return override != null
        ? override
        : StsEndpointProvider.defaultProvider()
            .resolveEndpoint(parameters ->
                parameters
                    .region(Region.of(sts.region()))
                    .useGlobalEndpoint(false)
                    .useDualStack(false)
                    .useFips(false))
            .join()
            .endpointUrl()
            .toUri();
  }

  /** The host that a connection is made to: the proxy where there is one. */
  String nextHop(StsEndpoint sts) {
    URI url = url(sts);
    return Route.of(environment).proxyTo(url).orElse(url).getHost();
  }

  private StsClient create(Key key) {
    URI url = url(key.sts());
    return StsClient.builder()
        .region(Region.of(key.sts().region()))
        .endpointOverride(url)
        .credentialsProvider(AnonymousCredentialsProvider.create())
        .defaultsMode(DefaultsMode.STANDARD)
        .dualstackEnabled(false)
        .fipsEnabled(false)
        .httpClient(new BoundedHttpClient(http(url)))
        .overrideConfiguration(overrides(key.repeatable()))
        .build();
  }

  private SdkHttpClient http(URI url) {
    ProxyConfiguration.Builder proxy =
        ProxyConfiguration.builder()
            .useSystemPropertyValues(false)
            .useEnvironmentVariablesValues(false);
    Route.of(environment)
        .proxyTo(url)
        .ifPresent(uri -> {
          proxy.endpoint(URI.create("http://" + uri.getHost() + ":" + portOf(uri)));
          String user = uri.getUserInfo();
          if (user != null) {
            int colon = user.indexOf(':');
            proxy
                .username(colon < 0 ? user : user.substring(0, colon))
                .password(colon < 0 ? "" : user.substring(colon + 1));
          }
        });
    UrlConnectionHttpClient.Builder http =
        UrlConnectionHttpClient.builder()
            .connectionTimeout(CONNECT)
            .socketTimeout(silence)
            .proxyConfiguration(proxy.build());
    String bundle = environment.getOrDefault("AWS_CA_BUNDLE", "");
    if (!bundle.isBlank()) {
      var managers = Trust.in(Path.of(bundle));
      http.tlsTrustManagersProvider(() -> managers);
    }
    return http.build();
  }

  private static int portOf(URI proxy) {
    return proxy.getPort() >= 0 ? proxy.getPort() : 80;
  }

  private static ClientOverrideConfiguration overrides(boolean repeatable) {
    ProfileFile nothing =
        ProfileFile.builder()
            .content(new ByteArrayInputStream(new byte[0]))
            .type(ProfileFile.Type.CONFIGURATION)
            .build();
    return ClientOverrideConfiguration.builder()
        .defaultProfileFile(nothing)
        .defaultProfileName("default")
        .appId("jvc")
        .retryStrategy(
            repeatable
                ? DefaultRetryStrategy.standardStrategyBuilder()
                    .useClientDefaults(false)
                    .maxAttempts(2)
                    .retryOnExceptionOrCauseInstanceOf(ConnectException.class)
                    .build()
                : DefaultRetryStrategy.doNotRetry())
        .build();
  }

  @Override
  public void close() {
    clients.values().forEach(StsClient::close);
    clients.clear();
  }
}
