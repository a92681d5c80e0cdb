package dev.jvc.daemon.vault;

import dev.jvc.daemon.credential.IssueException;
import dev.jvc.daemon.credential.MfaCode;
import dev.jvc.daemon.credential.Problem;
import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.Secret;
import dev.jvc.daemon.credential.SessionCredentials;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The MFA code of a login: given in {@code JVC_MFA_TOKEN}, piped, or typed by a person who has
 * three tries.
 *
 * <p>AWS takes each code once, so a code that was sent is never sent again.
 */
public final class MfaCodes {

  static final String VARIABLE = "JVC_MFA_TOKEN";

  private static final int TRIES = 3;

  private final Map<String, String> environment;
  private final Dialogue dialogue;

  public MfaCodes(Map<String, String> environment, Dialogue dialogue) {
    this.environment = environment;
    this.dialogue = dialogue;
  }

  /** The call that a code is for. */
  @FunctionalInterface
  interface Call {

    /**
     * Makes the call.
     *
     * @param code closed by the caller afterwards
     */
    SessionCredentials with(MfaCode code) throws IssueException;
  }

  /**
   * The session of the first call that AWS takes the code of.
   *
   * @param mfaSerial the device whose code is asked for
   * @throws ProblemException when no usable code was given, or the call failed
   */
  SessionCredentials session(String mfaSerial, Call call) throws ProblemException {
    String variable = environment.get(VARIABLE);
    if (variable != null && !variable.isEmpty()) {
      return once(Secret.ofString(variable), "in " + VARIABLE, call);
    }
    Optional<Secret> line = dialogue.nextLine();
    if (line.isPresent()) {
      return once(line.get(), "on standard input", call);
    }
    Prompt person =
        dialogue
            .person()
            .orElseThrow(() ->
                new ProblemException(
                    Problem.of(
                        ProblemCode.LOGIN_NEEDED,
                        "there is no terminal to ask for the MFA code: give it with --mfa-token or on standard input")));
    return typed(person, "MFA code for " + mfaSerial + ": ", call);
  }

  private static SessionCredentials once(Secret given, String where, Call call)
      throws ProblemException {
    try (given) {
      String text = given.revealString();
      if (!MfaCode.isWellFormed(text)) {
        throw malformed("the MFA code " + where + " is not six digits");
      }
      try (MfaCode code = MfaCode.of(text)) {
        return call.with(code);
      }
    } catch (IssueException failed) {
      throw new ProblemException(failed.problem(), failed);
    }
  }

  private static SessionCredentials typed(Prompt person, String question, Call call)
      throws ProblemException {
    List<MfaCode> sent = new ArrayList<>();
    try {
      ProblemException last = malformed("no MFA code was typed");
      for (int left = TRIES - 1; left >= 0; left--) {
        try (Secret answer = person.visible(question)) {
          MfaCode code = codeIn(answer, sent);
          sent.add(code);
          return call.with(code);
        } catch (IssueException failed) {
          last = new ProblemException(failed.problem(), failed);
          if (failed.kind() != IssueException.Kind.MFA_REJECTED) {
            throw last;
          }
        } catch (UnusableCodeException unusable) {
          last = malformed(unusable.sentence());
        }
        if (left > 0) {
          person.tell(last.problem().message());
        }
      }
      throw last;
    } finally {
      sent.forEach(MfaCode::close);
    }
  }

  private static MfaCode codeIn(Secret answer, List<MfaCode> sent) throws UnusableCodeException {
    String text = answer.revealString();
    if (!MfaCode.isWellFormed(text)) {
      throw new UnusableCodeException("an MFA code has six digits");
    }
    MfaCode code = MfaCode.of(text);
    if (sent.stream().anyMatch(earlier -> earlier.digits().matches(code.digits()))) {
      code.close();
      throw new UnusableCodeException(
          "this code was used already: wait until the device shows the next one");
    }
    return code;
  }

  private static ProblemException malformed(String message) {
    return new ProblemException(Problem.of(ProblemCode.BAD_REQUEST, message));
  }

  /** What was typed cannot be sent. */
  private static final class UnusableCodeException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String sentence;

    UnusableCodeException(String sentence) {
      super(sentence);
      this.sentence = sentence;
    }

    String sentence() {
      return sentence;
    }
  }
}
