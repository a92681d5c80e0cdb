/** The build's training runs, which leave start-up caches for the daemon and the vault process. */
@NullMarked
package dev.jvc.sandbox.training;

import org.jspecify.annotations.NullMarked;
