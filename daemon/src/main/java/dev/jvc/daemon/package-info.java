/** The jvc daemon and its vault process: entry point and the two composition roots. */
@NullMarked
package dev.jvc.daemon;

import org.jspecify.annotations.NullMarked;
