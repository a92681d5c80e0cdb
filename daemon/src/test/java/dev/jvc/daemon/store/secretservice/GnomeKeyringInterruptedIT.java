package dev.jvc.daemon.store.secretservice;

import dev.jvc.daemon.vault.ChildJvm;
import dev.jvc.daemon.vault.InterruptedWritesContract;
import dev.jvc.daemon.vault.SecretStore;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

final class GnomeKeyringInterruptedIT extends InterruptedWritesContract {

  private PrivateBus bus;
  private GnomeKeyring keyring;

  /** The other process. */
  static final class Writer {

    private Writer() {}

    public static void main(String[] arguments) throws Exception {
      try (SecretStore store = at(arguments[0])) {
        if (arguments.length == 1) {
          writeForever(store);
        } else {
          addMany(store, arguments[1]);
        }
      }
    }
  }

  @BeforeEach
  void startKeyring() throws Exception {
    bus = PrivateBus.start();
    keyring = GnomeKeyring.start(bus);
    keyring.create("jvc", "password");
  }

  @AfterEach
  void stopKeyring() throws Exception {
    keyring.close();
    bus.close();
  }

  private static SecretStore at(String address) {
    return SecretServiceStore.in(Map.of("DBUS_SESSION_BUS_ADDRESS", address), sentence -> {});
  }

  @Override
  protected SecretStore open() {
    return at(bus.address());
  }

  @Override
  protected int mostWrites() {
    return 12;
  }

  @Override
  protected ChildJvm startWriter() throws IOException {
    return ChildJvm.start(Writer.class, bus.address());
  }

  @Override
  protected ChildJvm startAdder(String prefix) throws IOException {
    return ChildJvm.start(Writer.class, bus.address(), prefix);
  }
}
