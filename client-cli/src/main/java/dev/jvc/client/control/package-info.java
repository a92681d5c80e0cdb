/** HTTP/1.1 over the daemon's Unix domain socket, with limits and deadlines on everything. */
@NullMarked
package dev.jvc.client.control;

import org.jspecify.annotations.NullMarked;
