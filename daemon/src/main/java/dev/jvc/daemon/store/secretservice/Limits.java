package dev.jvc.daemon.store.secretservice;

import java.time.Duration;

/**
 * How long something may take.
 *
 * @param answer for a program: the bus, or the Secret Service without a person
 * @param person for somebody to answer a window of the Secret Service
 */
record Limits(Duration answer, Duration person) {

  static final Limits DEFAULT = new Limits(Duration.ofSeconds(10), Duration.ofMinutes(2));
}
