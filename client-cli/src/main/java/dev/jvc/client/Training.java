package dev.jvc.client;

import dev.jvc.client.terminal.Output;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The run that the AOT cache is made from: does what the verbs do, against a scripted daemon. */
public final class Training {

  private Training() {}

  /** Trains once; fails the build when something goes wrong. */
  public static void main(String[] arguments) throws IOException {
    Path runtime = Files.createTempDirectory("jvc-training");
    Path folder =
        Files.createDirectory(
            runtime.resolve("jvc"),
            java.nio.file.attribute.PosixFilePermissions.asFileAttribute(
                java.nio.file.attribute.PosixFilePermissions.fromString("rwx------")));
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(folder.resolve("control.sock")));
      Thread.ofPlatform().daemon().start(() -> serve(server));
      System.getenv("X");
      Process zz = new ProcessBuilder("true").start();
      int code =
          Main.run(
              new String[] {"credentials", "personal"},
              Map.of("XDG_RUNTIME_DIR", runtime.toString()),
              Output.ofProcess());
      System.exit(code + (zz.pid() < 0 ? 1 : 0));
    }
  }

  private static void serve(ServerSocketChannel server) {
    try {
      while (true) {
        try (SocketChannel client = server.accept()) {
          client.read(ByteBuffer.allocate(8192));
          client.write(
              ByteBuffer.wrap(
                  "HTTP/1.1 200 OK\r\nJvc-Protocol: 1\r\nContent-Length: 2\r\n\r\n{}"
                      .getBytes(StandardCharsets.US_ASCII)));
        }
      }
    } catch (IOException closed) {
      // The training is over.
    }
  }
}
