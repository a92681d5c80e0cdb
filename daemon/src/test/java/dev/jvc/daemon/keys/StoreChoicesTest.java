package dev.jvc.daemon.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StoreChoicesTest {

  private static final StoreChoice CHOICE =
      new StoreChoice(
          "file",
          List.of(
              new StoreChoice.Other("pass", "there is no password store"),
              new StoreChoice.Other("secret-service", "does not answer")),
          Instant.parse("2026-11-24T12:00:00Z"));

  @TempDir Path folder;

  private Path file() {
    return folder.resolve("state/stores.json");
  }

  private StoreChoices choices() {
    return new StoreChoices(file(), folder, InstantSource.system());
  }

  @Test
  void whatOneProcessWritesDownAnotherReads() throws IOException {
    assertEquals(Optional.empty(), choices().last());

    choices().record(CHOICE);

    assertEquals(Optional.of(CHOICE), choices().last());
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file())));
  }

  @Test
  void theLastChoiceCounts() {
    choices().record(CHOICE);
    StoreChoice newer = new StoreChoice("pass", List.of(), CHOICE.at().plusSeconds(1));

    choices().record(newer);

    assertEquals(Optional.of(newer), choices().last());
  }

  @Test
  void aChoiceThatIsMadeAgainIsNotWrittenAgain() {
    choices().record(CHOICE);

    choices()
        .record(new StoreChoice(CHOICE.chosen(), CHOICE.others(), CHOICE.at().plusSeconds(60)));

    assertEquals(Optional.of(CHOICE), choices().last());
  }

  @Test
  void whatCannotBeWrittenDownHindersNobody() throws IOException {
    Files.createFile(folder.resolve("state"));

    choices().record(CHOICE);

    assertEquals("", Files.readString(folder.resolve("state")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "[]",
        "not json",
        "{\"version\":1,\"chosen\":7,\"at\":\"2026-11-24T12:00:00Z\"}",
        "{\"version\":1,\"chosen\":\"file\",\"at\":\"noon\"}",
        "{\"version\":1,\"chosen\":\"file\",\"others\":[{}],\"at\":\"2026-11-24T12:00:00Z\"}",
      })
  void aFileThatCannotBeReadIsNoChoice(String content) throws IOException {
    Files.createDirectories(file().getParent());
    Files.writeString(file(), content);

    assertEquals(Optional.empty(), choices().last());
  }
}
