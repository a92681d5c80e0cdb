package dev.jvc.daemon.store.secretservice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.vault.Sentences;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BusAddressTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          unix:path=/run/user/1000/bus                          | /run/user/1000/bus
          unix:path=/tmp/dbus-x,guid=24c5f00607411c777f0158926b | /tmp/dbus-x
          unix:guid=24c5f006,path=/tmp/dbus-x                   | /tmp/dbus-x
          unix:path=/tmp/a%20b%c3%a4                            | /tmp/a bä
          unix:abstract=/tmp/x;unix:path=/tmp/y                 | /tmp/y
          tcp:host=localhost,port=1;unix:path=/tmp/y;           | /tmp/y
          unix:path=%zz;unix:path=/tmp/y                        | /tmp/y
          unix:runtime=yes                                      | /run/user/7/bus
          """)
  void theFirstSocketInTheFileSystemIsTaken(String address, String path) throws ProblemException {
    assertEquals(
        path,
        BusAddress.of(Map.of("DBUS_SESSION_BUS_ADDRESS", address, "XDG_RUNTIME_DIR", "/run/user/7"))
            .path());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "unix:abstract=/tmp/x",
        "unix:tmpdir=/tmp",
        "unix:path=",
        "unix:path=relative",
        "unix:path=/a%2cguid=x",
        "unix:path=/a%00",
        "unix:path=/a%2",
        "unix:runtime=yes",
        "tcp:host=example.org,port=1234",
        "autolaunch:",
        "unixexec:path=/bin/sh",
        ";",
        "/run/user/1000/bus",
      })
  void anAddressThatNamesNoSocketIsRefused(String address) {
    ProblemException refused =
        assertThrows(
            ProblemException.class,
            () -> BusAddress.of(Map.of("DBUS_SESSION_BUS_ADDRESS", address)));
    assertEquals(ProblemCode.STORE_FAILED, refused.problem().code());
    assertTrue(refused.problem().message().contains("DBUS_SESSION_BUS_ADDRESS"));
    Sentences.requireSentence(refused.problem().message());
  }

  @Test
  void withoutAVariableTheBusOfASystemdSessionIsTaken(@TempDir Path runtime) throws Exception {
    Map<String, String> environment = Map.of("XDG_RUNTIME_DIR", runtime.toString());
    assertNoBus(environment);
    makeSocket(runtime);
    assertEquals(runtime + "/bus", BusAddress.of(environment).path());
  }

  @Test
  void withoutAnythingThereIsNoBus() {
    assertNoBus(Map.of());
    assertNoBus(Map.of("DBUS_SESSION_BUS_ADDRESS", "", "XDG_RUNTIME_DIR", ""));
  }

  private static void makeSocket(Path runtime) throws IOException {
    Files.createFile(runtime.resolve("bus"));
  }

  private static void assertNoBus(Map<String, String> environment) {
    ProblemException none = assertThrows(ProblemException.class, () -> BusAddress.of(environment));
    assertTrue(none.problem().message().startsWith("there is no session bus"));
    Sentences.requireSentence(none.problem().message());
  }
}
