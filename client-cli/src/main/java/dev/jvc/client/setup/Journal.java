package dev.jvc.client.setup;

import dev.jvc.client.control.ControlSocket;
import dev.jvc.client.json.JsonObject;
import dev.jvc.client.outcome.ExitCode;
import dev.jvc.client.outcome.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * What {@code jvc setup} has written where, remembered so that it can be taken back.
 *
 * @param profile the profile that programs get when they name none, empty for none
 * @param entries by path
 * @param folders the folders that were made, outermost first
 */
public record Journal(String profile, SequencedMap<Path, Entry> entries, List<Path> folders) {

  private static final int FORMAT = 1;

  /** Nothing. */
  static final Journal EMPTY = new Journal("", new LinkedHashMap<>(), List.of());

  public Journal {
    entries = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(entries));
    folders = List.copyOf(folders);
  }

  /**
   * One file.
   *
   * @param created whether it was not there before
   * @param digest of the whole file after the last change
   * @param blocks the lines of each block by its key; of a file that is jvc's alone nothing
   */
  public record Entry(boolean created, String digest, Map<String, List<String>> blocks) {

    public Entry {
      blocks = Collections.unmodifiableMap(new LinkedHashMap<>(blocks));
    }
  }

  /** Where it is kept. */
  static Path file(Map<String, String> environment) throws Failure {
    return ControlSocket.stateFolder(environment).resolve("setup.json");
  }

  /**
   * What was written until now.
   *
   * @throws Failure when it was written down and cannot be read
   */
  public static Journal read(Map<String, String> environment) throws Failure {
    Path file = file(environment);
    byte[] content;
    try {
      content = Files.readAllBytes(file);
    } catch (NoSuchFileException none) {
      return EMPTY;
    } catch (IOException unreadable) {
      throw Failure.of(ExitCode.FAILED, "cannot read " + file + ": make it readable to you");
    }
    try {
      return parse(JsonObject.parse(content));
    } catch (Failure | IllegalArgumentException damaged) {
      throw Failure.of(
          ExitCode.FAILED,
          file + " is damaged: move it away, and jvc setup looks for its lines itself");
    }
  }

  private static Journal parse(JsonObject document) throws Failure {
    if (document.number("version") != FORMAT) {
      throw new IllegalArgumentException("another version");
    }
    SequencedMap<Path, Entry> entries = new LinkedHashMap<>();
    for (JsonObject file : document.objects("files")) {
      Map<String, List<String>> blocks = new LinkedHashMap<>();
      for (JsonObject block : file.objects("blocks")) {
        blocks.put(block.string("key"), block.strings("lines"));
      }
      entries.put(
          Path.of(file.string("path")),
          new Entry(file.flag("created"), file.string("digest"), blocks));
    }
    return new Journal(
        document.text("profile"),
        entries,
        document.strings("folders").stream().map(Path::of).toList());
  }

  /** The entry of a file, or null. */
  @Nullable Entry entry(Path path) {
    return entries.get(path);
  }

  /** Writes it down, readable by the owner only; nothing is written down by no file. */
  void write(Map<String, String> environment) throws Failure, IOException {
    Path file = file(environment);
    if (entries.isEmpty()) {
      Files.deleteIfExists(file);
      return;
    }
    Path folder = file.getParent();
    if (folder == null) {
      throw new IOException("not a file");
    }
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Path temporary =
        Files.createTempFile(
            folder,
            ".setup.",
            ".tmp",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      Files.writeString(temporary, document() + "\n");
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private String document() {
    List<Map<String, Object>> files = new ArrayList<>();
    entries.forEach((path, entry) -> {
      List<Map<String, Object>> blocks = new ArrayList<>();
      entry
          .blocks()
          .forEach((key, lines) -> {
            Map<String, Object> block = new LinkedHashMap<>();
            block.put("key", key);
            block.put("lines", lines);
            blocks.add(block);
          });
      Map<String, Object> file = new LinkedHashMap<>();
      file.put("path", path.toString());
      file.put("created", entry.created());
      file.put("digest", entry.digest());
      file.put("blocks", blocks);
      files.add(file);
    });
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("version", FORMAT);
    document.put("profile", profile);
    document.put("files", files);
    document.put("folders", folders.stream().map(Path::toString).toList());
    return JsonObject.writeIndented(document);
  }

  /** The digest of a file's content. */
  static String digest(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.ISO_8859_1));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException absent) {
      throw new IllegalStateException("every JDK has SHA-256", absent);
    }
  }
}
