/** The STS operations and the rules AWS applies to them. */
@NullMarked
package dev.jvc.sandbox.sts;

import org.jspecify.annotations.NullMarked;
