package dev.jvc.sandbox.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An XML element: either text or children. */
public final class Xml {
  private final String name;
  private final @Nullable String namespace;
  private final String text;
  private final List<Xml> children;

  private Xml(String name, @Nullable String namespace, String text, List<Xml> children) {
    this.name = name;
    this.namespace = namespace;
    this.text = text;
    this.children = List.copyOf(children);
  }

  public static Xml text(String name, String text) {
    return new Xml(name, null, text, List.of());
  }

  public static Xml element(String name, Xml... children) {
    return element(name, List.of(children));
  }

  public static Xml element(String name, List<Xml> children) {
    return new Xml(name, null, "", children);
  }

  /** A document's root element with its default namespace. */
  public static Xml root(String name, String namespace, Xml... children) {
    return new Xml(name, namespace, "", List.of(children));
  }

  /** The element and what is in it, without indentation. */
  public String render() {
    StringBuilder out = new StringBuilder(512);
    render(out);
    return out.toString();
  }

  private void render(StringBuilder out) {
    out.append('<').append(name);
    if (namespace != null) {
      out.append(" xmlns=\"").append(namespace).append('"');
    }
    out.append('>');
    escape(text, out);
    children.forEach(child -> child.render(out));
    out.append("</").append(name).append('>');
  }

  private static void escape(String text, StringBuilder out) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '&' -> out.append("&amp;");
        case '\t', '\n' -> out.append(c);
        default -> out.append(c < ' ' ? '\uFFFD' : c);
      }
    }
  }
}
