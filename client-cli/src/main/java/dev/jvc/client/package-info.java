/** The thin client: entry point and the fast path. */
@NullMarked
package dev.jvc.client;

import org.jspecify.annotations.NullMarked;
