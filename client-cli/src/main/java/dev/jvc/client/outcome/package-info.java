/** How a command ends: its exit code and, when it fails, the sentence a person reads. */
@NullMarked
package dev.jvc.client.outcome;

import org.jspecify.annotations.NullMarked;
