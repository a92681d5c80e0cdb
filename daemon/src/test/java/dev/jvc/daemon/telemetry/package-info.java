@NullMarked
package dev.jvc.daemon.telemetry;

import org.jspecify.annotations.NullMarked;
