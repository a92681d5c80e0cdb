/** What the daemon tells of itself in numbers. */
@NullMarked
package dev.jvc.daemon.telemetry;

import org.jspecify.annotations.NullMarked;
