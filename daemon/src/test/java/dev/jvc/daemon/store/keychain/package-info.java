/** Tests of the Keychain store, against a stand-in for the system's program. */
@NullMarked
package dev.jvc.daemon.store.keychain;

import org.jspecify.annotations.NullMarked;
