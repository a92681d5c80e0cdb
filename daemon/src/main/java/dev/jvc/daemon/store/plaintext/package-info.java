/**
 * The AWS files as places that plaintext keys are moved out of, with every other byte left as it
 * is.
 */
@NullMarked
package dev.jvc.daemon.store.plaintext;

import org.jspecify.annotations.NullMarked;
