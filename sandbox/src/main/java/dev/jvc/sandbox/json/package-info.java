/** Worlds and faults as JSON, for the command line and the admin API. */
@NullMarked
package dev.jvc.sandbox.json;

import org.jspecify.annotations.NullMarked;
