/**
 * The store in a password manager of the pass family: {@code pass} with GnuPG, read with {@code
 * gpg} itself, or {@code gopass} or {@code passage} through their own commands.
 */
@NullMarked
package dev.jvc.daemon.store.pass;

import org.jspecify.annotations.NullMarked;
