package dev.jvc.daemon.config;

import dev.jvc.daemon.config.JvcConfig.Commands;
import dev.jvc.daemon.config.JvcConfig.Listen;
import dev.jvc.daemon.config.JvcConfig.SessionMode;
import dev.jvc.daemon.config.JvcConfig.Setting;
import dev.jvc.daemon.credential.LoginRequest.SessionToken;
import dev.jvc.daemon.credential.NearestName;
import dev.jvc.daemon.credential.ProfileName;
import io.helidon.config.Config;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code jvc.yaml} strictly: a key that means nothing is an error, and every error is
 * reported at once.
 *
 * <p>A key whose feature this version lacks is refused as well, because a setting that looks
 * accepted and does nothing would deceive.
 */
final class JvcConfigFile {

  private static final List<String> ROOT =
      List.of(
          "listen",
          "imds",
          "link-local",
          "store",
          "pass",
          "login",
          "commands",
          "account-id",
          "profiles");
  private static final List<String> STORES =
      List.of("auto", "file", "keychain", "pass", "secret-service");
  private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");
  private static final Pattern BYTE = Pattern.compile("25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9]");
  private static final Pattern LOOPBACK =
      Pattern.compile("127(\\.(" + BYTE.pattern() + ")){3}|::1");

  private final String file;
  private final YamlDocument document;
  private final List<ConfigProblem> problems;

  private JvcConfigFile(String file, YamlDocument document, List<ConfigProblem> problems) {
    this.file = file;
    this.document = document;
    this.problems = problems;
  }

  /**
   * What a file says.
   *
   * @param config the defaults when there are problems
   * @param problems in the order of the file
   */
  record Content(JvcConfig config, List<ConfigProblem> problems) {}

  /**
   * @param file the file as messages show it
   */
  static Content read(String file, ByteBuffer utf8) {
    List<ConfigProblem> problems = new ArrayList<>();
    YamlDocument document = YamlDocument.parse(file, utf8, problems);
    JvcConfig config =
        problems.isEmpty()
            ? new JvcConfigFile(file, document, problems).read()
            : JvcConfig.DEFAULTS;
    problems.sort(Comparator.comparingInt(ConfigProblem::line));
    return new Content(problems.isEmpty() ? config : JvcConfig.DEFAULTS, List.copyOf(problems));
  }

  private JvcConfig read() {
    Config root = document.config();
    JvcConfig defaults = JvcConfig.DEFAULTS;
    requireKnown(root, "", ROOT, Set.of());
    Setting<String> store = setting(root.get("store"), this::store);
    Config login = section(root, "login");
    requireKnown(login, "login", List.of("duration", "survive-restart"), Set.of());
    Setting<Duration> duration = setting(login.get("duration"), this::loginDuration);
    Setting<Boolean> surviving = setting(login.get("survive-restart"), JvcConfigFile::flag);
    Setting<Commands> commands = setting(root.get("commands"), this::commands);
    Setting<Boolean> accountId = setting(root.get("account-id"), JvcConfigFile::flag);
    Setting<Listen> listen = listen(root);
    ListenerSections listeners = new ListenerSections(this);
    return new JvcConfig(
        listen,
        listeners.imds(root.get("imds"), listen.value().port()),
        listeners.linkLocal(root.get("link-local")),
        store == null ? defaults.store() : store,
        pass(section(root, "pass")),
        duration == null ? defaults.loginDuration() : duration,
        surviving == null ? defaults.surviveRestart() : surviving,
        commands == null ? defaults.commands() : commands,
        accountId == null ? defaults.accountId() : accountId,
        profiles(section(root, "profiles")));
  }

  private Setting<Listen> listen(Config root) {
    Setting<Listen> defaults = JvcConfig.DEFAULTS.listen();
    Config listen = section(root, "listen");
    if (!listen.exists()) {
      return defaults;
    }
    requireKnown(listen, "listen", List.of("host", "port"), Set.of());
    Setting<String> host = setting(listen.get("host"), this::host);
    Setting<Integer> port = setting(listen.get("port"), JvcConfigFile::port);
    return new Setting<>(
        new Listen(
            host == null ? defaults.value().host() : host.value(),
            port == null ? defaults.value().port() : port.value()),
        source(listen));
  }

  private JvcConfig.Pass pass(Config pass) {
    JvcConfig.Pass defaults = JvcConfig.DEFAULTS.pass();
    requireKnown(pass, "pass", List.of("command", "dir", "prefix"), Set.of());
    Setting<String> command = setting(pass.get("command"), PassValues::command);
    Setting<String> dir = setting(pass.get("dir"), PassValues::folder);
    Setting<String> prefix = setting(pass.get("prefix"), PassValues::prefix);
    if (dir != null && command != null && command.value().equals("gopass")) {
      problem(pass.get("dir"), "pass.dir means nothing to gopass, which has a list of its stores");
    }
    return new JvcConfig.Pass(
        command == null ? defaults.command() : command.value(),
        dir == null ? null : dir.value(),
        prefix == null ? defaults.prefix() : prefix.value());
  }

  private Map<ProfileName, JvcConfig.Profile> profiles(Config profiles) {
    Map<ProfileName, JvcConfig.Profile> read = new HashMap<>();
    for (Config profile : profiles.asNodeList().orElse(List.of())) {
      String name = Config.Key.unescapeName(profile.key().name());
      String path = "profiles." + YamlDocument.shown(name);
      Config members = requireSection(profile, path);
      requireKnown(members, path, List.of("store", "session"), Set.of("confirm"));
      JvcConfig.Profile settings =
          new JvcConfig.Profile(
              setting(members.get("store"), this::store),
              setting(members.get("session"), this::session));
      try {
        read.put(new ProfileName(name), settings);
      } catch (IllegalArgumentException notAName) {
        problem(profile, String.valueOf(notAName.getMessage()));
      }
    }
    return read;
  }

  private String host(String text) {
    if (!LOOPBACK.matcher(text).matches()) {
      throw new IllegalArgumentException("is not an address of this machine: 127.0.0.1 or ::1");
    }
    return text;
  }

  static Integer port(String text) {
    if (!PORT.matcher(text).matches() || Integer.parseInt(text) > 65535) {
      throw new IllegalArgumentException("is not a number from 0 to 65535");
    }
    return Integer.valueOf(text);
  }

  private String store(String text) {
    if (!STORES.contains(text)) {
      throw new IllegalArgumentException("is none of " + String.join(", ", STORES));
    }
    return text;
  }

  private Duration loginDuration(String text) {
    Optional<Duration> duration = DurationText.parse(text);
    if (duration.isEmpty()) {
      throw new IllegalArgumentException("is not a duration such as 12h, 90m or 1h30m");
    }
    if (duration.get().compareTo(SessionToken.MINIMUM) < 0
        || duration.get().compareTo(SessionToken.MAXIMUM) > 0) {
      throw new IllegalArgumentException("is not between 15m and 36h, which is what AWS allows");
    }
    return duration.get();
  }

  static Boolean flag(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("is neither true nor false");
    };
  }

  private Commands commands(String text) {
    return switch (text) {
      case "allow" -> Commands.ALLOW;
      case "deny" -> Commands.DENY;
      default -> throw new IllegalArgumentException("is neither allow nor deny");
    };
  }

  private SessionMode session(String text) {
    return switch (text) {
      case "chained" -> SessionMode.CHAINED;
      case "direct" -> SessionMode.DIRECT;
      default -> throw new IllegalArgumentException("is neither chained nor direct");
    };
  }

  /** A member that holds members of its own; one without content counts as absent. */
  private Config section(Config parent, String name) {
    return requireSection(parent.get(name), name);
  }

  private Config requireSection(Config section, String path) {
    boolean empty = section.isLeaf() && section.asString().orElse("").isBlank();
    if (section.exists() && section.type() != Config.Type.OBJECT && !empty) {
      problem(section, path + " needs settings of its own below it");
    }
    return section.type() == Config.Type.OBJECT ? section : Config.empty();
  }

  <T> @Nullable Setting<T> setting(Config value, Function<String, T> parser) {
    if (!value.exists()) {
      return null;
    }
    String name = value.key().toString();
    if (!value.isLeaf()) {
      problem(value, name + " is a single value");
      return null;
    }
    String text = value.asString().orElse("").strip();
    if (text.isEmpty()) {
      problem(value, name + " has no value: give it one or remove the line");
      return null;
    }
    try {
      return new Setting<>(parser.apply(text), source(value));
    } catch (IllegalArgumentException wrong) {
      problem(value, name + " " + wrong.getMessage());
      return null;
    }
  }

  void requireKnown(Config object, String path, List<String> known, Set<String> unsupported) {
    for (Config member : object.asNodeList().orElse(List.of())) {
      String name = Config.Key.unescapeName(member.key().name());
      String full = (path.isEmpty() ? "" : path + ".") + YamlDocument.shown(name);
      if (unsupported.contains(name)) {
        problem(member, full + " is not supported by this version: remove it");
      } else if (!known.contains(name)) {
        String suggestion =
            NearestName.of(name, known).map(near -> ": did you mean " + near + "?").orElse("");
        problem(member, "unknown key " + full + suggestion);
      }
    }
  }

  String source(Config value) {
    return file + ":" + document.line(value);
  }

  void problem(Config place, String message) {
    problems.add(new ConfigProblem(file, document.line(place), message));
  }
}
