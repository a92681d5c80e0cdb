package dev.jvc.daemon.vault;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Everything that something in this virtual machine still refers to, as it was at one moment. */
final class HeapDump {

  private final byte[] content;

  private HeapDump(byte[] content) {
    this.content = content;
  }

  /** Takes a dump; objects that nothing refers to are not in it. */
  static HeapDump of(Path folder) throws IOException {
    Path file = folder.resolve("live.hprof");
    ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
        .dumpHeap(file.toString(), true);
    try {
      return new HeapDump(Files.readAllBytes(file));
    } finally {
      Files.delete(file);
    }
  }

  /** Whether a text of Latin characters is in it, as bytes or as a string. */
  boolean holds(String text) {
    byte[] wanted = text.getBytes(StandardCharsets.ISO_8859_1);
    for (int start = 0; start <= content.length - wanted.length; start++) {
      int same = 0;
      while (same < wanted.length && content[start + same] == wanted[same]) {
        same++;
      }
      if (same == wanted.length) {
        return true;
      }
    }
    return false;
  }
}
