package dev.jvc.system.clients;

import dev.jvc.system.Machine;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** The client that uses the AWS SDK for Java as the daemon brings it along. */
final class JavaClient {

  static final Path LIBRARIES = Machine.root().resolve("daemon/target/app/lib");
  static final Path CLASSES = Machine.root().resolve("target/clients/java-v2");

  private JavaClient() {}

  /** Compiles it; starting it from its source would do so every time. */
  static void compile() throws IOException {
    Path source = Machine.root().resolve("client-cli/src/test/clients/java-v2/WhoAmI.java");
    Files.createDirectories(CLASSES);
    String classPath;
    try (Stream<Path> jars = Files.list(LIBRARIES)) {
      classPath = jars.map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }
    int failed =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-cp", classPath, "-d", CLASSES.toString(), source.toString());
    if (failed != 0) {
      throw new IOException("cannot compile " + source);
    }
  }
}
