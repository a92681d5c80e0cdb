package dev.jvc.daemon.endpoint.control;

import dev.jvc.daemon.access.ClientTokens;
import dev.jvc.daemon.access.LastUsers;
import dev.jvc.daemon.access.MetricsToken;
import dev.jvc.daemon.awsfiles.AwsFiles;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.credential.SessionCredentials;
import dev.jvc.daemon.endpoint.imds.ImdsListeners;
import dev.jvc.daemon.vending.Vending;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the control routes lead to.
 *
 * @param keyTails the last four characters of a stored key's id, or null when no key has the name
 * @param processDocument the answer of a process credential provider
 * @param awsEnvironment the variables that decide how AWS is reached, for the vault process
 */
public record ControlParts(
    Vending vending,
    ClientTokens tokens,
    MetricsToken metricsToken,
    LastUsers users,
    ImdsListeners imds,
    PlanSource plans,
    AwsFiles files,
    Function<ProfileName, @Nullable String> keyTails,
    Function<SessionCredentials, byte[]> processDocument,
    Map<String, String> awsEnvironment,
    DaemonFacts facts) {}
