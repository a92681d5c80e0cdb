/** Vending in virtual time: every clock, every thread and every answer of AWS is the test's. */
@NullMarked
package dev.jvc.daemon.vending;

import org.jspecify.annotations.NullMarked;
