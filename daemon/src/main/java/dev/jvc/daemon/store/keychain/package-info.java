/** The Keychain store of macOS, through the system's own program {@code security}. */
@NullMarked
package dev.jvc.daemon.store.keychain;

import org.jspecify.annotations.NullMarked;
