/** Completion scripts for shells, made from the command line itself. */
@NullMarked
package dev.jvc.client.completion;

import org.jspecify.annotations.NullMarked;
