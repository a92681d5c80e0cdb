package dev.jvc.daemon;

import dev.jvc.daemon.access.Caller;
import dev.jvc.daemon.access.ClientTokens;
import dev.jvc.daemon.access.LastUsers;
import dev.jvc.daemon.config.JvcConfig;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.credential.Vend;
import dev.jvc.daemon.endpoint.CredentialEndpoint;
import dev.jvc.daemon.endpoint.CredentialSource;
import dev.jvc.daemon.endpoint.EndpointBindException;
import dev.jvc.daemon.endpoint.ListenAddress;
import dev.jvc.daemon.endpoint.OwnerCheck;
import dev.jvc.daemon.endpoint.Scraping;
import dev.jvc.daemon.endpoint.imds.ImdsListeners;
import dev.jvc.daemon.endpoint.imds.ImdsParts;
import dev.jvc.daemon.endpoint.imds.ServedProfile;
import dev.jvc.daemon.platform.BootClock;
import dev.jvc.daemon.platform.OperatingSystem;
import dev.jvc.daemon.profile.Profiles;
import dev.jvc.daemon.vending.Broker;
import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;

/** Every listener that SDKs come to, opened together or not at all. */
final class Endpoints implements AutoCloseable {

  private final CredentialEndpoint credentials;
  private final List<CredentialEndpoint> linkLocal = new ArrayList<>();
  private final ImdsListeners imds;

  private Endpoints(CredentialEndpoint credentials, ImdsListeners imds) {
    this.credentials = credentials;
    this.imds = imds;
  }

  /**
   * Listens wherever the configuration says.
   *
   * @throws EndpointBindException when one of the addresses cannot be had; nothing is listened on
   *     then
   */
  static Endpoints open(
      JvcConfig config,
      OperatingSystem os,
      ClientTokens tokens,
      Broker broker,
      LastUsers users,
      Profiles profiles,
      Scraping scraping,
      Observers observers,
      InstantSource clock,
      Executor background)
      throws EndpointBindException {
    OwnerCheck owners = OwnerCheck.of(os);
    CredentialSource source =
        (caller, profile) -> noted(users, caller, profile, broker.vend(profile));
    JvcConfig.Listen listen = config.listen().value();
    CredentialEndpoint credentials =
        CredentialEndpoint.start(
            ListenAddress.loopback(listen.host(), listen.port(), "listen.port"),
            owners,
            tokens,
            source,
            observers,
            scraping);
    ImdsListeners imds =
        new ImdsListeners(
            listen.host(),
            new ImdsParts(
                (caller, profile) -> noted(users, caller, profile, broker.vendQuickly(profile)),
                profiles::plan,
                owners,
                observers,
                clock,
                BootClock.of(os),
                new SecureRandom(),
                background));
    observers.onLogin(imds::loggedIn);
    Endpoints endpoints = new Endpoints(credentials, imds);
    try {
      for (JvcConfig.Setting<JvcConfig.Imds> setting : config.imds()) {
        JvcConfig.Imds wanted = setting.value();
        imds.open(
            ListenAddress.loopback(listen.host(), wanted.port(), "imds.port"),
            new ServedProfile(wanted.profile(), wanted.v1()));
      }
      for (JvcConfig.Setting<JvcConfig.LinkLocal> setting : config.linkLocal()) {
        JvcConfig.LinkLocal wanted = setting.value();
        ListenAddress at =
            ListenAddress.linkLocal(wanted.address(), wanted.port(), "link-local.port");
        ProfileName profile = wanted.profile();
        if (profile != null) {
          imds.open(at, new ServedProfile(profile, wanted.v1()));
        } else {
          requireOwners(owners, at);
          endpoints.linkLocal.add(CredentialEndpoint.start(at, owners, tokens, source, observers));
        }
      }
    } catch (EndpointBindException taken) {
      endpoints.close();
      throw taken;
    }
    return endpoints;
  }

  private static Vend noted(LastUsers users, Caller caller, ProfileName profile, Vend vend) {
    if (vend instanceof Vend.Granted) {
      users.used(profile, caller);
    }
    return vend;
  }

  /** Neighbours may reach such an address, so that client tokens alone are not enough there. */
  private static void requireOwners(OwnerCheck owners, ListenAddress at)
      throws EndpointBindException {
    if (!owners.holds()) {
      throw new EndpointBindException(
          at.address().getHostAddress()
              + " would be served to every user of this machine, because "
              + owners.gap()
              + ": remove it from link-local and use jvc env");
    }
  }

  /** The one that container credentials come from. */
  CredentialEndpoint credentials() {
    return credentials;
  }

  /** Where else container credentials come from. */
  List<URI> linkLocal() {
    return linkLocal.stream().map(CredentialEndpoint::base).toList();
  }

  ImdsListeners imds() {
    return imds;
  }

  /** A sentence for each protection that does not hold. */
  List<String> degraded() {
    List<String> degraded = new ArrayList<>(credentials.degraded());
    degraded.addAll(imds.degraded());
    return degraded;
  }

  /** What no longer works, by name; empty when all is well. */
  Map<String, String> failedChecks() {
    Map<String, String> failed = new LinkedHashMap<>();
    if (!credentials.isListening()) {
      failed.put("endpoint", "the endpoint no longer accepts connections: restart the daemon");
    }
    for (CredentialEndpoint endpoint : linkLocal) {
      if (!endpoint.isListening()) {
        failed.put(
            "link-local", endpoint.base() + " no longer accepts connections: restart the daemon");
      }
    }
    for (URI dead : imds.dead()) {
      failed.put("imds", dead + " no longer accepts connections: restart the daemon");
    }
    return failed;
  }

  /** How many connections there are. */
  int connections() {
    return credentials.connections()
        + linkLocal.stream().mapToInt(CredentialEndpoint::connections).sum()
        + imds.connections();
  }

  @Override
  public void close() {
    imds.close();
    linkLocal.forEach(CredentialEndpoint::close);
    credentials.close();
  }
}
