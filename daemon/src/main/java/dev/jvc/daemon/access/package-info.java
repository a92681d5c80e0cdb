/** Who asks, and what they may have: callers and the client tokens that stand for them. */
@NullMarked
package dev.jvc.daemon.access;

import org.jspecify.annotations.NullMarked;
