package dev.jvc.daemon.vault;

import dev.jvc.daemon.credential.BaseKey;
import dev.jvc.daemon.credential.Problem;
import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.Secret;
import java.util.Optional;

/** The key that is piped as two lines, id and secret, or typed by a person. */
final class AskedKey implements KeySource {

  private final Dialogue dialogue;

  AskedKey(Dialogue dialogue) {
    this.dialogue = dialogue;
  }

  @Override
  public BaseKey read() throws ProblemException {
    Optional<Secret> line = dialogue.nextLine();
    if (line.isPresent()) {
      return piped(line.get());
    }
    return typed(
        dialogue
            .person()
            .orElseThrow(() ->
                bad(
                    "there is no terminal to ask for the key: give --env, --csv FILE, or id and secret as two lines on standard input")));
  }

  private BaseKey piped(Secret id) throws ProblemException {
    Optional<Secret> secret = dialogue.nextLine();
    if (secret.isEmpty()) {
      id.close();
      throw bad("standard input holds one line only: give id and secret as two lines");
    }
    return KeyShape.key(id, secret.get());
  }

  private static BaseKey typed(Prompt person) throws ProblemException {
    Secret id = person.visible("Access key ID: ");
    try {
      KeyShape.id(id);
      return KeyShape.key(id, person.hidden("Secret access key: "));
    } finally {
      id.close();
    }
  }

  private static ProblemException bad(String message) {
    return new ProblemException(Problem.of(ProblemCode.BAD_REQUEST, message));
  }
}
