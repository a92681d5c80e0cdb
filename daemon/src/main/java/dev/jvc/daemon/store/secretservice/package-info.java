/**
 * The Secret Service store: GNOME Keyring, KWallet or KeePassXC over D-Bus; the only place that
 * knows a D-Bus library.
 */
@NullMarked
package dev.jvc.daemon.store.secretservice;

import org.jspecify.annotations.NullMarked;
