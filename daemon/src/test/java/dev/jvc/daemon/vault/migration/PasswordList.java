package dev.jvc.daemon.vault.migration;

import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.credential.Secret;
import dev.jvc.daemon.vault.AwsVaultItem;
import dev.jvc.daemon.vault.ForeignKey;
import dev.jvc.daemon.vault.ForeignKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A place full of passwords, none of which is a key. */
final class PasswordList implements ForeignKeys {

  private final List<String> names;
  private final List<String> opened = new ArrayList<>();

  PasswordList(String... names) {
    this.names = List.of(names);
  }

  /** What was opened, in order. */
  List<String> opened() {
    return List.copyOf(opened);
  }

  @Override
  public String name() {
    return "passwords";
  }

  @Override
  public List<Found> found() {
    Stream<Found> found =
        names.stream().map(name -> new Found.Perhaps(new ProfileName(name), "passwords/" + name));
    return found.toList();
  }

  @Override
  public ForeignKey read(ProfileName name) throws ProblemException {
    opened.add(name.value());
    try (Secret password = Secret.ofString("hunter2")) {
      return new ForeignKey(
          name, AwsVaultItem.unwrap(password, name, "passwords/" + name), password.copy());
    }
  }

  @Override
  public void remove(ForeignKey key) {
    throw new AssertionError("nothing here is a key");
  }

  @Override
  public void restore(ProfileName name, Secret original) {
    throw new AssertionError("nothing was ever taken");
  }

  @Override
  public void close() {}
}
