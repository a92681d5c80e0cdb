/**
 * Whole programs against each other: the real launchers, daemon and vault process, the sandbox, and
 * real AWS clients.
 */
@NullMarked
package dev.jvc.system;

import org.jspecify.annotations.NullMarked;
