/**
 * The encrypted-file store: every key in one file, sealed under a passphrase; the only place that
 * knows Bouncy Castle.
 */
@NullMarked
package dev.jvc.daemon.store.file;

import org.jspecify.annotations.NullMarked;
