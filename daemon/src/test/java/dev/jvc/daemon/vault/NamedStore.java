package dev.jvc.daemon.vault;

import dev.jvc.daemon.credential.BaseKey;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.ProfileName;
import java.util.List;

/** A real store under another name, as a machine with several has them. */
class NamedStore implements SecretStore {

  private final String name;
  private final SecretStore store;

  NamedStore(String name, SecretStore store) {
    this.name = name;
    this.store = store;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public BaseKey read(ProfileName key) throws ProblemException {
    return store.read(key);
  }

  @Override
  public void write(ProfileName key, BaseKey value) throws ProblemException {
    store.write(key, value);
  }

  @Override
  public void remove(ProfileName key) throws ProblemException {
    store.remove(key);
  }

  @Override
  public List<ProfileName> names() throws ProblemException {
    return store.names();
  }

  @Override
  public void close() {
    store.close();
  }
}
