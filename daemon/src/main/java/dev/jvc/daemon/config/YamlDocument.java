package dev.jvc.daemon.config;

import io.helidon.config.Config;
import io.helidon.config.ConfigSources;
import io.helidon.config.spi.ConfigNode;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A YAML file as a Helidon configuration that remembers the line of every key.
 *
 * <p>Only plain YAML is taken: one document, no anchors, aliases, tags or merge keys, no key twice,
 * at most {@value #MAX_DEPTH} levels. Scalars stay the text they were written as.
 *
 * @param config the values
 * @param lines the line of every key, by the key's full name
 */
record YamlDocument(Config config, Map<String, Integer> lines) {

  private static final int MAX_DEPTH = 8;

  /** The line of a value, or 0 when it is not in the file. */
  int line(Config value) {
    return lines.getOrDefault(value.key().toString(), 0);
  }

  /**
   * Reads a file.
   *
   * @param file the file as messages show it
   * @param problems where everything wrong with the form is added; the document is of no use then
   */
  static YamlDocument parse(String file, ByteBuffer utf8, List<ConfigProblem> problems) {
    return new Reader(file, problems).read(utf8);
  }

  private static final class Reader {

    private final String file;
    private final List<ConfigProblem> problems;
    private final Map<String, Integer> lines = new HashMap<>();

    Reader(String file, List<ConfigProblem> problems) {
      this.file = file;
      this.problems = problems;
    }

    YamlDocument read(ByteBuffer utf8) {
      ConfigNode.ObjectNode root = ConfigNode.ObjectNode.empty();
      try {
        String text = StandardCharsets.UTF_8.newDecoder().decode(utf8).toString();
        if (isPlain(text)) {
          root = root(yaml().compose(new StringReader(text)));
        }
      } catch (CharacterCodingException malformed) {
        problem(0, "is not UTF-8 text");
      } catch (MarkedYAMLException malformed) {
        problem(line(malformed.getProblemMark()), "is not well-formed YAML: " + said(malformed));
      } catch (YAMLException malformed) {
        problem(0, "is not well-formed YAML: it holds a character that is not text");
      }
      return new YamlDocument(config(root), Map.copyOf(lines));
    }

    /** Whether the file keeps to plain YAML, so that composing it is safe. */
    private boolean isPlain(String text) {
      int known = problems.size();
      int depth = 0;
      int documents = 0;
      for (Event event : yaml().parse(new StringReader(text))) {
        int line = line(event.getStartMark());
        switch (event) {
          case DocumentStartEvent _ -> {
            if (++documents == 2) {
              problem(line, "a second document starts here: remove the ---");
            }
          }
          case AliasEvent _ -> problem(line, "aliases are not supported: write the value out");
          case CollectionStartEvent start -> {
            refuseExtras(start, start.getTag(), line);
            if (++depth == MAX_DEPTH) {
              problem(line, "is nested too deeply");
              return false;
            }
          }
          case ScalarEvent scalar -> refuseExtras(scalar, scalar.getTag(), line);
          default -> {
            if (event.is(Event.ID.MappingEnd) || event.is(Event.ID.SequenceEnd)) {
              depth--;
            }
          }
        }
      }
      return problems.size() == known;
    }

    private void refuseExtras(NodeEvent event, @Nullable String tag, int line) {
      if (event.getAnchor() != null) {
        problem(line, "anchors are not supported: write the value out where it is needed");
      }
      if (tag != null) {
        problem(line, "tags are not supported: write the value alone");
      }
    }

    private ConfigNode.ObjectNode root(@Nullable Node node) {
      if (node instanceof MappingNode mapping) {
        return object("", mapping);
      }
      if (node != null && !isEmpty(node)) {
        problem(line(node.getStartMark()), "a list of KEY: VALUE is expected");
      }
      return ConfigNode.ObjectNode.empty();
    }

    private ConfigNode.ObjectNode object(String prefix, MappingNode mapping) {
      ConfigNode.ObjectNode.Builder object = ConfigNode.ObjectNode.builder();
      Map<String, Integer> seen = new HashMap<>();
      for (NodeTuple tuple : mapping.getValue()) {
        int line = line(tuple.getKeyNode().getStartMark());
        if (!(tuple.getKeyNode() instanceof ScalarNode key) || key.getValue().isBlank()) {
          problem(line, "a key has to be a word");
          continue;
        }
        Integer first = seen.putIfAbsent(key.getValue(), line);
        if (first != null) {
          problem(line, "key " + shown(key.getValue()) + " is already on line " + first);
          continue;
        }
        String escaped = Config.Key.escapeName(key.getValue());
        String path = prefix.isEmpty() ? escaped : prefix + "." + escaped;
        lines.put(path, line);
        switch (tuple.getValueNode()) {
          case MappingNode inner -> object.addObject(escaped, object(path, inner));
          case SequenceNode inner -> object.addList(escaped, list(path, inner));
          case ScalarNode scalar -> object.addValue(escaped, scalar.getValue());
          default -> problem(line, "is not a value");
        }
      }
      return object.build();
    }

    private ConfigNode.ListNode list(String path, SequenceNode sequence) {
      ConfigNode.ListNode.Builder list = ConfigNode.ListNode.builder();
      int index = 0;
      for (Node element : sequence.getValue()) {
        String place = path + "." + index++;
        lines.put(place, line(element.getStartMark()));
        switch (element) {
          case MappingNode inner -> list.addObject(object(place, inner));
          case SequenceNode inner -> list.addList(list(place, inner));
          case ScalarNode scalar -> list.addValue(scalar.getValue());
          default -> problem(line(element.getStartMark()), "is not a value");
        }
      }
      return list.build();
    }

    private static Config config(ConfigNode.ObjectNode root) {
      return Config.builder(ConfigSources.create(root))
          .disableEnvironmentVariablesSource()
          .disableSystemPropertiesSource()
          .disableKeyResolving()
          .disableValueResolving()
          .disableFilterServices()
          .disableMapperServices()
          .disableParserServices()
          .build();
    }

    private static Yaml yaml() {
      LoaderOptions options = new LoaderOptions();
      options.setProcessComments(false);
      return new Yaml(options);
    }

    private static boolean isEmpty(Node node) {
      return node instanceof ScalarNode scalar && scalar.getValue().isBlank();
    }

    private static int line(@Nullable Mark mark) {
      return mark == null ? 0 : mark.getLine() + 1;
    }

    /** The parser's own words, which name the construct and not the text. */
    private static String said(MarkedYAMLException malformed) {
      String said = malformed.getProblem();
      return said == null ? "it cannot be read" : said.toLowerCase(Locale.ROOT);
    }

    private void problem(int line, String message) {
      problems.add(new ConfigProblem(file, line, message));
    }
  }

  /** A name from the file, short and without anything a terminal would act on. */
  static String shown(String name) {
    StringBuilder shown = new StringBuilder();
    name.codePoints()
        .limit(64)
        .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '?' : c)
        .forEach(shown::appendCodePoint);
    return shown.toString();
  }
}
