package dev.jvc.daemon.store.keychain;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The attributes of every item, as {@code security dump-keychain} prints them.
 *
 * <p>An item starts with a line {@code keychain:}; its attributes follow one a line, texts in
 * quotes. What cannot be printed, a line break included, stands there in hexadecimal, so that no
 * attribute can pass for a line of its own.
 */
final class KeychainDump {

  private static final String ITEM = "keychain: ";
  private static final String GENERIC_PASSWORD = "class: \"genp\"";
  private static final String ACCOUNT = "\"acct\"<blob>=";
  private static final Pattern HEXADECIMAL = Pattern.compile("0x((?:[0-9A-F]{2})+) .*");

  private KeychainDump() {}

  /** The accounts of the generic passwords of a service, in the order of the dump. */
  static List<String> accounts(byte[] dump, String service) {
    String serviceLine = "\"svce\"<blob>=\"" + service + "\"";
    List<String> accounts = new ArrayList<>();
    boolean generic = false;
    boolean ours = false;
    String account = "";
    for (String line : new String(dump, StandardCharsets.UTF_8).split("\n", -1)) {
      String text = line.strip();
      if (line.startsWith(ITEM)) {
        add(accounts, generic && ours, account);
        generic = false;
        ours = false;
        account = "";
      } else if (line.equals(GENERIC_PASSWORD)) {
        generic = true;
      } else if (text.equals(serviceLine)) {
        ours = true;
      } else if (text.startsWith(ACCOUNT)) {
        account = text(text.substring(ACCOUNT.length()));
      }
    }
    add(accounts, generic && ours, account);
    return accounts;
  }

  /** A text in quotes or in hexadecimal; empty for anything else. */
  private static String text(String blob) {
    Matcher hexadecimal = HEXADECIMAL.matcher(blob);
    if (hexadecimal.matches()) {
      return new String(HexFormat.of().parseHex(hexadecimal.group(1)), StandardCharsets.UTF_8);
    }
    boolean quoted = blob.length() > 2 && blob.startsWith("\"") && blob.endsWith("\"");
    return quoted ? blob.substring(1, blob.length() - 1) : "";
  }

  private static void add(List<String> accounts, boolean wanted, String account) {
    if (wanted && !account.isEmpty()) {
      accounts.add(account);
    }
  }
}
