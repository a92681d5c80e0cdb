package dev.jvc.daemon.config;

import dev.jvc.daemon.credential.LoginRequest;
import dev.jvc.daemon.credential.ProfileName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * jvc's own configuration, checked and with every default filled in.
 *
 * @param listen where the credential endpoint listens; a change needs a restart
 * @param imds the instance metadata listeners; a change needs a restart
 * @param linkLocal the listeners at Amazon's own addresses; a change needs a restart
 * @param store where base keys are kept unless a profile says otherwise: {@code auto} or the name
 *     of a store
 * @param pass how the store of that name is kept
 * @param loginDuration how long a login session is to last, 15 minutes to 36 hours
 * @param surviveRestart whether logins hold on when the daemon is restarted
 * @param commands whether commands that the AWS configuration names may be run
 * @param accountId whether clients are told the account of their credentials
 * @param profiles what is said about single profiles
 */
public record JvcConfig(
    Setting<Listen> listen,
    List<Setting<Imds>> imds,
    List<Setting<LinkLocal>> linkLocal,
    Setting<String> store,
    Pass pass,
    Setting<Duration> loginDuration,
    Setting<Boolean> surviveRestart,
    Setting<Commands> commands,
    Setting<Boolean> accountId,
    Map<ProfileName, Profile> profiles) {

  /** What {@link Setting#source()} says about a value that no file gives. */
  public static final String DEFAULT_SOURCE = "default";

  /** The configuration of an empty file. */
  public static final JvcConfig DEFAULTS =
      new JvcConfig(
          Setting.ofDefault(new Listen("127.0.0.1", 9911)),
          List.of(),
          List.of(),
          Setting.ofDefault("auto"),
          new Pass("pass", null, "jvc"),
          Setting.ofDefault(LoginRequest.SessionToken.DEFAULT),
          Setting.ofDefault(true),
          Setting.ofDefault(Commands.ALLOW),
          Setting.ofDefault(true),
          Map.of());

  public JvcConfig {
    imds = List.copyOf(imds);
    linkLocal = List.copyOf(linkLocal);
    profiles = Map.copyOf(profiles);
  }

  /**
   * A value and where it was read.
   *
   * @param source such as {@code ~/.config/jvc/jvc.yaml:3}, or {@link #DEFAULT_SOURCE}
   */
  public record Setting<T>(T value, String source) {

    static <T> Setting<T> ofDefault(T value) {
      return new Setting<>(value, DEFAULT_SOURCE);
    }
  }

  /**
   * An address on this machine.
   *
   * @param host a literal of 127.0.0.0/8, or {@code ::1}
   * @param port 0 to 65535, where 0 means any free port
   */
  public record Listen(String host, int port) {}

  /**
   * An instance metadata listener at the endpoint's own address.
   *
   * @param port 0 to 65535, where 0 means any free port
   * @param v1 whether requests without a session token are answered as well
   */
  public record Imds(int port, ProfileName profile, boolean v1) {}

  /**
   * A listener at an address that programs know by heart.
   *
   * @param address 169.254.170.2 or 169.254.170.23 for container credentials, 169.254.169.254 for
   *     instance metadata
   * @param port 0 to 65535, where 0 means any free port
   * @param profile what is served as instance metadata; null for container credentials, whose path
   *     names the profile
   * @param v1 as of {@link Imds}
   */
  public record LinkLocal(String address, int port, @Nullable ProfileName profile, boolean v1) {}

  /**
   * A password manager of the pass family.
   *
   * @param command {@code pass}, {@code gopass} or {@code passage}
   * @param dir the folder of its store, absolute or from {@code ~/}; null for the manager's own
   *     choice
   * @param prefix the folder in the store below which jvc's entries are
   */
  public record Pass(String command, @Nullable String dir, String prefix) {}

  /** Whether commands that the AWS configuration names may be run. */
  public enum Commands {
    ALLOW,
    DENY
  }

  /** How a profile comes to its first session. */
  public enum SessionMode {
    /** {@code GetSessionToken}, and every role from that. */
    CHAINED,
    /** {@code AssumeRole} with the base key itself. */
    DIRECT
  }

  /** What is said about one profile; null where nothing is. */
  public record Profile(@Nullable Setting<String> store, @Nullable Setting<SessionMode> session) {}

  /** The same with the listeners of another. */
  JvcConfig listeningLike(JvcConfig other) {
    return new JvcConfig(
        other.listen,
        other.imds,
        other.linkLocal,
        store,
        pass,
        loginDuration,
        surviveRestart,
        commands,
        accountId,
        profiles);
  }
}
