package dev.jvc.daemon.store.secretservice;

import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.store.secretservice.ScriptedWindows.Answer;
import dev.jvc.daemon.vault.SecretStore;
import dev.jvc.daemon.vault.SecretStoreContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** What every store promises, kept in GNOME Keyring. */
@Timeout(60)
final class GnomeKeyringContractIT extends SecretStoreContract {

  private PrivateBus bus;
  private GnomeKeyring keyring;
  private ScriptedWindows windows;
  private volatile Answer answer = new Answer.Password("right");

  @BeforeEach
  void startKeyring() throws Exception {
    bus = PrivateBus.start();
    keyring = GnomeKeyring.start(bus);
    windows = ScriptedWindows.on(bus, number -> answer(number));
    keyring.create("jvc", "right");
  }

  @AfterEach
  void stopKeyring() throws Exception {
    windows.close();
    keyring.close();
    bus.close();
  }

  /** A person who mistypes is asked again by the keyring itself, and gives up then. */
  private Answer answer(int number) {
    return answer instanceof Answer.Password(String text) && text.equals("wrong") && number % 2 == 0
        ? new Answer.Close()
        : answer;
  }

  @Override
  protected SecretStore open() {
    answer = new Answer.Password("right");
    return store();
  }

  @Override
  protected SecretStore openWrongly() {
    answer = new Answer.Password("wrong");
    lock();
    return store();
  }

  @Override
  protected ProblemCode wronglyUnlocked() {
    return ProblemCode.CANCELLED;
  }

  @Override
  protected SecretStore openCancelling() {
    answer = new Answer.Close();
    lock();
    return store();
  }

  private SecretStore store() {
    return SecretServiceStore.in(bus.environment(), sentence -> {});
  }

  /** As after a login, where the keyring hides the names as well. */
  private void lock() {
    try {
      keyring.restart();
    } catch (Exception failed) {
      throw new IllegalStateException(failed);
    }
  }
}
