/** jvc's own configuration: strict, with every problem reported at once. */
@NullMarked
package dev.jvc.daemon.config;

import org.jspecify.annotations.NullMarked;
