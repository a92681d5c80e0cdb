/** Tests of the Secret Service store, against GNOME Keyring on a bus of their own. */
@NullMarked
package dev.jvc.daemon.store.secretservice;

import org.jspecify.annotations.NullMarked;
