package dev.jvc.daemon.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jvc.daemon.config.JvcConfig.Listen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReloadingConfigTest implements InstantSource {

  @TempDir private Path home;
  private Path file;
  private Instant now = Instant.parse("2026-11-24T08:00:00Z");

  @BeforeEach
  void name() {
    file = home.resolve("jvc.yaml");
  }

  @Override
  public Instant instant() {
    return now;
  }

  private ReloadingConfig open() throws JvcConfigException {
    return ReloadingConfig.open(file, home, this);
  }

  private void write(String text) throws IOException {
    Files.writeString(file, text);
    now = now.plusMillis(100);
  }

  private static List<String> problems(ReloadingConfig config) {
    return config.problems().stream().map(ConfigProblem::text).toList();
  }

  @Test
  void aMissingFileIsTheDefaults() throws JvcConfigException {
    assertEquals(JvcConfig.DEFAULTS, open().get());
  }

  @Test
  void aBrokenFileAtTheStartIsRefusedWithEveryProblem() throws IOException {
    write("stor: x\nlisten: { port: x }\n");

    JvcConfigException refused = assertThrows(JvcConfigException.class, this::open);

    assertEquals(
        "~/jvc.yaml:1: unknown key stor: did you mean store?\n"
            + "~/jvc.yaml:2: listen.port is not a number from 0 to 65535",
        refused.getMessage());
  }

  @Test
  void anEditTakesEffect() throws IOException, JvcConfigException {
    ReloadingConfig config = open();

    write("login: { duration: 1h }\n");
    assertEquals(Duration.ofHours(1), config.get().loginDuration().value());

    write("login: { duration: 2h }\n");
    assertEquals(Duration.ofHours(2), config.get().loginDuration().value());

    Files.delete(file);
    now = now.plusMillis(100);
    assertEquals(Duration.ofHours(12), config.get().loginDuration().value());
    assertEquals(List.of(), config.problems());
  }

  @Test
  void theFileIsLookedAtTenTimesASecondAtMost() throws IOException, JvcConfigException {
    write("login: { duration: 1h }\n");
    ReloadingConfig config = open();
    Files.writeString(file, "login: { duration: 2h }\n");

    now = now.plusMillis(99);
    assertEquals(Duration.ofHours(1), config.get().loginDuration().value());
    now = now.plusMillis(1);
    assertEquals(Duration.ofHours(2), config.get().loginDuration().value());
  }

  @Test
  void aBrokenEditKeepsTheLastGoodAndSaysSo() throws IOException, JvcConfigException {
    write("login: { duration: 1h }\n");
    ReloadingConfig config = open();

    write("login: { duration: 1x }\ncommands: no\n");

    assertEquals(Duration.ofHours(1), config.get().loginDuration().value());
    assertEquals(
        List.of(
            "~/jvc.yaml: is not acted on until this is mended; what it said before holds",
            "~/jvc.yaml:1: login.duration is not a duration such as 12h, 90m or 1h30m",
            "~/jvc.yaml:2: commands is neither allow nor deny"),
        problems(config));

    write("login: { duration: 3h }\n");
    assertEquals(Duration.ofHours(3), config.get().loginDuration().value());
    assertEquals(List.of(), problems(config));
  }

  @Test
  void anotherAddressWaitsForARestart() throws IOException, JvcConfigException {
    ReloadingConfig config = open();

    write("store: file\nlisten: { port: 1234 }\n");

    assertEquals(new Listen("127.0.0.1", 9911), config.get().listen().value());
    assertEquals("file", config.get().store().value());
    assertEquals(
        List.of(
            "~/jvc.yaml:2: listen takes effect after a restart: run jvc daemon stop, then jvc"
                + " daemon start"),
        problems(config));
  }

  @Test
  void aFileThatOthersCanWriteIsNotActedOn() throws IOException, JvcConfigException {
    write("store: file\n");
    ReloadingConfig config = open();
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
    write("store: auto\n");

    assertEquals("file", config.get().store().value());
    assertEquals(
        "~/jvc.yaml: can be written by others: run chmod go-w ~/jvc.yaml", problems(config).get(1));

    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    now = now.plusMillis(100);
    assertEquals("auto", config.get().store().value());
  }

  @Test
  void aFileLargerThanTheLimitIsNotRead() throws IOException {
    write("#".repeat(65 * 1024));

    JvcConfigException refused = assertThrows(JvcConfigException.class, this::open);

    assertEquals("~/jvc.yaml: is larger than 64 KiB", refused.getMessage());
  }

  @Test
  void otherMetadataListenersWaitForARestart() throws IOException, JvcConfigException {
    write("imds: [ { port: 9912, profile: personal } ]\n");
    ReloadingConfig config = open();

    write("store: file\nimds: [ { port: 9912, profile: prod } ]\n");

    assertEquals("personal", config.get().imds().getFirst().value().profile().value());
    assertEquals("file", config.get().store().value());
    assertEquals(
        List.of(
            "~/jvc.yaml: imds takes effect after a restart: run jvc daemon stop, then jvc daemon start"),
        problems(config));

    write(
        "imds: [ { port: 9912, profile: personal } ]\nlink-local: [ { address: 169.254.170.2 } ]\n");
    assertEquals(List.of(), config.get().linkLocal());
    assertEquals(
        List.of(
            "~/jvc.yaml: link-local takes effect after a restart: run jvc daemon stop, then jvc daemon start"),
        problems(config));

    write("# moved by a line\nimds: [ { port: 9912, profile: personal } ]\n");
    assertEquals(List.of(), problems(config));
  }
}
