/** Environment variables written for shells and other readers, and the script of an exec. */
@NullMarked
package dev.jvc.client.shell;

import org.jspecify.annotations.NullMarked;
