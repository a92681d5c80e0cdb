package dev.jvc.daemon.platform;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * Keys in the Keychain of macOS, which has no memory of its own for them: generic passwords of the
 * service {@code jvc-logins} in the default keychain, readable without a window.
 *
 * <p>The Keychain forgets nothing by itself, neither with time nor with a reboot. The end of a
 * key's life stands in the item and is looked at when it is read; whoever seals something with a
 * key has to bind it to a {@link BootId}.
 *
 * <p>A locked keychain would ask for a password in a window; nobody may be asked by a daemon, so a
 * call is given up after {@link #PATIENCE}.
 */
final class KeychainKeys implements VolatileKeys {

  static final Duration PATIENCE = Duration.ofSeconds(3);

  private static final String SERVICE = "jvc-logins";
  private static final String LABEL = "key of kept logins (jvc)";
  private static final Optional<String> DEFAULT_KEYCHAIN = Optional.empty();

  /** What divides the key in hexadecimal from its end in seconds since 1970. */
  private static final byte DIVIDER = ':';

  /** {@code errSecInteractionNotAllowed}, -25308, and {@code userCanceledErr}, -128. */
  private static final int NO_INTERACTION = 36;

  private static final int CANCELLED = 128;

  private final Map<String, String> environment;
  private final String program;
  private final Duration patience;
  private final InstantSource clock;

  /**
   * @param environment of this process
   * @param program {@code security}, or what stands in for it
   */
  KeychainKeys(
      Map<String, String> environment, String program, Duration patience, InstantSource clock) {
    this.environment = Map.copyOf(environment);
    this.program = program;
    this.patience = patience;
    this.clock = clock;
  }

  @Override
  public void put(String name, byte[] key, Duration life) throws IOException {
    // Who may read an item is decided when it is made, so an old one is not replaced in place.
    remove(name);
    Instant end = clock.instant().plusSeconds(Math.max(1, life.toSeconds()));
    byte[] password = password(key, end);
    byte[] hexadecimal = hexadecimal(password);
    try (KeychainProgram security = security();
        CommandResult result =
            security.add(
                SERVICE,
                name,
                LABEL,
                hexadecimal,
                KeychainProgram.Readers.THIS_PROGRAM,
                DEFAULT_KEYCHAIN)) {
      output(result);
    } catch (KeychainProgram.TooLongException impossible) {
      throw new IOException("the keychain does not take a key that long", impossible);
    } finally {
      Arrays.fill(password, (byte) 0);
      Arrays.fill(hexadecimal, (byte) 0);
    }
  }

  @Override
  public Optional<byte[]> find(String name) throws IOException {
    Optional<byte[]> key;
    try (KeychainProgram security = security();
        CommandResult result = security.password(SERVICE, name, DEFAULT_KEYCHAIN)) {
      if (KeychainProgram.isMissing(result)) {
        return Optional.empty();
      }
      key = key(output(result));
    }
    if (key.isEmpty()) {
      remove(name);
    }
    return key;
  }

  @Override
  public void remove(String name) throws IOException {
    try (KeychainProgram security = security();
        CommandResult result = security.delete(SERVICE, name, DEFAULT_KEYCHAIN)) {
      if (!KeychainProgram.isMissing(result)) {
        output(result);
      }
    }
  }

  private KeychainProgram security() {
    return new KeychainProgram(environment, program, patience);
  }

  /** Plain characters, because {@code security} prints anything else in a form of its own. */
  private static byte[] password(byte[] key, Instant end) {
    byte[] hexadecimal = hexadecimal(key);
    byte[] tail = (":" + end.getEpochSecond()).getBytes(StandardCharsets.US_ASCII);
    byte[] password = Arrays.copyOf(hexadecimal, hexadecimal.length + tail.length);
    System.arraycopy(tail, 0, password, hexadecimal.length, tail.length);
    Arrays.fill(hexadecimal, (byte) 0);
    return password;
  }

  private static byte[] hexadecimal(byte[] bytes) {
    byte[] hexadecimal = new byte[2 * bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      hexadecimal[2 * i] = (byte) Character.forDigit((bytes[i] >> 4) & 0xf, 16);
      hexadecimal[2 * i + 1] = (byte) Character.forDigit(bytes[i] & 0xf, 16);
    }
    return hexadecimal;
  }

  /** The key, unless its time is over or what was printed is none. */
  private Optional<byte[]> key(byte[] printed) {
    int divider = 0;
    while (divider < printed.length && printed[divider] != DIVIDER) {
      divider++;
    }
    if (divider == printed.length || divider % 2 != 0) {
      return Optional.empty();
    }
    String tail =
        new String(printed, divider + 1, printed.length - divider - 1, StandardCharsets.US_ASCII);
    byte[] key = new byte[divider / 2];
    try {
      for (int i = 0; i < key.length; i++) {
        key[i] =
            (byte)
                ((HexFormat.fromHexDigit(printed[2 * i]) << 4)
                    | HexFormat.fromHexDigit(printed[2 * i + 1]));
      }
      if (clock.instant().getEpochSecond() < Long.parseLong(tail.strip())) {
        return Optional.of(key);
      }
    } catch (NumberFormatException malformed) {
      // Somebody else has written it.
    }
    Arrays.fill(key, (byte) 0);
    return Optional.empty();
  }

  private static byte[] output(CommandResult result) throws IOException {
    return switch (result) {
      case CommandResult.Exited exited when exited.code() == 0 -> exited.output();
      case CommandResult.Exited exited -> throw new IOException(reason(exited.code()));
      case CommandResult.NotStarted(String reason) -> throw new IOException("security " + reason);
      case CommandResult.TimedOut(Duration limit, var _) ->
          throw new IOException(
              "the keychain did not answer within " + limit.toSeconds() + " s: is it locked?");
      case CommandResult.TooMuchOutput(int _) ->
          throw new IOException("the keychain answered with too much");
      case CommandResult.Interrupted() -> throw new IOException("interrupted");
    };
  }

  private static String reason(int code) {
    return code == NO_INTERACTION || code == CANCELLED
        ? "the keychain is locked"
        : "the keychain refused (security ended with code " + code + ")";
  }
}
