/** Wiring a person's machine: jvc's lines in files of theirs, shown first and taken out again. */
@NullMarked
package dev.jvc.client.setup;

import org.jspecify.annotations.NullMarked;
