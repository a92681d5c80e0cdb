package dev.jvc.daemon.endpoint.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.OverlappingFileLockException;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class SocketClaimTest {

  private Path folder = Path.of("/");
  private Path socket = Path.of("/");

  @BeforeEach
  void makeFolder() throws IOException {
    // The path must be short enough for a socket, which a test's own temporary folder need not be.
    folder = Files.createTempDirectory(Path.of("/tmp"), "jvc");
    socket = folder.resolve("control.sock");
  }

  @AfterEach
  void removeFolder() throws IOException {
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }

  private ServerSocketChannel listen() throws IOException {
    ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    listener.bind(UnixDomainSocketAddress.of(socket));
    return listener;
  }

  @Test
  void aBoundSocketIsPrivateAndRemovedAtTheEnd() throws Exception {
    try (SocketClaim claim = SocketClaim.of(socket);
        ServerSocketChannel listener = listen()) {
      assertNotNull(listener);
      claim.bound();
      assertEquals(
          "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)));
      assertTrue(claim.stillOurs());
    }
    assertTrue(Files.notExists(socket));
  }

  @Test
  void whatACrashedDaemonLeftBehindIsRemoved() throws Exception {
    listen().close();
    assertTrue(Files.exists(socket));

    try (SocketClaim claim = SocketClaim.of(socket)) {
      assertTrue(Files.notExists(claim.socket()));
    }
  }

  @Test
  void aSocketThatSomebodyAnswersOnIsLeftAlone() throws Exception {
    try (ServerSocketChannel living = listen()) {
      assertNotNull(living);
      assertThrows(SocketClaim.HeldByAnother.class, () -> SocketClaim.of(socket));
      assertTrue(Files.exists(socket));
    }
  }

  @Test
  void theLockKeepsASecondDaemonAway() throws Exception {
    try (SocketClaim claim = SocketClaim.of(socket)) {
      assertNotNull(claim);
      // Within one process the JDK reports the overlap itself; between processes tryLock answers
      // null.
      assertThrows(OverlappingFileLockException.class, () -> SocketClaim.of(socket));
    }
  }

  @Test
  void aFileInPlaceOfTheSocketIsKept() throws Exception {
    Files.writeString(socket, "mine");

    IOException refused = assertThrows(IOException.class, () -> SocketClaim.of(socket));

    assertEquals(socket + " is not a socket: move it away", refused.getMessage());
    assertEquals("mine", Files.readString(socket));
  }

  @Test
  void aLinkInPlaceOfTheSocketIsKept() throws Exception {
    Path target = Files.writeString(folder.resolve("target"), "mine");
    Files.createSymbolicLink(socket, target);

    assertThrows(IOException.class, () -> SocketClaim.of(socket));

    assertEquals("mine", Files.readString(target));
  }

  @Test
  void aReplacedSocketIsNoticedAndNotRemoved() throws Exception {
    SocketClaim claim = SocketClaim.of(socket);
    ServerSocketChannel ours = listen();
    claim.bound();
    // Both exist for a moment, so that the file system cannot give the second the number of the
    // first.
    Path kept = Files.move(socket, folder.resolve("kept"));
    try (ServerSocketChannel foreign = listen()) {
      assertNotNull(foreign);
      assertFalse(claim.stillOurs());
      claim.close();
      assertTrue(Files.exists(socket));
    }
    ours.close();
    assertTrue(Files.exists(kept));
  }

  @Test
  void afterARefusalTheLockIsFreeAgain() throws Exception {
    Files.writeString(socket, "mine");
    assertThrows(IOException.class, () -> SocketClaim.of(socket));
    Files.delete(socket);

    SocketClaim.of(socket).close();
  }
}
