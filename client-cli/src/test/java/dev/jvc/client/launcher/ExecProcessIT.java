package dev.jvc.client.launcher;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** {@code jvc exec} becomes its command: the same process, the same words, no secret in sight. */
final class ExecProcessIT extends WithExec {

  @Test
  void wordsArriveByteForByte() throws Exception {
    byte[] odd = {
      'a', (byte) 0xff, (byte) 0xfe, '\n', '\'', '"', '$', '\\', ' ', '*', (byte) 0xc3, (byte) 0xbc
    };
    Path script = home.resolve("run.sh");
    Files.write(
        script,
        concat(
            ("#!/bin/sh\nexec "
                    + Launched.jvc()
                    + " exec personal -- printf '%s|' '' '-n' '--' '@x' ")
                .getBytes(StandardCharsets.UTF_8),
            quoted(odd),
            " last\n".getBytes(StandardCharsets.UTF_8)));
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    for (String locale : List.of("C", "C.UTF-8")) {
      launched.environment().put("LC_ALL", locale);
      Path out = Files.createTempFile(home, "out", "");

      Process process =
          launched
              .builder(List.of(script.toString()))
              .redirectOutput(out.toFile())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();

      assertEquals(0, process.waitFor());
      assertArrayEquals(
          concat(
              "|-n|--|@x|".getBytes(StandardCharsets.UTF_8),
              odd,
              "|last|".getBytes(StandardCharsets.UTF_8)),
          Files.readAllBytes(out));
    }
  }

  @Test
  void theLaunchersOwnProcessBecomesTheCommand() throws Exception {
    Process process =
        launched
            .builder(
                List.of(Launched.jvc(), "exec", "personal", "--", "sh", "-c", "echo $$; read line"))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (var out = process.inputReader()) {
      assertEquals(Long.toString(process.pid()), out.readLine());
      assertEquals(0, process.descendants().count(), "something was left running");
      assertEquals(
          Map.of("profile", "personal", "kind", "child", "pid", (int) process.pid()),
          JSON.std.mapFrom(daemon.bodyOf("POST /v1/tokens")));
    } finally {
      process.destroy();
    }
    assertEquals(143, process.waitFor());
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "needs Linux: reads /proc")
  void noSecretIsEverInArguments() throws Exception {
    TreeSet<String> words = new TreeSet<>();
    Process process =
        launched
            .builder(List.of(Launched.jvc(), "exec", "personal", "--", "sh", "-c", "read line"))
            .start();
    try {
      Awaitility.await()
          .pollInterval(Duration.ofMillis(1))
          .until(() -> {
            words.addAll(commandLines(process));
            return words.stream().anyMatch(w -> w.startsWith("sh\0-c\0read line"));
          });
    } finally {
      process.destroy();
    }
    assertTrue(words.stream().anyMatch(w -> w.contains("dev.jvc.client.Main")), words.toString());
    for (String line : words) {
      assertFalse(line.contains(TOKEN) || line.contains("roleSecret"), "a secret is in: " + line);
    }
  }

  @Test
  void nothingIsInheritedButTheStandardStreams() throws Exception {
    Launched.Run run =
        launched.jvc(
            "exec", "personal", "--", "sh", "-c", "ls /proc/self/fd | sort -n | tr '\\n' ' '");

    // The listing itself holds one more.
    assertEquals("0 1 2 3 ", run.out());
  }

  @Test
  void standardInputIsTheCommands() throws Exception {
    Launched.Run run =
        launched.run(
            List.of("sh", "-c", "printf 'a\\nb\\n' | " + Launched.jvc() + " exec personal -- cat"));

    assertEquals("a\nb\n", run.out());
  }

  /** A shell with job control, in a terminal of its own. */
  @Test
  void jobControlWorksOnTheCommand() throws Exception {
    Path out = home.resolve("out");
    String script =
        """
        set -m
        %s exec personal -- sh -c 'echo started >>%s; kill -STOP $$; echo continued >>%s; exit 9' &
        wait %%1 2>/dev/null; echo "stopped $?" >>%s
        fg %%1 >/dev/null; echo "ended $?" >>%s
        """
            .formatted(Launched.jvc(), out, out, out, out);
    launched.environment().put("SCRIPT", script);

    Launched.Run run =
        launched.run(List.of("script", "-q", "-e", "-c", "bash -c \"$SCRIPT\"", "/dev/null"));

    assertEquals(0, run.exit(), run.toString());
    List<String> lines = Files.readAllLines(out);
    assertEquals("started", lines.getFirst());
    assertTrue(lines.get(1).matches("stopped 14[0-9]|stopped 12[0-9]|stopped 0"), lines.toString());
    assertEquals(List.of("continued", "ended 9"), lines.subList(2, 4));
  }

  private static List<String> commandLines(Process root) {
    List<String> lines = new ArrayList<>();
    List<ProcessHandle> all = new ArrayList<>(root.descendants().toList());
    all.add(root.toHandle());
    for (ProcessHandle process : all) {
      try {
        lines.add(
            Files.readString(
                Path.of("/proc/" + process.pid() + "/cmdline"), StandardCharsets.ISO_8859_1));
      } catch (IOException ended) {
        // Between the listing and the look.
      }
    }
    return lines;
  }

  private static byte[] quoted(byte[] word) {
    ByteArrayOutputStream quoted = new ByteArrayOutputStream();
    quoted.write('\'');
    for (byte b : word) {
      if (b == '\'') {
        quoted.writeBytes("'\\''".getBytes(StandardCharsets.UTF_8));
      } else {
        quoted.write(b);
      }
    }
    quoted.write('\'');
    return quoted.toByteArray();
  }

  private static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
