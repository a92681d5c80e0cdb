/** The programs that the client starts: the daemon and the vault process. */
@NullMarked
package dev.jvc.client.process;

import org.jspecify.annotations.NullMarked;
