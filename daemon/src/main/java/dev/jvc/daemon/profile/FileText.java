package dev.jvc.daemon.profile;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The lines of an AWS file with every secret left out.
 *
 * <p>The daemon must never hold a long-term key, and a {@code String} cannot be wiped. So the value
 * of a secret is not even decoded: its line keeps the name, and {@link #HIDDEN} stands for the
 * rest. The same goes for comments, and for lines that are no setting at all.
 *
 * @param lines the lines in order, without line ends
 * @param undecodable the numbers, from 1, of lines that are not UTF-8
 */
record FileText(List<String> lines, List<Integer> undecodable) {

  /** Stands where a secret was. */
  static final String HIDDEN = "(hidden)";

  private static final Set<String> SECRETS =
      Set.of("aws_access_key_id", "aws_secret_access_key", "aws_session_token");
  private static final Pattern NAME = Pattern.compile("[\\w.-]{1,64}");
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

  /** Which values of a file are worth knowing. */
  enum Kind {
    /** All but the secrets. */
    CONFIG,
    /** None: names alone say which profiles exist. */
    CREDENTIALS
  }

  /**
   * Splits at line feeds, carriage returns, or both together, as the AWS SDKs do. A colon instead
   * of the equals sign, which the AWS CLI takes as well, becomes one.
   */
  static FileText of(ByteBuffer bytes, Kind kind) {
    return new Splitter(bytes, kind).split();
  }

  private static final class Splitter {

    private final ByteBuffer bytes;
    private final Kind kind;
    private final List<String> lines = new ArrayList<>();
    private final List<Integer> undecodable = new ArrayList<>();

    /** The indentation of the setting whose continuation lines may follow, or -1. */
    private int settingIndent = -1;

    /** Whether that setting is a secret. */
    private boolean hiding;

    Splitter(ByteBuffer bytes, Kind kind) {
      this.bytes = bytes;
      this.kind = kind;
    }

    FileText split() {
      int start = startsWithMark() ? BYTE_ORDER_MARK.length : 0;
      for (int i = start; i <= bytes.limit(); i++) {
        if (i == bytes.limit()) {
          if (i > start) {
            add(start, i);
          }
        } else if (bytes.get(i) == '\n' || bytes.get(i) == '\r') {
          add(start, i);
          boolean pair = bytes.get(i) == '\r' && i + 1 < bytes.limit() && bytes.get(i + 1) == '\n';
          i += pair ? 1 : 0;
          start = i + 1;
        }
      }
      return new FileText(List.copyOf(lines), List.copyOf(undecodable));
    }

    private boolean startsWithMark() {
      return bytes.limit() >= BYTE_ORDER_MARK.length
          && bytes.get(0) == BYTE_ORDER_MARK[0]
          && bytes.get(1) == BYTE_ORDER_MARK[1]
          && bytes.get(2) == BYTE_ORDER_MARK[2];
    }

    private void add(int start, int end) {
      int first = start;
      while (first < end && (bytes.get(first) == ' ' || bytes.get(first) == '\t')) {
        first++;
      }
      int indent = first - start;
      boolean continues = settingIndent >= 0 && indent > settingIndent;
      if (first == end || bytes.get(first) == '#' || bytes.get(first) == ';') {
        lines.add("");
      } else if (continues) {
        lines.add(hiding ? "" : decode(start, end));
      } else if (bytes.get(first) == '[') {
        settingIndent = -1;
        lines.add(decode(start, end));
      } else {
        settingIndent = indent;
        lines.add(" ".repeat(indent) + setting(first, end));
      }
    }

    /** A setting, always with an equals sign, or {@link #HIDDEN} when the line is none. */
    private String setting(int first, int end) {
      int delimiter = first;
      while (delimiter < end && bytes.get(delimiter) != '=' && bytes.get(delimiter) != ':') {
        delimiter++;
      }
      hiding = true;
      if (delimiter == end) {
        return HIDDEN;
      }
      String name = decode(first, delimiter).strip();
      boolean plain = NAME.matcher(name).matches();
      if (bytes.get(delimiter) == ':' && !plain) {
        // Something else than a name, such as an ARN after a forgotten equals sign.
        return HIDDEN;
      }
      if (kind == Kind.CREDENTIALS || SECRETS.contains(name.toLowerCase(Locale.ROOT))) {
        return (plain ? name : HIDDEN) + " = " + HIDDEN;
      }
      hiding = false;
      return (name.isEmpty() ? "=" : name + " =") + decode(delimiter + 1, end);
    }

    private String decode(int start, int end) {
      try {
        return StandardCharsets.UTF_8
            .newDecoder()
            .decode(bytes.slice(start, end - start))
            .toString();
      } catch (CharacterCodingException malformed) {
        undecodable.add(lines.size() + 1);
        return "";
      }
    }
  }
}
