package dev.jvc.client.verb;

import dev.jvc.client.completion.BashScript;
import dev.jvc.client.completion.FishScript;
import dev.jvc.client.completion.Grammar;
import dev.jvc.client.completion.ZshScript;
import dev.jvc.client.manual.ManualPages;
import dev.jvc.client.terminal.Output;
import java.io.OutputStream;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;

/** What an installation puts beside the programs for shells and for {@code man}. */
public final class Documentation {

  private Documentation() {}

  /**
   * Each file, by its path below the folder {@code share} of the build.
   *
   * @param date of the version, as {@code yyyy-MM-dd}
   */
  public static Map<String, String> files(String date, String version) {
    CommandLine line = Verbs.complete(nobody());
    Grammar grammar = Grammar.of(line);
    Map<String, String> files = new LinkedHashMap<>();
    files.put("completions/jvc.bash", BashScript.of(grammar));
    files.put("completions/jvc.zsh", ZshScript.of(grammar));
    files.put("completions/jvc.fish", FishScript.of(grammar));
    new ManualPages(line, date, version)
        .all()
        .forEach((name, text) -> files.put("man/man1/" + name, text));
    return files;
  }

  /** Verbs are described, and none is run. */
  private static Client nobody() {
    Output nowhere = new Output(OutputStream.nullOutputStream(), OutputStream.nullOutputStream());
    return new Client(Map.of(), nowhere, InstantSource.system(), () -> ZoneOffset.UTC, _ -> {});
  }
}
