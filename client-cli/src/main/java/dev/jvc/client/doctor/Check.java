package dev.jvc.client.doctor;

import java.util.List;

/** One thing that is looked at; looking changes nothing. */
interface Check {

  /** What was found; empty when there is nothing to say. */
  List<Finding> look();
}
