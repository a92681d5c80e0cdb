package dev.jvc.daemon.store.pass;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jvc.daemon.credential.Problem;
import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.vault.Keys;
import dev.jvc.daemon.vault.SecretStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A key on a smart card, behind a real agent and a scdaemon that is a script. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SmartCardIT {

  private static final ProfileName PERSONAL = new ProfileName("personal");

  private static final String SCDAEMON =
      """
      #!/bin/sh
      echo 'OK at your service'
      while read -r line; do
        echo "$line" >> '@folder@/said'
        card=$(cat '@folder@/card')
        case $line in
          SERIALNO*)
            case $card in
              absent) echo 'ERR 100663408 Card not present <SCD>' ;;
              no-reader) echo 'ERR 100696144 No such device <SCD>' ;;
              *) echo 'S SERIALNO @serial@ 0'; echo OK ;;
            esac ;;
          PKDECRYPT*)
            case $card in
              removed) echo 'ERR 100663406 Card removed <SCD>' ;;
              wrong-pin)
                echo 'INQUIRE NEEDPIN ||Please enter the PIN'
                read -r pin; read -r end
                echo 'ERR 100663383 Bad PIN <SCD>' ;;
              blocked) echo 'ERR 100663426 PIN blocked <SCD>' ;;
              *) echo 'ERR 100663404 Card error <SCD>' ;;
            esac ;;
          GETINFO*) echo 'ERR 100663571 Not supported <SCD>' ;;
          BYE*) echo OK; exit 0 ;;
          *) echo OK ;;
        esac
      done
      """;

  private final GnuPg gnupg;
  private final Path store;

  SmartCardIT() throws IOException {
    gnupg = GnuPg.create();
    store = gnupg.folder().resolve("store");
  }

  @BeforeAll
  void moveKeysToCard() throws Exception {
    gnupg.initialised(store);
    try (SecretStore keys = gnupg.open(store, Duration.ofSeconds(60))) {
      keys.write(PERSONAL, Keys.key(1));
    }
    Path scdaemon = gnupg.folder().resolve("scdaemon");
    Files.writeString(
        scdaemon,
        SCDAEMON
            .replace("@folder@", gnupg.folder().toString())
            .replace("@serial@", HexFormat.of().withUpperCase().formatHex(GnuPg.CARD)));
    Files.setPosixFilePermissions(scdaemon, PosixFilePermissions.fromString("rwxr-xr-x"));
    gnupg.moveKeysToCard(scdaemon);
  }

  @AfterAll
  void stop() throws IOException {
    gnupg.close();
  }

  private Problem readWith(String card) throws Exception {
    Files.writeString(gnupg.folder().resolve("card"), card + "\n");
    Files.deleteIfExists(gnupg.folder().resolve("said"));
    gnupg.forget();
    try (SecretStore keys = gnupg.open(store, Duration.ofSeconds(60))) {
      return assertThrows(ProblemException.class, () -> keys.read(PERSONAL)).problem();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "absent | STORE_FAILED | the smart card is missing: insert it and run the command again",
        "no-reader | STORE_FAILED | the smart card is missing: insert it and run the command again",
        "removed | STORE_FAILED | the smart card was removed meanwhile: insert it again and run the"
            + " command again",
        "wrong-pin | WRONG_PASSPHRASE | wrong PIN for the smart card: make sure of it before the"
            + " next try, because the card blocks itself after a few",
        "blocked | STORE_FAILED | the PIN of the smart card is blocked: unblock it with gpg"
            + " --card-edit",
        "broken | STORE_FAILED | the smart card failed: take it out, insert it, and run the command"
            + " again",
      })
  void whatIsWrongWithTheCardIsTold(String card, ProblemCode code, String message)
      throws Exception {
    Problem problem = readWith(card);

    assertEquals(message, problem.message());
    assertEquals(code, problem.code());
  }

  @Test
  void aWrongPinIsTriedOnce() throws Exception {
    readWith("wrong-pin");

    List<String> said = Files.readAllLines(gnupg.folder().resolve("said"));
    assertEquals(1, said.stream().filter(line -> line.startsWith("PKDECRYPT")).count());
    assertEquals(1, gnupg.asked());
  }

  @Test
  void aMissingScdaemonIsNamed() throws Exception {
    String before = Files.readString(gnupg.home().resolve("gpg-agent.conf"));
    gnupg.configureAgent(before.replace("/scdaemon\n", "/nowhere\n"));
    try {
      assertEquals(
          "gpg-agent has no scdaemon to reach the smart card with: install scdaemon",
          readWith("any").message());
    } finally {
      gnupg.configureAgent(before);
    }
  }
}
