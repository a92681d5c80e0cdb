/** The thin client: the entry point, the fast path and the training run. */
@NullMarked
package dev.jvc.client;

import org.jspecify.annotations.NullMarked;
