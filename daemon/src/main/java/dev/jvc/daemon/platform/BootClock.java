package dev.jvc.daemon.platform;

import java.time.Duration;

/** Time since the machine was started, which suspend does not stop and nobody can set. */
@FunctionalInterface
public interface BootClock {

  Duration sinceBoot();
}
