package dev.jvc.daemon.store.pass;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * What {@code gpg --decrypt} told on its status channel (GnuPG's {@code doc/DETAILS}).
 *
 * @param failure why there is nothing decrypted, or {@code NONE}
 * @param pinentry the process that asked the person, when one was started
 * @param keys the ids of the keys that it is encrypted for
 */
record GpgStatus(Failure failure, OptionalLong pinentry, List<String> keys) {

  GpgStatus {
    keys = List.copyOf(keys);
  }

  /** Why an entry was not decrypted. */
  enum Failure {
    NONE,
    CANCELLED,
    WRONG_PASSPHRASE,
    WRONG_PIN,
    PIN_BLOCKED,
    NO_PINENTRY,
    PINENTRY_DIED,
    PINENTRY_GAVE_UP,
    NO_TERMINAL,
    NO_AGENT,
    NO_SECRET_KEY,
    NO_CARD,
    CARD_REMOVED,
    WRONG_CARD,
    CARD_FAILED,
    NO_CARD_DAEMON,
    DAMAGED,
    OTHER
  }

  private static final String MARK = "[GNUPG:] ";

  /** The low half of an error value is its code, the rest says which program found it. */
  private static final int CODE = 0xffff;

  private static final int SYSTEM_ERROR = 0x8000;

  /** Reads the lines of standard error; those that carry no status are passed over. */
  static GpgStatus parse(List<String> lines) {
    Failure failure = Failure.NONE;
    boolean decrypted = false;
    boolean unlocked = false;
    boolean failed = false;
    boolean damaged = false;
    boolean noSecretKey = false;
    OptionalLong pinentry = OptionalLong.empty();
    List<String> keys = new ArrayList<>();
    for (String line : lines) {
      if (!line.startsWith(MARK)) {
        continue;
      }
      String[] words = line.substring(MARK.length()).strip().split(" ", -1);
      switch (words[0]) {
        case "ENC_TO" -> {
          if (words.length > 1 && words[1].matches("[0-9A-F]{16}")) {
            keys.add(words[1]);
          }
        }
        case "DECRYPTION_OKAY" -> decrypted = true;
        case "PINENTRY_LAUNCHED" -> pinentry = number(words, 1);
        case "NO_SECKEY" -> noSecretKey = true;
        case "DECRYPTION_KEY" -> unlocked = true;
        case "DECRYPTION_FAILED" -> failed = true;
        case "NODATA", "BADARMOR", "BADMDC", "UNEXPECTED" -> damaged = true;
        case "SC_OP_FAILURE" -> {
          if (number(words, 1).orElse(0) == 2) {
            failure = Failure.WRONG_PIN;
          }
        }
        case "ERROR" -> {
          if (words.length > 2 && words[1].startsWith("pkdecrypt_failed")) {
            failure = worse(failure, ofError(words[2]));
          }
        }
        default -> {
          // Of no consequence here.
        }
      }
    }
    damaged |= unlocked && failed;
    if (decrypted && !damaged) {
      return new GpgStatus(Failure.NONE, pinentry, keys);
    }
    if (failure == Failure.NONE) {
      failure = damaged ? Failure.DAMAGED : noSecretKey ? Failure.NO_SECRET_KEY : Failure.OTHER;
    }
    return new GpgStatus(failure, pinentry, keys);
  }

  /** Of several keys that were tried, a person's answer to one says more than the other's lack. */
  private static Failure worse(Failure known, Failure next) {
    return known == Failure.NONE || known == Failure.NO_SECRET_KEY || known == Failure.OTHER
        ? next
        : known;
  }

  /** The same judged as the lack of a card. */
  GpgStatus withoutCard() {
    return new GpgStatus(Failure.NO_CARD, pinentry, keys);
  }

  /** The meaning of a value of libgpg-error ({@code gpg-error.h}), in decimal digits. */
  static Failure ofError(String value) {
    return switch ((int) (number(value).orElse(0) & CODE)) {
      case 99, 198 -> Failure.CANCELLED;
      case 11 -> Failure.WRONG_PASSPHRASE;
      case 87 -> Failure.WRONG_PIN;
      case 130 -> Failure.PIN_BLOCKED;
      case 85 -> Failure.NO_PINENTRY;
      case 86, 16383 -> Failure.PINENTRY_DIED;
      case 62 -> Failure.PINENTRY_GAVE_UP;
      case SYSTEM_ERROR | 102 -> Failure.NO_TERMINAL;
      case 77, 78, 259 -> Failure.NO_AGENT;
      case 17 -> Failure.NO_SECRET_KEY;
      case 112, SYSTEM_ERROR | 80, SYSTEM_ERROR | 104 -> Failure.NO_CARD;
      case 109, 110 -> Failure.CARD_REMOVED;
      case 91 -> Failure.WRONG_CARD;
      case 108, 111, 123, 132 -> Failure.CARD_FAILED;
      case 119 -> Failure.NO_CARD_DAEMON;
      default -> Failure.OTHER;
    };
  }

  private static OptionalLong number(String[] words, int index) {
    return number(words.length > index ? words[index] : "");
  }

  private static OptionalLong number(String digits) {
    return digits.matches("[0-9]{1,18}")
        ? OptionalLong.of(Long.parseLong(digits))
        : OptionalLong.empty();
  }
}
