package dev.jvc.client.training;

import dev.jvc.client.verb.Documentation;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Writes the manual pages and completions of this version, for whoever installs it. */
public final class WriteDocumentation {

  private WriteDocumentation() {}

  /**
   * Writes all files.
   *
   * @param arguments the folder to fill, the version, its date, of which anything behind the day is
   *     left out, and the folder of pages that were written by hand
   */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    String version = arguments[1];
    String date = arguments[2].substring(0, "yyyy-MM-dd".length());
    for (Map.Entry<String, String> file : Documentation.files(date, version).entrySet()) {
      write(folder.resolve(file.getKey()), file.getValue());
    }
    try (DirectoryStream<Path> pages = Files.newDirectoryStream(Path.of(arguments[3]), "*.1")) {
      for (Path page : pages) {
        write(
            folder.resolve("man/man1").resolve(page.getFileName()),
            Files.readString(page).replace("@date@", date).replace("@version@", version));
      }
    }
  }

  private static void write(Path path, String text) throws IOException {
    Files.createDirectories(path.resolveSibling("."));
    Files.writeString(path, text);
  }
}
