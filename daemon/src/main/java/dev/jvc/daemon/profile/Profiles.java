package dev.jvc.daemon.profile;

import dev.jvc.daemon.credential.ProblemException;
import dev.jvc.daemon.credential.ProfileName;
import java.util.List;

/** What the configuration says now; each call sees the newest readable state of the files. */
public interface Profiles {

  /** Every profile that the configuration defines, sorted. */
  List<ProfileName> names();

  /**
   * The plan for one profile.
   *
   * @throws ProblemException when the profile is unknown, or its section cannot lead to a session
   */
  SessionPlan plan(ProfileName profile) throws ProblemException;

  /**
   * The plan that a profile would have if a key were stored under its own name.
   *
   * @throws ProblemException when the section of the profile could not lead to a session even then;
   *     a profile that no file names has a plan
   */
  SessionPlan planWithOwnKey(ProfileName profile) throws ProblemException;

  /**
   * What is wrong with the files at present: empty when all is well, one line each with file and
   * line number.
   */
  List<String> problems();
}
