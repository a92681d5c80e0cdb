package dev.jvc.daemon.vault;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.daemon.credential.BaseKey;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HeapDumpTest {

  @Test
  void whatIsHeldIsFoundAndWhatIsWipedIsNot(@TempDir Path folder) throws Exception {
    try (BaseKey held = Keys.key(31_415_926);
        BaseKey wiped = Keys.key(27_182_818)) {
      wiped.secret().close();
      HeapDump dump = HeapDump.of(folder);

      assertTrue(dump.holds(Keys.secretOf(31_415_926)), held.toString());
      assertFalse(dump.holds(Keys.secretOf(27_182_818)), wiped.toString());
    }
  }
}
