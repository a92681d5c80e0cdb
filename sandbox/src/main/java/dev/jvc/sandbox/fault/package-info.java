/** Failures that can be switched on while the offline AWS runs. */
@NullMarked
package dev.jvc.sandbox.fault;

import org.jspecify.annotations.NullMarked;
