package dev.jvc.daemon.config;

import dev.jvc.daemon.config.JvcConfig.Imds;
import dev.jvc.daemon.config.JvcConfig.LinkLocal;
import dev.jvc.daemon.config.JvcConfig.Setting;
import dev.jvc.daemon.credential.ProfileName;
import io.helidon.config.Config;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The sections of {@code jvc.yaml} that name further listeners. */
final class ListenerSections {

  private static final String METADATA = "169.254.169.254";
  private static final List<String> LINK_LOCAL =
      List.of("169.254.170.2", "169.254.170.23", METADATA);

  /** The port of all three, which clients know by heart as well. */
  private static final int HTTP = 80;

  /** Each listener holds threads and descriptors. */
  private static final int MOST = 16;

  private final JvcConfigFile file;

  ListenerSections(JvcConfigFile file) {
    this.file = file;
  }

  /**
   * The metadata listeners.
   *
   * @param endpointPort the port that the credential endpoint has at the same address
   */
  List<Setting<Imds>> imds(Config section, int endpointPort) {
    List<Setting<Imds>> read = new ArrayList<>();
    Map<Integer, String> taken = new HashMap<>();
    taken.put(endpointPort, "listen");
    for (Config element : elements(section, "[ { port: 9912, profile: personal } ]")) {
      String path = element.key().toString();
      file.requireKnown(element, path, List.of("port", "profile", "v1"), Set.of());
      Integer port = required(element, "port", JvcConfigFile::port);
      ProfileName profile = required(element, "profile", ListenerSections::profile);
      Setting<Boolean> v1 = file.setting(element.get("v1"), JvcConfigFile::flag);
      String holder = port == null || port == 0 ? null : taken.putIfAbsent(port, path);
      if (holder != null) {
        file.problem(element.get("port"), path + ".port is the port of " + holder + " already");
      } else if (port != null && profile != null) {
        read.add(
            new Setting<>(new Imds(port, profile, v1 != null && v1.value()), file.source(element)));
      }
    }
    return read;
  }

  /** The listeners at Amazon's own addresses. */
  List<Setting<LinkLocal>> linkLocal(Config section) {
    List<Setting<LinkLocal>> read = new ArrayList<>();
    Map<String, String> taken = new HashMap<>();
    for (Config element : elements(section, "[ { address: 169.254.170.2 } ]")) {
      String path = element.key().toString();
      file.requireKnown(element, path, List.of("address", "port", "profile", "v1"), Set.of());
      String address = required(element, "address", ListenerSections::linkLocalAddress);
      Setting<Integer> port = file.setting(element.get("port"), JvcConfigFile::port);
      boolean metadata = METADATA.equals(address);
      ProfileName profile = null;
      boolean v1 = false;
      if (metadata) {
        profile = required(element, "profile", ListenerSections::profile);
        Setting<Boolean> flag = file.setting(element.get("v1"), JvcConfigFile::flag);
        v1 = flag != null && flag.value();
      } else if (address != null) {
        refuse(element.get("profile"), "means nothing at " + address + ", where the path names it");
        refuse(element.get("v1"), "means nothing at " + address);
      }
      String holder = address == null ? null : taken.putIfAbsent(address, path);
      if (holder != null) {
        file.problem(element.get("address"), path + ".address is that of " + holder + " already");
      } else if (address != null && metadata == (profile != null)) {
        int number = port == null ? HTTP : port.value();
        read.add(new Setting<>(new LinkLocal(address, number, profile, v1), file.source(element)));
      }
    }
    return read;
  }

  private void refuse(Config value, String why) {
    if (value.exists()) {
      file.problem(value, value.key() + " " + why);
    }
  }

  private static String linkLocalAddress(String text) {
    if (!LINK_LOCAL.contains(text)) {
      throw new IllegalArgumentException("is none of " + String.join(", ", LINK_LOCAL));
    }
    return text;
  }

  /** The elements of a list that are sections; what is anything else is a problem. */
  private List<Config> elements(Config section, String example) {
    boolean empty = section.isLeaf() && section.asString().orElse("").isBlank();
    if (!section.exists() || empty) {
      return List.of();
    }
    String path = section.key().toString();
    if (section.type() != Config.Type.LIST) {
      file.problem(section, path + " is a list, such as " + example);
      return List.of();
    }
    List<Config> elements = section.asNodeList().orElse(List.of());
    if (elements.size() > MOST) {
      file.problem(section, path + " has more than " + MOST + " entries");
      return List.of();
    }
    List<Config> sections = new ArrayList<>();
    for (Config element : elements) {
      if (element.type() == Config.Type.OBJECT) {
        sections.add(element);
      } else {
        file.problem(element, element.key() + " needs settings of its own, such as " + example);
      }
    }
    return sections;
  }

  private <T> @Nullable T required(Config element, String name, Function<String, T> parser) {
    if (!element.get(name).exists()) {
      file.problem(element, element.key() + "." + name + " is missing");
    }
    Setting<T> setting = file.setting(element.get(name), parser);
    return setting == null ? null : setting.value();
  }

  /** The messages of the name's own grammar begin with their subject. */
  private static ProfileName profile(String text) {
    try {
      return new ProfileName(text);
    } catch (IllegalArgumentException notAName) {
      throw new IllegalArgumentException(
          "is not the name of a profile: " + notAName.getMessage(), notAName);
    }
  }
}
