/** The verbs of the command line, one class each. */
@NullMarked
package dev.jvc.client.verb;

import org.jspecify.annotations.NullMarked;
