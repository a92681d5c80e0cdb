package dev.jvc.daemon.vault;

import dev.jvc.daemon.credential.AccessKeyId;
import dev.jvc.daemon.credential.BaseKey;
import dev.jvc.daemon.credential.CallerIdentity;
import dev.jvc.daemon.credential.IssueException;
import dev.jvc.daemon.credential.Problem;
import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.ProfileName;
import java.util.Optional;

/**
 * Finds out whose key a store gave, and stops where it is somebody else's than before.
 *
 * <p>Others may be able to write to a store, such as a password store that a team shares, and could
 * have a person log in to an account of theirs. A new key of the same user is taken as it is.
 */
final class KeyOwner {

  private final KeyCatalog catalog;
  private final Dialogue dialogue;

  KeyOwner(KeyCatalog catalog, Dialogue dialogue) {
    this.catalog = catalog;
    this.dialogue = dialogue;
  }

  /**
   * Whose key it is; AWS is asked once for each key.
   *
   * @throws ProblemException {@code Forbidden} or {@code Cancelled} when it is not whose it was and
   *     nobody says that this is right; or AWS did not say
   */
  CallerIdentity of(Task.Login task, String store, BaseKey key, LoginIssuer issuer)
      throws ProblemException {
    Optional<CallerIdentity> known = catalog.identity(task.key(), key.id());
    if (known.isPresent()) {
      return known.get();
    }
    CallerIdentity found = ask(task, key, issuer);
    Optional<CallerIdentity> before = catalog.lastOwner(task.key());
    if (before.isPresent() && !before.get().equals(found)) {
      confirm(task.key(), key.id(), before.get(), found);
    }
    catalog.put(task.key(), store, key.id(), found);
    return found;
  }

  private static CallerIdentity ask(Task.Login task, BaseKey key, LoginIssuer issuer)
      throws ProblemException {
    try {
      return issuer.identity(key, task.aws().sts());
    } catch (IssueException failed) {
      throw new ProblemException(failed.problem(), failed);
    }
  }

  private void confirm(
      ProfileName name, AccessKeyId key, CallerIdentity before, CallerIdentity found)
      throws ProblemException {
    String change =
        key.masked() + " of " + found.arn() + ", where before it was one of " + before.arn();
    Prompt person =
        dialogue
            .person()
            .orElseThrow(() ->
                new ProblemException(
                    Problem.of(
                        ProblemCode.FORBIDDEN,
                        "the key of "
                            + name
                            + " is now "
                            + change
                            + ": log in at a terminal to say that this is right")));
    Confirmation.require(
        person, "The key of " + name + " is now " + change + ". Log in with it? [y/N] ");
  }
}
