/** The client as a real process, started through its launcher. */
@NullMarked
package dev.jvc.client.launcher;

import org.jspecify.annotations.NullMarked;
