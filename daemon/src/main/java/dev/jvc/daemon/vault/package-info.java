/**
 * The vault process's tasks: open a store, ask the person, make one call to AWS, deposit the
 * session, exit.
 */
@NullMarked
package dev.jvc.daemon.vault;

import org.jspecify.annotations.NullMarked;
