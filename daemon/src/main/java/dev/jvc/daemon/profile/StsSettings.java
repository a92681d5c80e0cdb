package dev.jvc.daemon.profile;

import dev.jvc.daemon.credential.RoleRequest;
import dev.jvc.daemon.credential.StsEndpoint;
import dev.jvc.daemon.profile.SessionPlan.ValueSource;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decides which STS a chain talks to.
 *
 * <p>The region is the requested profile's, else {@code AWS_REGION}, else {@code
 * AWS_DEFAULT_REGION}, else that of the nearest profile further down the chain, else the first
 * region of the role's partition. An endpoint is looked for in the order of the AWS SDKs and Tools
 * Reference Guide ("Service-specific endpoints"): {@code AWS_ENDPOINT_URL_STS}, {@code
 * AWS_ENDPOINT_URL}, then the requested profile's {@code services} section, then its {@code
 * endpoint_url}; {@code AWS_IGNORE_CONFIGURED_ENDPOINT_URLS} and {@code
 * ignore_configured_endpoint_urls} switch all four off.
 */
final class StsSettings {

  private final AwsConfig config;
  private final Map<String, String> variables;
  private final List<Fault> faults;

  /**
   * @param faults where faults are added
   */
  StsSettings(AwsConfig config, Map<String, String> variables, List<Fault> faults) {
    this.config = config;
    this.variables = variables;
    this.faults = faults;
  }

  /**
   * The STS of a chain; of no use when a fault was added, and null when there is no region.
   *
   * @param sources where the origin of each value is added
   */
  @Nullable StsEndpoint resolve(Chain chain, List<RoleRequest> roles, List<ValueSource> sources) {
    Choice region = region(chain, roles);
    Choice endpoint = endpoint(chain.requested());
    if (region == null) {
      return null;
    }
    sources.add(region.asSource("region"));
    if (endpoint != null) {
      sources.add(endpoint.asSource("endpoint"));
      return new StsEndpoint(region.value(), URI.create(endpoint.value()));
    }
    roles.forEach(role -> requireSamePartition(role, region));
    return new StsEndpoint(region.value(), null);
  }

  private @Nullable Choice region(Chain chain, List<RoleRequest> roles) {
    List<@Nullable Choice> candidates = new ArrayList<>();
    candidates.add(located(chain.requested(), SettingNames.REGION));
    candidates.add(variable(AwsEnvironment.REGION));
    candidates.add(variable(AwsEnvironment.DEFAULT_REGION));
    for (Chain.Link link : chain.links().subList(1, chain.links().size())) {
      candidates.add(located(link.section(), SettingNames.REGION));
    }
    for (Choice candidate : candidates) {
      if (candidate != null) {
        if (StsEndpoint.isRegion(candidate.value())) {
          return candidate;
        }
        fault(candidate, "%s is not an AWS region such as eu-west-2");
        return null;
      }
    }
    String partition = roles.isEmpty() ? "aws" : roles.getFirst().role().partition();
    return new Choice(
        Partition.defaultRegion(partition), "default", new Fault("region", 0, ""), "region");
  }

  private @Nullable Choice endpoint(AwsConfig.Section requested) {
    if (isTrue(variables.get(AwsEnvironment.IGNORE_ENDPOINTS))) {
      return null;
    }
    Located ignore = requested.get(SettingNames.IGNORE_ENDPOINTS);
    if (ignore != null && isTrue(ignore.value())) {
      return null;
    }
    Choice choice = variable(AwsEnvironment.ENDPOINT_URL_STS);
    choice = choice == null ? variable(AwsEnvironment.ENDPOINT_URL) : choice;
    choice = choice == null ? ofServices(requested) : choice;
    choice = choice == null ? located(requested, SettingNames.ENDPOINT_URL) : choice;
    return choice != null && isSafe(choice) ? choice : null;
  }

  private @Nullable Choice ofServices(AwsConfig.Section requested) {
    Located reference = new SettingReader(requested, faults).text(SettingNames.SERVICES);
    if (reference == null) {
      return null;
    }
    Map<String, Located> sts = config.services().get(reference.value());
    if (sts == null) {
      faults.add(
          reference.fault(
              "services names a section that does not exist: [services "
                  + reference.value()
                  + "]"));
      return null;
    }
    Located url = sts.get(SettingNames.ENDPOINT_URL);
    return url == null ? null : Choice.of(SettingNames.ENDPOINT_URL, url);
  }

  private boolean isSafe(Choice choice) {
    try {
      URI endpoint = new URI(choice.value());
      if (endpoint.getRawQuery() != null
          || endpoint.getRawFragment() != null
          || endpoint.getPort() > 65535) {
        throw new IllegalArgumentException("an endpoint is a scheme, a host, and perhaps a path");
      }
      new StsEndpoint("us-east-1", endpoint);
      return true;
    } catch (URISyntaxException malformed) {
      fault(choice, "%s is not a URL");
    } catch (IllegalArgumentException unsafe) {
      fault(choice, "%s is refused: " + unsafe.getMessage());
    }
    return false;
  }

  private void requireSamePartition(RoleRequest role, Choice region) {
    String partition = Partition.of(region.value());
    String needed = role.role().partition();
    if (!needed.equals(partition)) {
      fault(
          region,
          "%s is in partition "
              + partition
              + ", but the role is in "
              + needed
              + ": set a region of that");
    }
  }

  private @Nullable Choice located(AwsConfig.Section section, String name) {
    Located setting = new SettingReader(section, faults).text(name);
    return setting == null ? null : Choice.of(name, setting);
  }

  private @Nullable Choice variable(String name) {
    String value = variables.get(name);
    return value == null ? null : new Choice(value, name, new Fault(name, 0, ""), "the value");
  }

  private static boolean isTrue(@Nullable String value) {
    return value != null && value.strip().equalsIgnoreCase("true");
  }

  /**
   * @param message with {@code %s} where the setting is named
   */
  private void fault(Choice choice, String message) {
    Fault fault =
        new Fault(
            choice.place().where(), choice.place().line(), message.replace("%s", choice.name()));
    if (!faults.contains(fault)) {
      faults.add(fault);
    }
  }

  /**
   * A value that was chosen, and where it stands.
   *
   * @param name the value as a message about it calls it
   */
  private record Choice(String value, String source, Fault place, String name) {

    static Choice of(String name, Located setting) {
      return new Choice(setting.value(), setting.source(), setting.fault(""), name);
    }

    ValueSource asSource(String setting) {
      return new ValueSource(setting, value, source);
    }
  }
}
